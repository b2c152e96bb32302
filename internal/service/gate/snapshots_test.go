// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"crypto/rand"
	"maps"
	"strings"
	"testing"
	"time"

	"aead.dev/minisign"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
)

var (
	takenAt    = time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC)
	snapshotOf = posture.Scope{posture.ScopePortfolios: {{ID: "p1", Name: "Critical Vendors"}, {ID: "p2", Name: "All"}}}
)

// asOfSnapshots is a time at which the documents of these tests are new.
const asOfSnapshots = "2026-11-30T12:00:00Z"

// document is a snapshot of companies in good standing, changed by change.
func document(t *testing.T, change func(*snapshot.Document)) string {
	t.Helper()
	good := func(domain, portfolio string) posture.Company {
		return posture.Company{
			Domain: domain, Grade: "A", Score: new(int64(95)), ScoreChange30d: new(int64(0)), PortfolioIDs: []string{portfolio},
			Factors: map[string]posture.Factor{"network_security": {Grade: "A"}}, FindingCounts: map[posture.Severity]int64{},
		}
	}
	d := snapshot.New(posture.SourceSecurityScorecard, takenAt, snapshotOf,
		[]posture.Company{good("a.example", "p1"), good("b.example", "p2")}, []posture.Finding{}, []string{"a.example", "b.example"})
	if change != nil {
		change(&d)
	}
	text, err := d.Write()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// strict is a gate over snapshots that lets nothing pass.
func strict(changes object, documents ...any) object {
	arguments := object{
		"snapshots": documents, "as_of": asOfSnapshots, "minimum_grade": "B", "minimum_score": 80, "maximum_score_drop": 5,
		"minimum_factor_grades": object{"network_security": "B"}, "maximum_findings": object{"low": 0}, "denied_finding_types": list{"malware"}, "minimum_companies": 2,
	}
	maps.Copy(arguments, changes)
	return arguments
}

func TestGate_judgesASnapshotAsRows(t *testing.T) {
	t.Parallel()
	worse := document(t, func(d *snapshot.Document) {
		low := &d.Companies[1]
		low.Grade, low.Score, low.ScoreChange30d, low.Factors = "D", new(int64(61)), new(int64(-9)), map[string]posture.Factor{"network_security": {Grade: "F"}}
		low.FindingCounts = map[posture.Severity]int64{"low": 3}
		d.Findings = []posture.Finding{{Source: d.Source, Subject: "b.example", Type: "malware", Severity: "critical", Status: posture.Open}}
		d.Unknown = []posture.Finding{{Source: d.Source, Subject: "a.example", Type: "not_readable", Status: posture.Unknown}}
		d.Covered = []string{"b.example"}
	})
	want := []string{
		"b.example | denied_finding_types | 1 finding of denied types: malware (1) | no finding of a denied type",
		"b.example | maximum_findings | 1 critical | at most 0 low or worse",
		"b.example | minimum_factor_grades | network_security grade F | at least B",
		"b.example | minimum_grade | grade D | at least B",
		"b.example | minimum_score | score 61 | at least 80",
		"b.example | maximum_findings | 3 low | at most 0 low or worse",
		"b.example | maximum_score_drop | 9 points lost in 30 days | at most 5",
		"a.example | unknown_findings | 1 finding of unknown status: not_readable (1) | no finding of unknown status",
	}
	acctest.Equal(t, "violations", violations(t, verdict(t, strict(nil, worse))), want)
	state := verdict(t, strict(nil, document(t, nil)))
	if lines := violations(t, state); len(lines) > 0 || state["evaluated_companies"] != 2 {
		t.Errorf("%v companies, violations: %s", state["evaluated_companies"], lines)
	}
}

// TestGate_doesNotPassWhatASnapshotHides is the matrix of what can be wrong with a
// document. Each is a violation, of its own where it is about the document.
func TestGate_doesNotPassWhatASnapshotHides(t *testing.T) {
	t.Parallel()
	public, private, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	whole := document(t, nil)
	sign := func(text string) string { return string(minisign.Sign(private, []byte(text))) }
	keys := object{"public_keys": list{public.String()}}
	foreign, _, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	pass := map[string]object{
		"as it is": strict(nil, whole), "signed": strict(keys, whole+sign(whole)), "of the scope": strict(object{"snapshot_scope": object{"portfolios": list{"p1", "All"}}}, whole),
		"a longer age": strict(object{"maximum_snapshot_age": "48h", "as_of": "2026-12-02T05:00:00Z"}, whole),
	}
	for name, arguments := range pass {
		if lines := violations(t, verdict(t, arguments)); len(lines) > 0 {
			t.Errorf("%s: %s", name, lines)
		}
	}
	edited := strings.Replace(whole, `"score":95`, `"score":96`, 1)
	other := document(t, func(d *snapshot.Document) { d.Companies[0].Score = new(int64(90)) })
	twice := strings.Replace(whole, "{\"domain\":\"b.example\"", "{\"domain\":\"a.example\"", 1)
	for name, test := range map[string]struct {
		arguments object
		want      string
	}{
		"empty":                 {strict(nil, ""), "snapshots[0] | snapshots | it is empty"},
		"cut":                   {strict(nil, whole[:len(whole)-90]), "snapshots[0] | snapshots | it is not a whole snapshot"},
		"100 MB":                {strict(nil, whole+strings.Repeat(" ", 100<<20)), "snapshots[0] | snapshots | the snapshot has 100 MB, and a snapshot may have 64 MB"},
		"edited":                {strict(nil, edited), "snapshots[0] | snapshots | it was changed or reformatted"},
		"something behind":      {strict(nil, whole+whole), "snapshots[0] | snapshots | it is not a whole snapshot"},
		"a member twice":        {strict(nil, strings.Replace(whole, `"score":95`, `"score":95,"score":95`, 1)), "snapshots[0] | snapshots | it is not a whole snapshot"},
		"duplicate companies":   {strict(nil, twice), "snapshots[0] | snapshots | it was changed or reformatted"},
		"another version":       {strict(nil, strings.Replace(whole, `"version": 1`, `"version": 2`, 1)), "it has the version 2"},
		"another document":      {strict(nil, `{"findings": []}`), "snapshots[0] | snapshots | it is not a snapshot: it has no version"},
		"old":                   {strict(object{"as_of": "2026-12-01T18:00:01Z"}, whole), "snapshots[0] | maximum_snapshot_age | 36h old"},
		"of the future":         {strict(object{"as_of": "2026-11-30T05:00:00Z"}, whole), "snapshots[0] | maximum_snapshot_age | taken in the future"},
		"another scope":         {strict(object{"snapshot_scope": object{"portfolios": list{"p1", "Payments"}}}, whole), "snapshots | snapshot_scope | portfolio Payments is in no snapshot"},
		"no signature":          {strict(keys, whole), "snapshots[0] | public_keys | it has no signature"},
		"another's signature":   {strict(object{"public_keys": list{foreign.String()}}, whole+sign(whole)), "snapshots[0] | public_keys | it was signed with the key"},
		"of another document":   {strict(keys, whole+sign(other)), "snapshots[0] | public_keys | its signature is that of another text"},
		"edited once signed":    {strict(keys, edited+sign(whole)), "snapshots[0] | public_keys | its signature is that of another text"},
		"one of two signed":     {strict(keys, whole+sign(whole), other), "snapshots[1] | public_keys | it has no signature"},
		"the same twice":        {strict(nil, whole, whole), "snapshots[1] | snapshots | it is the same document as snapshots[0]"},
		"two that differ":       {strict(nil, whole, other), "snapshots[1] | snapshots | snapshots[1] and snapshots[0] differ about 1 subject, \"a.example\""},
		"a list that differs":   {strict(object{"companies": list{company("a.example", object{"grade": "B"})}}, whole), "snapshots[0] | snapshots | snapshots[0] and companies differ about 1 subject"},
		"too few in the scope":  {strict(object{"snapshot_scope": object{"portfolios": list{"p1"}}}, whole), "companies | minimum_companies | 1 company"},
		"findings not read":     {strict(nil, document(t, func(d *snapshot.Document) { d.Findings, d.Covered = nil, nil })), "a.example | denied_finding_types | findings unknown"},
		"factors not read":      {strict(nil, document(t, func(d *snapshot.Document) { d.Companies[0].Factors = nil })), "a.example | unknown_grade | network_security grade unknown"},
		"a score off its scale": {strict(nil, document(t, func(d *snapshot.Document) { d.Companies[0].Score = new(int64(950)) })), "a.example | unknown_grade | score unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := verdict(t, test.arguments)
			if got := strings.Join(violations(t, state), "\n"); state["passed"] != false || !strings.Contains(got, test.want) {
				t.Errorf("passed is %v, no violation %s in\n%s", state["passed"], test.want, got)
			}
		})
	}
}

