// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const snapshotType = "vendorrisk_securityscorecard_snapshot"

// wholePortfolio asks for all that a snapshot can have.
var wholePortfolio = arguments{
	"portfolio_ids": acctest.Strings(world.CriticalVendorsID), "include_factors": acctest.Bool(true), "include_findings": acctest.Bool(true),
}

func mustSnapshot(t *testing.T, systems *sandbox.Sandbox, given arguments) (map[string]any, snapshot.Document) {
	t.Helper()
	state := acctest.NewSandboxServer(t, systems).MustRead(t.Context(), t, snapshotType, given)
	document, err := snapshot.Read(fmt.Sprint(state["document"]))
	if err != nil {
		t.Fatal(err)
	}
	return state, document
}

// A gate judges a snapshot as it judges the lists of the same read.
func TestSnapshotDataSource_isJudgedAsTheLists(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	state, _ := mustSnapshot(t, systems, wholePortfolio)
	portfolio := acctest.Strings(world.CriticalVendorsID)
	companies, _ := server.Read(t.Context(), t, "vendorrisk_securityscorecard_companies", arguments{"portfolio_ids": portfolio, "include_factors": acctest.Bool(true)})
	findings, _ := server.Read(t.Context(), t, "vendorrisk_securityscorecard_findings", arguments{"portfolio_ids": portfolio})
	gate := server.Schema(t, "vendorrisk_gate")
	rules := map[string]any{
		"minimum_grade": "A", "minimum_score": 100, "maximum_score_drop": 0, "minimum_factor_grades": map[string]any{"dns_health": "A", "network_security": "A"},
		"maximum_findings": map[string]any{"low": 0}, "enforcement": "none", "denied_finding_types": []any{"tlscert_expired"},
	}
	judge := func(inputs map[string]any) any {
		maps.Copy(inputs, rules)
		return server.MustRead(t.Context(), t, "vendorrisk_gate", acctest.WireAttributes(t, gate, inputs))["violations"]
	}
	plain := func(value tftypes.Value) any { return fit(acctest.Plain(t, value)) }
	want := judge(map[string]any{
		"companies": plain(companies["companies"]), "findings": plain(findings["findings"]), "covered_subjects": plain(findings["covered_subjects"]),
	})
	got := judge(map[string]any{"snapshots": []any{state["document"]}})
	if diff := cmp.Diff(want, got); diff != "" || len(acctest.Rows(t, got)) < 10 {
		t.Errorf("%d violations (-lists +snapshot):\n%s", len(acctest.Rows(t, got)), diff)
	}
}

// fit leaves out what the gate's rows do not have.
func fit(rows any) any {
	taken := "domain grade score score_change_30d factors finding_counts source subject type title severity status first_seen_at last_seen_at url"
	list, _ := rows.([]any)
	for _, element := range list {
		row, _ := element.(map[string]any)
		for name := range row {
			if !strings.Contains(" "+taken+" ", " "+name+" ") {
				delete(row, name)
			}
		}
		factors, _ := row["factors"].(map[string]any)
		for _, factor := range factors {
			if values, ok := factor.(map[string]any); ok {
				delete(values, "score")
			}
		}
	}
	return rows
}

func TestSnapshotDataSource_whatIsInIt(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	began := time.Now().Add(-time.Second)
	state, document := mustSnapshot(t, systems, wholePortfolio)
	if document.TakenAt.Before(began) || document.TakenAt.After(time.Now()) || state["taken_at"] != document.TakenAt.Format(time.RFC3339) {
		t.Errorf("it was taken at %s", document.TakenAt)
	}
	acctest.Equal(t, "scope", document.Scope, posture.Scope{posture.ScopePortfolios: {{ID: world.CriticalVendorsID, Name: "Critical Vendors"}}})
	acctest.Equal(t, "companies", state["total_companies"], any(6))
	if len(document.Companies) != 6 || len(document.Findings) == 0 || document.Companies[0].Factors == nil || state["total_findings"] != len(document.Findings) {
		t.Errorf("%+v", state)
	}
	if diff := acctest.DiffRequests(systems, map[string]int{
		"/portfolios": 1, "/portfolios/*/companies": 1, "/metadata/issue-types": 1, "/companies/*/factors": 6, "/companies/*/active-issues": 9,
	}); diff != "" {
		t.Error(diff)
	}
}

// The same data and the same time make the same document, and a time after the
// read is refused.
func TestSnapshotDataSource_takenAt(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	early := arguments{"taken_at": acctest.String("2026-01-01T02:00:00+02:00")}
	one, document := mustSnapshot(t, systems, early)
	other, _ := mustSnapshot(t, systems, early)
	if one["document"] != other["document"] || one["taken_at"] != "2026-01-01T02:00:00+02:00" || document.TakenAt.Format(time.RFC3339) != "2026-01-01T00:00:00Z" {
		t.Errorf("%v", one)
	}
	if document.Findings != nil || document.Companies[0].Factors != nil || len(document.Scope[posture.ScopePortfolios]) < 2 {
		t.Errorf("it has what was not asked for, or not all portfolios: %+v", document.Scope)
	}
	late := arguments{"taken_at": acctest.String(time.Now().Add(time.Hour).Format(time.RFC3339))}
	diagnostic := acctest.NewSandboxServer(t, systems).ReadError(t.Context(), t, snapshotType, late)
	acctest.WantText(t, diagnostic, "taken_at is", "would make old data look new")
}

// A company that cannot be read stays visible, and a system that fails is an
// error.
func TestSnapshotDataSource_partialRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		path    string
		status  int
		unknown int
	}{
		"one is refused":  {"/companies/delta-data.example/factors", http.StatusForbidden, 1},
		"one fails":       {"/companies/delta-data.example/active-issues", http.StatusInternalServerError, 1},
		"all are refused": {"/companies/*/factors", http.StatusForbidden, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			_, whole := mustSnapshot(t, systems, wholePortfolio)
			systems.Faults.Add(fault.Rule{Path: test.path, Effect: fault.Respond(test.status, nil, "")})
			if test.unknown == 0 {
				acctest.NewSandboxServer(t, systems).ReadError(t.Context(), t, snapshotType, wholePortfolio)
				return
			}
			state, document := mustSnapshot(t, systems, wholePortfolio)
			if len(document.Unknown) != len(whole.Unknown)+test.unknown || state["total_unknown"] != len(document.Unknown) {
				t.Errorf("unknown: %+v", document.Unknown)
			}
			for _, subject := range document.Covered {
				if subject == "delta-data.example" {
					t.Error("it is covered")
				}
			}
			if len(document.Companies) != len(whole.Companies) {
				t.Errorf("%d companies", len(document.Companies))
			}
		})
	}
}
