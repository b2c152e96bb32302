// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

// A type that does not exist has no findings anywhere. That is no good news.
func TestFindings_ofUnknownTypes(t *testing.T) {
	t.Parallel()
	s := start(t)
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
		Domains: []string{"delta-data.example"}, IssueTypes: []string{"opne_port", "open_port", "csp,open_port", "opne_port", "Ssh_weak_cipher"},
	})
	var unknown *securityscorecard.UnknownIssueTypesError
	if !errors.As(err, &unknown) || findings != nil || err.Error() != "SecurityScorecard has no issue type Ssh_weak_cipher, csp,open_port, opne_port" {
		t.Errorf("got %v, %v", findings, err)
	}
	mustRequest(t, s, "/metadata/issue-types", factorsPath("delta-data.example"))
}

// The signals of apps are not in the metadata. The factors have those that are
// active, with what else must be known of them.
func TestFindings_ofTypesThatOnlyTheFactorsHave(t *testing.T) {
	t.Parallel()
	const domain, signal = "delta-data.example", "acme.breach_notice"
	s := start(t)
	s.Faults.Add(
		answer(factorsPath(domain), `{"entries":[{"name":"cubit_score","grade":"C","issue_summary":[
			{"type":"`+signal+`","severity":"info","count":2},{"type":"open_port","severity":"info","count":1},{"type":"typosquat","severity":"info","count":1}]}]}`),
		answer(activeIssuesPath, `{"issue_types":[{"name":"`+signal+`","issues":[{"issue_id":"1"},{"issue_id":"2"}]},{"name":"open_port","issues":[{"issue_id":"3"}]}]}`),
	)
	query := securityscorecard.FindingsQuery{Domains: []string{domain, "harbor-mail.example"}, IssueTypes: []string{"open_port", signal}}
	findings, err := newClient(t, s).Findings(t.Context(), query)
	if err != nil || len(findings) != 3 {
		t.Fatalf("got %v, %v, want three findings", findings, err)
	}
	sandboxtest.Equal(t, "finding", findings[0], securityscorecard.Finding{
		Finding: posture.Finding{Source: "securityscorecard", Subject: domain, Type: signal, Title: signal, Severity: "info", Status: posture.Open},
		IssueID: "1", Factor: "cubit_score",
	})
	mustRequest(t, s, "/metadata/issue-types", factorsPath(domain), factorsPath("harbor-mail.example"), activePath(domain, signal, "open_port"))
}