// A gate that enforces names the snapshot and says what to do.
func TestGate_explainsASnapshotThatBlocks(t *testing.T) {
	t.Parallel()
	_, diagnostics := judge(t, object{"snapshots": list{document(t, nil)}, "as_of": "2026-12-31T00:00:00Z", "minimum_grade": "B"})
	acctest.WantText(t, acctest.OnlyError(t, diagnostics), "Vendor Risk Gate Blocks snapshots[0]", "- maximum_snapshot_age: 738h old, taken at 2026-11-30T06:00:00Z; required: at most 36h old.", "Pass a new snapshot, unchanged, or add a waiver")
}

func TestGate_reportsSnapshots(t *testing.T) {
	t.Parallel()
	state := verdict(t, object{"snapshots": list{document(t, nil), "{}"}, "as_of": asOfSnapshots, "minimum_grade": "B", "include_json": true})
	for attribute, phrases := range map[string][]string{
		"markdown": {"#### Snapshots", "| `snapshots[0]` | passed | `securityscorecard` | `2026-11-30T06:00:00Z` | `portfolios: Critical Vendors, All` |", "| `snapshots[1]` | blocked | unknown | unknown |"},
		"json":     {`"Critical Vendors"`, `"taken_at":"2026-11-30T06:00:00Z"`, `"subject":"snapshots[1]","status":"blocked"`},
		"summary":  {"snapshots[1]: it is not a snapshot: it has no version"},
	} {
		text, _ := state[attribute].(string)
		for _, phrase := range phrases {
			if !strings.Contains(text, phrase) {
				t.Errorf("%s has no %q:\n%s", attribute, phrase, text)
			}
		}
	}
}

