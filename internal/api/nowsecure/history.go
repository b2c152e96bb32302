// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// vulnerability is one record: a span of assessments in which a check found
// something. It is closed when a newer version is not affected, and a closed one
// stays closed (docs).
type vulnerability struct {
	ID              identifier `json:"unique_vulnerability_id"`
	CheckID         string     `json:"finding_id"`
	Title           string     `json:"finding_title"`
	OpenedAt        string     `json:"opened_at"`
	OpenedIn        identifier `json:"opened_in_assessment_id"`
	OpenedVersion   text       `json:"opened_in_app_version"`
	LastSeenAt      string     `json:"last_seen_at"`
	LastSeenVersion text       `json:"last_seen_in_app_version"`
	ClosedAt        string     `json:"closed_at"`
	ClosedVersion   text       `json:"closed_in_app_version"`
	CVSS            *float64   `json:"last_seen_cvss"`
}

// History chooses records of vulnerabilities. Open ones are always chosen: a
// record closes when a newer version is assessed and not affected (docs), and an
// assessment without a result of the check leaves it open and unseen.
type History struct {
	// SeenAfter drops closed records that were seen last before it. An application
	// that is not known to have been assessed since is unknown.
	SeenAfter time.Time
	// IncludeClosed keeps closed records.
	IncludeClosed bool
}

// Versions are the versions of an application in a record.
type Versions struct {
	Opened   string
	LastSeen string
	Closed   string
}

// identity is the check, the ID of the vulnerability, and when the record was
// opened: a vulnerability that comes back has a record of its own (docs). What
// identifies a record without an ID is everything.
func (v vulnerability) identity() string {
	if v.ID == "" {
		v.CVSS = nil
		return fmt.Sprintf("%+v", v)
	}
	return v.CheckID + " " + string(v.ID) + " " + cmp.Or(rest.UTC(v.OpenedAt), v.OpenedAt)
}

func decodeRecords(body []byte) ([]vulnerability, error) {
	records, err := decodeList(rest.Entries[vulnerability]{Noun: "record", Identity: vulnerability.identity})(body)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(records, func(record vulnerability) bool { return record.CheckID == "" }); i >= 0 {
		return nil, fmt.Errorf(`record %d has no "finding_id"`, i+1)
	}
	return records, nil
}

// history reads the records of an application. The API has no filter by date.
func (c *Client) history(ctx context.Context, app App, query FindingsQuery, past pastAssessments) ([]Finding, error) {
	records, err := rest.Get(ctx, c.lab, rest.Request{
		Operation: "read the vulnerabilities of application " + describe(app),
		Path:      "/resource/app/" + url.PathEscape(app.Ref) + "/vulnerability/",
	}, decodeRecords)
	if err != nil {
		return nil, asNotVisible(err)
	}
	findings := c.beside(app, app.Latest, query)
	if !assessedSince(app, records, query.History.SeenAfter) {
		// An empty history without an assessment is not good news.
		finding := notKnown(app, typeNotAssessed)
		finding.Title = "The application is not known to have been assessed in the time that was asked for: its findings are not known"
		findings = append(findings, finding)
	}
	if app.Latest == nil && !query.AssessedAfter.IsZero() && !assessedSince(app, records, query.AssessedAfter) {
		findings = append(findings, notKnown(app, typeOutdated))
	}
	accepted := query.Baseline.of(app, app.Latest, past)
	for _, record := range records {
		if query.History.wants(record) && query.Baseline.isNewRecord(record, accepted) {
			findings = append(findings, recorded(app, record))
		}
	}
	return findings, nil
}

// assessedSince reports whether the application was assessed: a record that was
// seen says so, too.
func assessedSince(app App, records []vulnerability, since time.Time) bool {
	return app.Latest != nil && app.Latest.isAfter(since) ||
		slices.ContainsFunc(records, func(record vulnerability) bool {
			seen, ok := posture.ParseTime(record.LastSeenAt)
			return ok && !seen.Before(since)
		})
}

// wants keeps a record without a known time.
func (h History) wants(record vulnerability) bool {
	if _, closed := posture.ParseTime(record.ClosedAt); !closed {
		return true
	}
	seen, ok := posture.ParseTime(record.LastSeenAt)
	return h.IncludeClosed && (!ok || !seen.Before(h.SeenAfter))
}

func recorded(app App, record vulnerability) Finding {
	finding := Finding{
		Finding: posture.Finding{
			Source: Source, Subject: app.Subject, Type: record.CheckID, Title: cmp.Or(record.Title, record.CheckID),
			Severity: severityOf("", record.CVSS, ""), Status: posture.Open,
			FirstSeenAt: rest.UTC(record.OpenedAt), LastSeenAt: rest.UTC(record.LastSeenAt),
			URL: app.URL,
		},
		App: app, CheckID: record.CheckID, CVSS: record.CVSS, VulnerabilityID: string(record.ID),
		OpenedAt: rest.UTC(record.OpenedAt), ClosedAt: rest.UTC(record.ClosedAt),
		Versions: Versions{Opened: string(record.OpenedVersion), LastSeen: string(record.LastSeenVersion), Closed: string(record.ClosedVersion)},
	}
	finding.Affected = new(finding.ClosedAt == "")
	if finding.ClosedAt != "" {
		finding.Status = posture.Closed
	}
	return finding
}
