// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestSeverity_order(t *testing.T) {
	t.Parallel()
	severities := []posture.Severity{"critical", "high", "medium", "low", "info", "positive"}
	if diff := cmp.Diff(severities, posture.Severities()); diff != "" {
		t.Fatalf("Severities() (-want +got):\n%s", diff)
	}
	for i, severity := range severities {
		for j, minimum := range severities {
			if got, want := severity.AtLeast(minimum), i <= j; got != want {
				t.Errorf("%q.AtLeast(%q) = %t", severity, minimum, got)
			}
			if got, want := severity.MayReach(minimum), i <= j; got != want {
				t.Errorf("%q.MayReach(%q) = %t", severity, minimum, got)
			}
		}
	}
}

func TestSeverity_unknownIsNeverHarmless(t *testing.T) {
	t.Parallel()
	for _, unknown := range []posture.Severity{"", "HIGH", "catastrophic", "high "} {
		if unknown.Known() {
			t.Errorf("%q is known", unknown)
		}
		for _, severity := range posture.Severities() {
			if unknown.AtLeast(severity) || severity.AtLeast(unknown) {
				t.Errorf("a comparison of %q with %q holds", unknown, severity)
			}
			if !unknown.MayReach(severity) {
				t.Errorf("%q is filtered out by %q", unknown, severity)
			}
			if severity.MayReach(unknown) {
				t.Errorf("%q reaches the unknown %q", severity, unknown)
			}
		}
	}
}

func TestCompareSeverities(t *testing.T) {
	t.Parallel()
	got := []posture.Severity{"positive", "low", "critical", "odd", "info", "high", "medium"}
	slices.SortFunc(got, posture.CompareSeverities)
	want := []posture.Severity{"odd", "critical", "high", "medium", "low", "info", "positive"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sorted worst first (-want +got):\n%s", diff)
	}
}

func TestSeverities_isACopy(t *testing.T) {
	t.Parallel()
	posture.Severities()[0] = "positive"
	if got := posture.Severities()[0]; got != posture.Critical {
		t.Errorf("the worst severity is %q after a caller changed its copy", got)
	}
}
