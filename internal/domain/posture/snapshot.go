// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// SubjectSnapshots is the subject of the violation that no snapshot has a scope.
const SubjectSnapshots = "snapshots"

const (
	// DefaultMaximumSnapshotAge lets a snapshot of every day be half a day late.
	DefaultMaximumSnapshotAge = 36 * time.Hour
	// clockTolerance is how far the clocks of two machines may differ.
	clockTolerance = 5 * time.Minute
)

// ScopeKind is what a scope lists.
type ScopeKind string

// The kinds of scopes.
const (
	ScopePortfolios    ScopeKind = "portfolios"
	ScopeApps          ScopeKind = "apps"
	ScopeOrganizations ScopeKind = "organizations"
	ScopeChecks        ScopeKind = "checks"
)

// ScopeKinds returns every kind.
func ScopeKinds() []ScopeKind {
	return []ScopeKind{ScopePortfolios, ScopeApps, ScopeOrganizations, ScopeChecks}
}

// Scope is what was read: all portfolios, applications, organizations, or checks
// that have an entry.
type Scope map[ScopeKind][]ScopeItem

// ScopeItem is one portfolio, application, organization, or check.
type ScopeItem struct {
	ID string `json:"id"`
	// Name is how people call it. Names may not be unique.
	Name string `json:"name,omitzero"`
}

// IsNamed reports whether people mean the item by an ID or a name.
func (i ScopeItem) IsNamed(name string) bool { return name != "" && (i.ID == name || i.Name == name) }

// Snapshot is what a gate has to know of a document that companies and findings
// come from.
type Snapshot struct {
	// Name is the subject of its violations, such as "snapshots[0]".
	Name string
	// Fault says why nothing of the document is judged, or what contradicts it. It
	// is empty if there is no fault.
	Fault string
	// Unsigned says why its signature does not count. It is empty if the signature
	// is good.
	Unsigned string
	// SignedBy is the ID of the key, or empty.
	SignedBy string
	// Source is the system, or empty if the document cannot be read.
	Source string
	// TakenAt is when it was read: nothing in it is older. It is zero if the
	// document cannot be read.
	TakenAt time.Time
	Scope   Scope
}

// Age is how old the snapshot is. It is negative for one from the future.
func (s Snapshot) Age(asOf time.Time) time.Duration { return asOf.Sub(s.TakenAt) }

// judgeSnapshots reports snapshots that cannot be believed. None of it has a
// value that a baseline could accept.
func (e *evaluation) judgeSnapshots() {
	for _, snapshot := range e.Snapshots {
		s := e.subjects.withKey(snapshot.Name)
		if snapshot.Fault != "" {
			s.violateSnapshot(RuleSnapshots, snapshot.Fault, "a snapshot as it was written")
		}
		if e.RequireSignatures && snapshot.Unsigned != "" {
			s.violateSnapshot(RulePublicKeys, snapshot.Unsigned, "a signature of one of the keys")
		}
		if !snapshot.TakenAt.IsZero() {
			e.judgeSnapshotAge(s, snapshot)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(e.SnapshotScope)) {
		for _, name := range e.SnapshotScope[kind] {
			e.judgeScope(kind, name)
		}
	}
}

func (e *evaluation) judgeSnapshotAge(s *subject, snapshot Snapshot) {
	maximum := cmp.Or(e.MaximumSnapshotAge, DefaultMaximumSnapshotAge)
	required := "at most " + shortDuration(maximum) + " old"
	takenAt := snapshot.TakenAt.UTC().Format(time.RFC3339)
	switch age := snapshot.Age(e.asOf); {
	case age < -clockTolerance:
		s.violateSnapshot(RuleMaximumSnapshotAge, "taken in the future, at "+takenAt, required)
	case age > maximum:
		s.violateSnapshot(RuleMaximumSnapshotAge, shortDuration(age)+" old, taken at "+takenAt, required)
	}
}

// judgeScope reports a scope that is in no snapshot, or that names several.
func (e *evaluation) judgeScope(kind ScopeKind, name string) {
	ids := map[string]bool{}
	for _, snapshot := range e.Snapshots {
		for _, item := range snapshot.Scope[kind] {
			if item.IsNamed(name) {
				ids[item.ID] = true
			}
		}
	}
	noun := strings.TrimSuffix(string(kind), "s")
	observed := ""
	switch len(ids) {
	case 1:
		return
	case 0:
		observed = noun + " " + label(name) + " is in no snapshot"
	default:
		observed = Plural(int64(len(ids)), noun, string(kind)) + " have the name " + label(name)
	}
	e.subjects.withKey(SubjectSnapshots).violate(Violation{
		Rule: RuleSnapshotScope, Severity: Critical, Measure: measureSnapshot + "." + string(kind),
		Observed: observed, Required: "a snapshot of it",
	})
}

func (s *subject) violateSnapshot(rule Rule, observed, required string) {
	s.violate(Violation{Rule: rule, Severity: Critical, Measure: measureSnapshot, Observed: Printable(observed), Required: required})
}

// shortDuration writes a duration in minutes and larger units: 36h, 1h30m.
func shortDuration(duration time.Duration) string {
	text := duration.Truncate(time.Minute).String()
	if duration < time.Minute {
		return duration.Truncate(time.Second).String()
	}
	text = strings.TrimSuffix(text, "0s")
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
