// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package compliance judges what Secureframe says of an organization's own
// compliance: its tests and its controls. It belongs to the domain layer: it
// does not depend on Terraform, sends no requests, and reads no clock.
package compliance

import (
	"cmp"
	"maps"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Source is the source of the findings of this system.
const Source = posture.SourceSecureframe

// Finding is a test or a control that is not in order, or of which that is
// unknown.
type Finding struct {
	posture.Finding
	// ID is that of the test or the control. It is "" where there is none at all.
	ID string
	// HealthStatus is the word of the system. It is "" when it is absent.
	HealthStatus string
	// Reason says why it is a finding, without names of people.
	Reason string
}

// Report is the result of judging tests or controls.
type Report struct {
	// Findings are sorted by subject, type, and ID.
	Findings []Finding
	// Covered are the subjects whose health is known, sorted.
	Covered []string
}

// ruling is the outcome for one test or control.
type ruling struct {
	// status is posture.Closed for what is in order.
	status   posture.Status
	severity posture.Severity
	// word ends the type of the finding.
	word   string
	reason string
	// isIgnored says that the user does not want the health status judged.
	isIgnored bool
}

func healthy() ruling { return ruling{status: posture.Closed} }

func open(severity posture.Severity, word, reason string) ruling {
	return ruling{status: posture.Open, severity: severity, word: word, reason: reason}
}

// unknown is the ruling on what nothing evaluates, and on what is contradicted.
// It is as severe as a failure, which it may be.
func unknown(word, reason string) ruling {
	return ruling{status: posture.Unknown, severity: posture.High, word: word, reason: reason}
}

// unevaluated is the ruling on a health status that a user may ignore.
func unevaluated(status, reason string, ignored []string) ruling {
	r := unknown(status, reason)
	r.isIgnored = slices.Contains(ignored, status)
	return r
}

// unlisted is the ruling on a health status that is absent, or not documented.
func unlisted(status string) ruling {
	if status == "" {
		return unknown("unknown", "health_status is absent or null")
	}
	return unknown("unknown", "health_status is not one of the documented values")
}

// object is a test or a control.
type object struct {
	id, key, title, healthStatus string
	firstFailedAt, lastSeenAt    string
	ruling                       ruling
}

// subject is what findings call the object: its key is what people use.
func (o object) subject() string { return cmp.Or(o.key, o.id) }

// report reports the objects, each a noun: "test".
func report(noun string, objects []object) Report {
	findings, isKnown := []Finding{}, map[string]bool{}
	for _, one := range objects {
		if one.ruling.isIgnored {
			continue
		}
		known, came := isKnown[one.subject()]
		isKnown[one.subject()] = one.ruling.status != posture.Unknown && (known || !came)
		if one.ruling.status != posture.Closed {
			findings = append(findings, one.finding(noun))
		}
	}
	if len(isKnown) == 0 {
		findings = append(findings, nothingJudged(noun))
	}
	maps.DeleteFunc(isKnown, func(_ string, known bool) bool { return !known })
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	return Report{Findings: findings, Covered: append([]string{}, slices.Sorted(maps.Keys(isKnown))...)}
}

func (o object) finding(noun string) Finding {
	f := Finding{
		Finding: posture.Finding{
			Source: Source, Subject: o.subject(), Type: noun + "_" + o.ruling.word, Title: o.title,
			Severity: o.ruling.severity, Status: o.ruling.status, LastSeenAt: o.lastSeenAt,
		},
		ID: o.id, HealthStatus: o.healthStatus, Reason: o.ruling.reason,
	}
	if o.ruling.status == posture.Open {
		f.FirstSeenAt = o.firstFailedAt
	}
	return f
}

// nothingJudged is the finding where there is no object, or none that is not
// ignored. The compliance of an account without tests is unknown: it is no good
// news.
func nothingJudged(noun string) Finding {
	return Finding{
		Finding: posture.Finding{
			Source: Source, Subject: noun + "s", Type: "no_" + noun + "s", Title: "No " + noun + " was judged",
			Severity: posture.High, Status: posture.Unknown,
		},
		Reason: "there is no " + noun + " to judge, so that compliance is unknown",
	}
}

func isTrue(value *bool) bool  { return value != nil && *value }
func isFalse(value *bool) bool { return value != nil && !*value }
