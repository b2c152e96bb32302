// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestParseGrade(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"A", "B", "C", "D", "F"} {
		if got := posture.ParseGrade(value); string(got) != value || !got.Known() {
			t.Errorf("ParseGrade(%q) = %q, known %t", value, got, got.Known())
		}
	}
	for _, value := range []string{"", "?", "E", "a", "A ", "AA", "AB", "A+", "unknown"} {
		if got := posture.ParseGrade(value); got != posture.UnknownGrade {
			t.Errorf("ParseGrade(%q) = %q, want the unknown grade", value, got)
		}
	}
}

func TestGrade_atLeast(t *testing.T) {
	t.Parallel()
	grades := []posture.Grade{"A", "B", "C", "D", "F"}
	if diff := cmp.Diff(grades, posture.Grades()); diff != "" {
		t.Fatalf("Grades() (-want +got):\n%s", diff)
	}
	for i, grade := range grades {
		for j, minimum := range grades {
			if got, want := grade.AtLeast(minimum), i <= j; got != want {
				t.Errorf("%q.AtLeast(%q) = %t", grade, minimum, got)
			}
		}
		for _, unknown := range []posture.Grade{posture.UnknownGrade, "?", "E"} {
			if grade.AtLeast(unknown) || unknown.AtLeast(grade) || unknown.AtLeast(unknown) {
				t.Errorf("a comparison of %q with %q holds", grade, unknown)
			}
		}
	}
}

func TestGrades_isACopy(t *testing.T) {
	t.Parallel()
	posture.Grades()[0] = "F"
	if got := posture.Grades()[0]; got != "A" {
		t.Errorf("the best grade is %q after a caller changed its copy", got)
	}
}

func TestWorstGrade(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		grades []posture.Grade
		want   posture.Grade
	}{
		"none":          {nil, posture.UnknownGrade},
		"one":           {[]posture.Grade{"B"}, "B"},
		"worst first":   {[]posture.Grade{"F", "A"}, "F"},
		"worst last":    {[]posture.Grade{"A", "D"}, "D"},
		"equal":         {[]posture.Grade{"C", "C"}, "C"},
		"unknown first": {[]posture.Grade{"", "F"}, posture.UnknownGrade},
		"unknown last":  {[]posture.Grade{"F", "?"}, posture.UnknownGrade},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := posture.WorstGrade(test.grades); got != test.want {
				t.Errorf("WorstGrade(%q) = %q, want %q", test.grades, got, test.want)
			}
		})
	}
}
