// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
)

// domains are those of the companies, in their order.
func domains(set snapshot.Set) []string {
	var all []string
	for _, company := range set.Companies {
		all = append(all, company.Domain)
	}
	return all
}

func subjects(set snapshot.Set) []string {
	var all []string
	for _, finding := range set.Findings {
		all = append(all, finding.Subject)
	}
	return all
}

func TestOpen_joinsDocuments(t *testing.T) {
	t.Parallel()
	set := snapshot.Open([]string{write(t, companies()), write(t, apps()), write(t, organization())}, snapshot.Options{})
	for i, source := range []string{"securityscorecard", "nowsecure", "jumpcloud"} {
		got := set.Snapshots[i]
		if got.Name != snapshot.Name(i) || got.Source != source || !got.TakenAt.Equal(takenAt) || got.Fault != "" || len(got.Scope) == 0 {
			t.Errorf("%+v", got)
		}
	}
	want := map[string][]string{
		"companies": {"a.example", "b.example"},
		"findings":  {"a.example", "b.example", "android/com.a", "ios/com.a", "u1"},
		"covered":   {"a.example", "android/com.a", "o1", "u1"},
	}
	if diff := cmp.Diff(want, map[string][]string{"companies": domains(set), "findings": subjects(set), "covered": set.Covered}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What was not asked for is not empty.
func TestOpen_nilIsNotEmpty(t *testing.T) {
	t.Parallel()
	set := snapshot.Open([]string{"{}"}, snapshot.Options{})
	if set.Companies != nil || set.Findings != nil || set.Covered != nil || set.Snapshots[0].Fault == "" || !set.Snapshots[0].TakenAt.IsZero() {
		t.Errorf("%+v", set)
	}
	set = snapshot.Open([]string{write(t, many(1))}, snapshot.Options{})
	if set.Companies == nil || set.Findings != nil || set.Covered != nil {
		t.Errorf("%+v", set)
	}
	unreadable := many(1)
	unreadable.Unknown = []posture.Finding{finding(posture.SourceSecurityScorecard, "vendor-000000.example", "not_readable", posture.Unknown)}
	if set = snapshot.Open([]string{write(t, unreadable)}, snapshot.Options{}); len(set.Findings) != 1 {
		t.Errorf("%+v", set)
	}
}

func TestOpen_choosesTheScope(t *testing.T) {
	t.Parallel()
	d := companies()
	d.Companies[1].PortfolioIDs = []string{"p2"}
	texts := []string{write(t, d), write(t, apps()), write(t, organization())}
	for name, test := range map[string]struct {
		scope              map[posture.ScopeKind][]string
		companies, subject []string
	}{
		"a portfolio by name": {map[posture.ScopeKind][]string{"portfolios": {"Critical"}}, []string{"a.example"}, []string{"a.example", "android/com.a", "ios/com.a", "u1"}},
		"a portfolio by ID":   {map[posture.ScopeKind][]string{"portfolios": {"p2"}}, []string{"b.example"}, []string{"b.example", "android/com.a", "ios/com.a", "u1"}},
		"both":                {map[posture.ScopeKind][]string{"portfolios": {"p2", "p1"}}, []string{"a.example", "b.example"}, []string{"a.example", "b.example", "android/com.a", "ios/com.a", "u1"}},
		"no such portfolio":   {map[posture.ScopeKind][]string{"portfolios": {"critical"}}, nil, []string{"android/com.a", "ios/com.a", "u1"}},
		"an application":      {map[posture.ScopeKind][]string{"apps": {"android/com.a"}}, []string{"a.example", "b.example"}, []string{"a.example", "b.example", "android/com.a", "u1"}},
		"by its ref":          {map[posture.ScopeKind][]string{"apps": {"ref2"}}, []string{"a.example", "b.example"}, []string{"a.example", "b.example", "ios/com.a", "u1"}},
		"an organization":     {map[posture.ScopeKind][]string{"organizations": {"o2"}}, []string{"a.example", "b.example"}, []string{"a.example", "b.example", "android/com.a", "ios/com.a", "u1"}},
	} {
		set := snapshot.Open(texts, snapshot.Options{Scope: test.scope})
		if diff := cmp.Diff(test.companies, domains(set)); diff != "" {
			t.Errorf("%s: companies (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(test.subject, subjects(set)); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", name, diff)
		}
		if len(set.Snapshots[0].Scope[posture.ScopePortfolios]) != 2 {
			t.Errorf("%s: the description has another scope", name)
		}
	}
}

// Documents of parts may overlap. What they say in the same words counts once;
// what they do not is a fault, and all of it counts.
func TestOpen_contradictions(t *testing.T) {
	t.Parallel()
	first := companies()
	part := companies()
	part.Companies[0].PortfolioIDs = []string{"p2"}
	better := companies()
	better.Companies[1].Grade = "A"
	fewer := companies()
	fewer.Findings = []posture.Finding{}
	covered := companies()
	covered.Unknown, covered.Covered = []posture.Finding{}, []string{"a.example", "b.example"}
	ofAll := many(0)
	ofAll.Companies = companies().Companies
	for name, test := range map[string]struct {
		second    snapshot.Document
		companies int
		findings  int
		want      string
	}{
		"the same, read with another portfolio": {part, 2, 2, ""},
		"without findings":                      {ofAll, 2, 2, ""},
		"another grade":                         {better, 3, 2, `snapshots[1] and snapshots[0] differ about 1 subject, "b.example" for example`},
		"fewer findings":                        {fewer, 2, 2, `differ about 1 subject, "a.example" for example`},
		"covered":                               {covered, 2, 2, `differ about 1 subject, "b.example" for example`},
	} {
		set := snapshot.Open([]string{write(t, first), write(t, test.second)}, snapshot.Options{})
		if got := set.Snapshots[1].Fault; (got != "") != (test.want != "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: the fault is %q, want %q", name, got, test.want)
		}
		if len(set.Companies) != test.companies || len(set.Findings) != test.findings || set.Snapshots[0].Fault != "" {
			t.Errorf("%s: %v, %v", name, domains(set), subjects(set))
		}
	}
	set := snapshot.Open([]string{write(t, first), write(t, first)}, snapshot.Options{})
	if set.Snapshots[1].Fault != "it is the same document as snapshots[0]" || len(set.Companies) != 2 {
		t.Errorf("%+v", set.Snapshots)
	}
}

func TestContradict_aList(t *testing.T) {
	t.Parallel()
	row := companies().Companies[0].Rating()
	other, unscored, spelled, absent := row, row, row, row
	other.Grade, unscored.Score, spelled.Domain, absent.Domain = "F", nil, "https://A.example/", "c.example"
	for name, test := range map[string]struct {
		list []posture.Rating
		want string
	}{
		"nothing":            {nil, ""},
		"the same":           {[]posture.Rating{row}, ""},
		"another company":    {[]posture.Rating{absent}, ""},
		"another spelling":   {[]posture.Rating{spelled}, ""},
		"one of two":         {[]posture.Rating{other, row}, ""},
		"another grade":      {[]posture.Rating{other}, `snapshots[0] and companies differ about 1 subject, "a.example" for example`},
		"a score is missing": {[]posture.Rating{unscored}, `snapshots[0] and companies differ about 1 subject`},
	} {
		set := snapshot.Open([]string{write(t, companies())}, snapshot.Options{})
		set.Contradict(test.list)
		if got := set.Snapshots[0].Fault; (got != "") != (test.want != "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: the fault is %q, want %q", name, got, test.want)
		}
	}
}

// A document that is too large is not even looked at.
func TestOpen_tooLarge(t *testing.T) {
	t.Parallel()
	set := snapshot.Open([]string{write(t, companies()) + strings.Repeat(" ", 100<<20)}, snapshot.Options{})
	if set.Companies != nil || !strings.Contains(set.Snapshots[0].Fault, "the snapshot has 100 MB, and a snapshot may have 64 MB") {
		t.Errorf("%+v", set.Snapshots)
	}
}

// The order of documents does not matter to what is judged.
func TestOpen_order(t *testing.T) {
	t.Parallel()
	better := companies()
	better.Companies[1].Grade = "A"
	texts := []string{write(t, companies()), write(t, better)}
	one := domains(snapshot.Open(texts, snapshot.Options{}))
	slices.Reverse(texts)
	other := domains(snapshot.Open(texts, snapshot.Options{}))
	slices.Sort(one)
	slices.Sort(other)
	if diff := cmp.Diff(one, other); diff != "" {
		t.Error(diff)
	}
}
