// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// snapshotsOf returns the snapshots, or nil if there are none.
func snapshotsOf(decision posture.Decision) []Snapshot {
	if len(decision.Snapshots) == 0 {
		return nil
	}
	status := statusesOf(decision)
	return each(decision.Snapshots, func(s posture.Snapshot) Snapshot {
		described := Snapshot{Subject: s.Name, Status: cmp.Or(status[s.Name], Passed), Source: s.Source, SignedBy: s.SignedBy}
		if s.TakenAt.IsZero() {
			return described
		}
		described.TakenAt = s.TakenAt.UTC().Format(time.RFC3339)
		described.Scope = make(map[posture.ScopeKind][]string, len(s.Scope))
		for kind, items := range s.Scope {
			described.Scope[kind] = each(items, func(item posture.ScopeItem) string { return cmp.Or(item.Name, item.ID) })
		}
		return described
	})
}

// snapshot returns the snapshot that is a subject.
func (r Report) snapshot(subject string) (Snapshot, bool) {
	i := slices.IndexFunc(r.Snapshots, func(s Snapshot) bool { return s.Subject == subject })
	if i < 0 {
		return Snapshot{}, false
	}
	return r.Snapshots[i], true
}

// isSnapshotJudged reports whether a rule was applied to a subject that is a
// snapshot, or to all of them.
func (r Report) isSnapshotJudged(rule posture.Rule, subject string) bool {
	s, isSnapshot := r.snapshot(subject)
	switch rule {
	case posture.RuleSnapshotScope:
		return subject == posture.SubjectSnapshots
	case posture.RulePublicKeys:
		return isSnapshot
	default: // Nothing else is known of one that cannot be read.
		return isSnapshot && s.TakenAt != ""
	}
}

// snapshotSubjects are the subjects of violations of snapshots.
func (r Report) snapshotSubjects() []Subject {
	if len(r.Snapshots) == 0 {
		return nil
	}
	subjects := []Subject{{Subject: posture.SubjectSnapshots}}
	for _, s := range r.Snapshots {
		subjects = append(subjects, Subject{Subject: s.Subject})
	}
	return subjects
}

func (r Report) writeSnapshots(d *document) {
	d.table("Snapshots", []string{"Snapshot", "Verdict", "System", "Taken at", "Scope", "Signed by"}, len(r.Snapshots), func(i int) []string {
		s := r.Snapshots[i]
		return []string{codeSpan(s.Subject), string(s.Status), orUnknown(codeSpan(s.Source)), orUnknown(codeSpan(s.TakenAt)), codeSpan(s.scope()), codeSpan(s.SignedBy)}
	})
}

// scope lists what was read: "portfolios: Critical Vendors, All".
func (s Snapshot) scope() string {
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(s.Scope)) {
		kinds = append(kinds, fmt.Sprintf("%s: %s", kind, enumerate(s.Scope[kind])))
	}
	return strings.Join(kinds, "; ")
}
