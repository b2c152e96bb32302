// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"maps"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

var wantDeltaData = map[string]any{
	"domain": "delta-data.example", "uuid": "ba3fe859-9dec-59c0-977a-30a8f231b945", "name": "Delta Data", "grade": "C", "score": 74, "score_change_30d": -6,
	"industry": "information_services", "size": "size_201_to_500",
	"provisional": false, "is_custom": false, "tags": []any{"processor"}, "portfolio_ids": nil,
	"factors":        wantFactors("C78 B84 B81 B84 B84 B84 B84 C78 B84 B84"),
	"finding_counts": map[string]any{"high": 3, "medium": 4, "low": 1},
	"issue_types": []any{
		activeType("cookie_missing_http_only", "high", "application_security", 3, 2.4),
		activeType("dmarc_record_missing", "low", "dns_health", 1, 0.8),
		activeType("ssh_weak_cipher", "medium", "network_security", 4, 1.7),
	},
}

func activeType(name, severity, factor string, count int, scoreImpact any) map[string]any {
	return map[string]any{"type": name, "severity": severity, "factor": factor, "count": count, "score_impact": scoreImpact}
}

func TestCompanyDataSource(t *testing.T) {
	t.Parallel()
	terraformTest(t, "company", `
data "vendorrisk_securityscorecard_company" "test" {
  domain = "delta-data.example"
}`, wantDeltaData,
		map[string]int{"/companies/delta-data.example": 1, "/companies/delta-data.example/factors": 1})
}

// The state has the same domain for every spelling, and the next plan is empty.
func TestCompanyDataSource_spelling(t *testing.T) {
	t.Parallel()
	terraformTest(t, "company", `
data "vendorrisk_securityscorecard_company" "test" {
  domain = " HTTPS://Bücher.Example.:8443/impressum?from=x#top "
}

output "domain" {
  value = data.vendorrisk_securityscorecard_company.test.domain
}`, map[string]any{"domain": "xn--bcher-kva.example", "name": "Bücher Verlag"},
		map[string]int{"/companies/xn--bcher-kva.example": 1, "/companies/xn--bcher-kva.example/factors": 1})
}

func TestCompanyDataSource_spellings(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewSandboxServer(t, systems)
	spellings := map[string][]string{
		"delta-data.example": {
			"delta-data.example", "Delta-Data.EXAMPLE", "delta-data.example.", "https://delta-data.example", "http://delta-data.example/",
			"//delta-data.example/a/b", "delta-data.example/path?query#fragment", "delta-data.example:443", "\tdelta-data.example\n",
			"https://user@delta-data.example", "delta－data.example", "delta-data。example",
		},
		"xn--bcher-kva.example": {
			"bücher.example", "BÜCHER.example", "xn--bcher-kva.example", "XN--BCHER-KVA.EXAMPLE", "bu\u0308cher.example",
			"https://bücher.example/", "bücher．example.",
		},
	}
	for domain, ways := range spellings {
		for _, spelling := range ways {
			state := read(t, server, "company", arguments{"domain": acctest.String(spelling)})
			acctest.Equal(t, spelling, state["domain"], any(domain))
		}
	}
	acctest.Equal(t, "requests for all spellings", acctest.DiffRequests(systems, map[string]int{
		"/companies/delta-data.example": 1, "/companies/delta-data.example/factors": 1,
		"/companies/xn--bcher-kva.example": 1, "/companies/xn--bcher-kva.example/factors": 1,
	}), "")
}

// The values of an unscored company are null: that does not mean that it has no
// findings.
func TestCompanyDataSource_notScored(t *testing.T) {
	t.Parallel()
	state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "company", arguments{"domain": acctest.String("jasmine-labs.example")})
	acctest.Equal(t, "state", state, map[string]any{
		"domain": "jasmine-labs.example", "uuid": "3b793631-53ef-5b3b-96b4-ff3c096ca05e", "name": "Jasmine Labs", "grade": nil, "score": nil, "score_change_30d": nil,
		"industry": "unknown", "size": "unknown", "portfolio_ids": nil, "factors": nil, "finding_counts": nil, "issue_types": nil,
		"provisional": nil, "is_custom": false, "tags": nil,
	})
}

// Only a summary says that a score is provisional, and which tags the scorecard
// has, unless SecurityScorecard adds them to lists.
func TestCompanyDataSource_provisional(t *testing.T) {
	t.Parallel()
	const domain = "granite-hosting.example"
	want := []any{true, false, []any{"cloud_provider", "hosting"}}
	said := func(row map[string]any) []any { return []any{row["provisional"], row["is_custom"], row["tags"]} }
	for name, test := range map[string]struct {
		inLists bool
		listed  []any
	}{
		"as specified": {false, []any{nil, false, nil}},
		"in lists":     {true, want},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			quirks := peer.Quirks{ReportInLists: test.inLists}
			server := acctest.NewSandboxServer(t, acctest.StartSandbox(t, sandbox.WithQuirks(quirks)))
			acctest.Equal(t, "the company", said(read(t, server, "company", arguments{"domain": acctest.String(domain)})), want)
			state := read(t, server, "companies", arguments{"portfolio_names": acctest.Strings("Cloud Services")})
			for _, row := range acctest.Rows(t, state["companies"]) {
				if row["domain"] == domain {
					acctest.Equal(t, "its row", said(row), test.listed)
				}
			}
		})
	}
}

// The lists of a scored company without issues are empty, not null.
func TestCompanyDataSource_noIssues(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.SetIssues("delta-data.example")
	state := read(t, acctest.NewSandboxServer(t, acctest.StartWorld(t, w)), "company", arguments{"domain": acctest.String("delta-data.example")})
	want := maps.Clone(wantDeltaData)
	want["finding_counts"], want["issue_types"] = map[string]any{}, []any{}
	acctest.Equal(t, "state", state, want)
}

func TestCompanyDataSource_notReadable(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		domain string
		words  []string
	}{
		"in no portfolio": {world.NotFollowed, []string{
			"add the company to a portfolio first", "Read Only access", "403",
		}},
		"unknown": {"unknown.example", []string{
			"Check the spelling", "added to a portfolio", "404", "company not found",
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			server := acctest.NewSandboxServer(t, systems)
			failure := readError(t, server, "company", arguments{"domain": acctest.String(test.domain)})
			acctest.WantText(t, failure, test.words...)
			acctest.WantText(t, failure, "Unable to Read SecurityScorecard Company", "could not read company "+test.domain)
			acctest.Equal(t, "requests", acctest.DiffRequests(systems, map[string]int{"/companies/" + test.domain: 1}), "")

			failure = readError(t, server, "findings", arguments{"domains": acctest.Strings("delta-data.example", test.domain)})
			acctest.WantText(t, failure, test.words...)
			acctest.WantText(t, failure, "Unable to Read SecurityScorecard Findings", "could not read the factors of company "+test.domain)
		})
	}
}