func TestGate_validatesSnapshotArguments(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		arguments object
		want      string
	}{
		"an age without snapshots":  {object{"maximum_snapshot_age": "1h", "minimum_companies": 1}, "Attribute maximum_snapshot_age is about snapshots"},
		"keys without snapshots":    {object{"public_keys": list{"RWQ"}, "minimum_companies": 1}, "Attribute public_keys is about snapshots"},
		"no keys":                   {object{"public_keys": list{}, "snapshots": list{""}, "minimum_companies": 1}, "public_keys"},
		"no rule":                   {object{"snapshots": list{""}}, "A gate without a rule would let everything pass"},
		"a null document":           {object{"snapshots": list{nil}, "minimum_companies": 1}, "null value"},
		"an empty scope":            {object{"snapshots": list{""}, "snapshot_scope": object{"portfolios": list{}}, "minimum_companies": 1}, "snapshot_scope"},
		"a blank name in the scope": {object{"snapshots": list{""}, "snapshot_scope": object{"portfolios": list{" "}}, "minimum_companies": 1}, "snapshot_scope"},
	} {
		if text := acctest.Explain(validate(t, test.arguments)); !strings.Contains(text, test.want) {
			t.Errorf("%s: %q, want %q", name, text, test.want)
		}
	}
	for name, arguments := range map[string]object{
		"unknown snapshots":   {"snapshots": unknown{}, "minimum_grade": "B", "maximum_snapshot_age": "1h"},
		"an unknown one":      {"snapshots": list{unknown{}}, "minimum_grade": "B"},
		"unknown keys":        {"snapshots": list{""}, "public_keys": unknown{}, "denied_finding_types": list{"x"}},
		"an unknown scope":    {"snapshots": list{""}, "snapshot_scope": unknown{}, "maximum_findings": object{"low": 0}},
		"what cannot be read": {"snapshots": list{"x"}, "minimum_grade": "B"},
	} {
		if diagnostics := validate(t, arguments); len(diagnostics) > 0 {
			t.Errorf("%s: %s", name, acctest.Explain(diagnostics))
		}
	}
}
