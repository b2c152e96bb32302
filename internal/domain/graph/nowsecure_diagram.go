// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Diagram returns the groups, their applications with their scores, and the numbers
// of their findings, as a Mermaid flowchart. It has no user in it.
func (n NowSecure) Diagram() string {
	d := drawing{groupNoun: "groups", memberNoun: "applications"}
	seen := map[string]bool{}
	for _, app := range n.Apps {
		if app.GroupRef != "" && !seen[app.GroupRef] {
			seen[app.GroupRef] = true
			d.groups = append(d.groups, group{app.GroupRef, cmp.Or(posture.Printable(app.GroupName), app.GroupRef)})
		}
		d.members = append(d.members, app.member())
	}
	slices.SortStableFunc(d.groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.id, b.id))
	})
	slices.SortStableFunc(d.members, func(a, b member) int {
		return cmp.Or(compareUnknown(a.findings, b.findings), a.findings.compare(b.findings))
	})
	return d.String()
}

// compareUnknown orders the tally that is not known first.
func compareUnknown(a, b tally) int {
	switch {
	case a.isUnknown == b.isUnknown:
		return 0
	case a.isUnknown:
		return -1
	default:
		return 1
	}
}

func (a App) member() member {
	m := member{
		name: cmp.Or(posture.Printable(a.Title), posture.Printable(a.Package), a.Ref), rating: a.rating(),
		findings: tally{isUnknown: !a.FindingsKnown},
	}
	for _, finding := range a.Findings {
		m.findings.add(finding.Finding)
	}
	if a.GroupRef != "" {
		m.groupIDs = []string{a.GroupRef}
	}
	m.band, m.class = m.findings.band()
	return m
}

func (a App) rating() string {
	parts := []string{}
	if a.Platform != "" {
		parts = append(parts, a.Platform)
	}
	if a.LastScore != nil {
		parts = append(parts, "score "+strconv.FormatFloat(*a.LastScore, 'f', -1, 64))
	}
	return strings.Join(parts, ", ")
}

// severityClasses are how applications look, by the worst of their findings:
// NowSecure does not publish what its scores are called.
var severityClasses = map[posture.Severity]string{
	unknownSeverity: "grey", posture.Critical: "red", posture.High: "orange", posture.Medium: "yellow", posture.Low: "lime",
}

// band is the worst severity, and its class.
func (t tally) band() (band, class string) {
	if t.isUnknown {
		return "with unknown findings", "grey"
	}
	for _, severity := range append([]posture.Severity{unknownSeverity}, posture.Severities()...) {
		if class, isWeakness := severityClasses[severity]; isWeakness && t.counts[severity] > 0 {
			return fmt.Sprintf("with %s", severity), class
		}
	}
	return "with nothing worse than info", "green"
}
