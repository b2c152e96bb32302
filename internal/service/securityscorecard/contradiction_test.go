// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// What the API does not say once and whole never passes a gate: it is a row that
// the gate judges, or an error of the read.
func TestGate_neverPassesOnContradictions(t *testing.T) {
	t.Parallel()
	const (
		cloudPath = "/portfolios/" + world.CloudServicesID + "/companies"
		ownPath   = "/portfolios/" + world.DefaultPortfolioID + "/companies"
		factors   = "/companies/harbor-mail.example/factors"
		issues    = "/companies/harbor-mail.example/active-issues"
		info      = `{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"open_port","count":2,"severity":"info"}]}]}`
	)
	for name, test := range map[string]struct {
		answers    map[string]string
		rules      string // of the gate
		wantErrors string
	}{
		"a custom scorecard beside its company's": {
			map[string]string{
				cloudPath: `{"entries":[{"domain":"harbor-mail.example","grade":"A"},{"domain":"harbor-mail.example","grade":"F","uuid":"x2","is_custom_vendor":true}]}`,
				ownPath:   `{"entries":[]}`,
			},
			`minimum_grade = "B"`, `Gate Blocks harbor-mail.example.*grade F`,
		},
		"a scorecard without a domain": {
			map[string]string{
				cloudPath: `{"entries":[{"domain":"harbor-mail.example","grade":"A"},{"uuid":"x3","name":"Custom","grade":"D"}]}`,
				ownPath:   `{"entries":[]}`,
			},
			`minimum_grade = "B"`, `Gate Blocks scorecard x3.*grade D`,
		},
		"portfolios that disagree": {
			map[string]string{
				cloudPath: `{"entries":[{"domain":"harbor-mail.example","grade":"A"}]}`,
				ownPath:   `{"entries":[{"domain":"harbor-mail.example","grade":"F"}]}`,
			},
			`minimum_grade = "B"`, `(?s)Unable to Read.*harbor-mail.example\s+is\s+in\s+portfolio.*with\s+different\s+values:\s+grade\s+A,\s+then\s+grade\s+F`,
		},
		"a score off the scale": {
			map[string]string{cloudPath: `{"entries":[{"domain":"harbor-mail.example","grade":"A","score":9500}]}`, ownPath: `{"entries":[]}`},
			`minimum_score = 80`, `Gate Blocks harbor-mail.example.*score unknown`,
		},
		"an issue that is counted and not given": {
			map[string]string{
				cloudPath: `{"entries":[{"domain":"harbor-mail.example","grade":"A"}]}`, ownPath: `{"entries":[]}`, factors: info,
				issues: `{"error":{"statusCode":404,"message":"none"}}`,
			},
			`denied_finding_types = ["open_port"]`, `Gate Blocks harbor-mail.example.*denied types.*open_port`,
		},
		"an issue less than counted": {
			map[string]string{
				cloudPath: `{"entries":[{"domain":"harbor-mail.example","grade":"A"}]}`, ownPath: `{"entries":[]}`, factors: info,
				issues: `{"issue_types":[{"name":"open_port","issues":[{"issue_id":"1"}]}]}`,
			},
			`maximum_findings = { info = 2 }`, `Gate Blocks harbor-mail.example.*unknown status.*open_port`,
		},
		"a type in another case": {
			map[string]string{
				cloudPath: `{"entries":[{"domain":"harbor-mail.example","grade":"A"}]}`, ownPath: `{"entries":[]}`, factors: info,
				issues: `{"issue_types":[{"name":"Open_Port","issues":[]}]}`,
			},
			`maximum_findings = { info = 2 }`, `(?s)Unable to Read.*issue_types\[0\].*which\s+was\s+not\s+asked\s+for`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			for path, body := range test.answers {
				systems.Faults.Add(fault.Rule{Path: path, Effect: respond(http.StatusOK, body)})
			}
			acctest.UnitTest(t, resource.TestStep{
				Config: acctest.ProviderConfig(systems) + `
locals {
  portfolios = ["` + world.CloudServicesID + `", "` + world.DefaultPortfolioID + `"]
}

data "vendorrisk_securityscorecard_companies" "all" {
  portfolio_ids = local.portfolios
}

data "vendorrisk_securityscorecard_findings" "all" {
  portfolio_ids = ["` + world.CloudServicesID + `"]
}

data "vendorrisk_gate" "all" {
  companies = data.vendorrisk_securityscorecard_companies.all.companies
  findings  = data.vendorrisk_securityscorecard_findings.all.findings
  ` + test.rules + `
}`,
				ExpectError: regexp.MustCompile(`(?s)` + test.wantErrors),
			})
		})
	}
}

// What a filter asks for and the API does not say is kept: it may be what is
// asked for.
func TestDataSources_filtersKeepWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.Faults.Add(
		fault.Rule{Path: "/metadata/issue-types", Effect: respond(http.StatusOK, `{"entries":[{"key":"a","factor":7},{"key":"b","factor":"dns_health"},{"key":"c"}]}`)},
		fault.Rule{Path: "/portfolios", Effect: respond(http.StatusOK, `{"entries":[{"id":"1","name":"a","privacy":{}},{"id":"2","name":"b","privacy":"team"}]}`)},
	)
	server := acctest.NewSandboxServer(t, systems)
	state := read(t, server, "issue_types", arguments{"factors": acctest.Strings("network_security")})
	acctest.Equal(t, "types", acctest.Column(t, state["issue_types"], "type"), []any{"a", "c"})
	state = read(t, server, "portfolios", arguments{"privacy": acctest.String("shared")})
	acctest.Equal(t, "portfolios", acctest.Column(t, state["portfolios"], "id"), []any{"1"})
}
