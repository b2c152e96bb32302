// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// findingsOf are the findings that the world has of a company.
func findingsOf(s *sandbox.Sandbox, domain string, severityOf func(world.IssueType) string) []securityscorecard.Finding {
	company, _ := s.World.Company(domain)
	findings := []securityscorecard.Finding{}
	for _, active := range company.Active {
		issueType, _ := s.World.IssueType(active.Type)
		for _, issue := range company.IssuesOf(active) {
			finding := securityscorecard.Finding{
				Finding: posture.Finding{
					Source: "securityscorecard", Subject: domain, Type: active.Type, Title: issueType.Title,
					Severity: posture.Severity(severityOf(issueType)), Status: posture.Open,
					FirstSeenAt: issue.FirstSeen.Format(time.RFC3339), LastSeenAt: issue.LastSeen.Format(time.RFC3339),
					URL: s.SecurityScorecard.BaseURL + "/companies/" + domain + "/issues/" + active.Type + "/",
				},
				IssueID: issue.ID, Factor: issueType.Factor,
			}
			seen := slices.Concat(issue.Observations, []world.Observation{{}})[0]
			finding.Target = cmp.Or(issue.Target, issue.Domain, issue.Hostname, issue.DstIP, seen.SNI)
			finding.TargetURL, _, _ = strings.Cut(issue.URL, "?")
			if port := cmp.Or(issue.Port, issue.DstPort, seen.Port); port != 0 {
				finding.Port = new(int64(port))
			}
			findings = append(findings, finding)
		}
	}
	slices.SortFunc(findings, func(a, b securityscorecard.Finding) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.IssueID, b.IssueID))
	})
	return findings
}

func inMetadata(issueType world.IssueType) string { return issueType.Severity }

// activePath is a request for active issues as requested writes it.
func activePath(domain string, issueTypes ...string) string {
	return "/companies/" + domain + "/active-issues?" + url.Values{"issue_types": issueTypes}.Encode()
}

// everyType are the issue types of the world, sorted.
func everyType(s *sandbox.Sandbox, wanted func(world.IssueType) bool) []string {
	types := []string{}
	for _, issueType := range s.World.IssueTypes() {
		if wanted(issueType) {
			types = append(types, issueType.Key)
		}
	}
	slices.Sort(types)
	return types
}

func TestFindings(t *testing.T) {
	t.Parallel()
	variants := maps.Clone(listQuirks)
	variants["sums of counts"] = peer.Quirks{SumIssueCounts: true}
	inEachForm(t, variants, func(t *testing.T, variant peer.Quirks) {
		s := start(t, quirks(variant))
		findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
			Domains: []string{"foxtrot-freight.example", "delta-data.example", "foxtrot-freight.example"},
		})
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, "findings", findings, slices.Concat(
			findingsOf(s, "delta-data.example", inMetadata),
			findingsOf(s, "foxtrot-freight.example", inMetadata),
		))
		mustHaveNoSecret(t, s, findings)
		if variant.ListPageSize == 0 {
			mustRequest(
				t, s, "/metadata/issue-types",
				factorsPath("delta-data.example"), factorsPath("foxtrot-freight.example"),
				activePath("delta-data.example", "cookie_missing_http_only", "dmarc_record_missing", "ssh_weak_cipher"),
				activePath("foxtrot-freight.example", "compromised_credentials_found", "malware_infection",
					"service_vuln_host_v3_critical", "tlscert_expired"),
			)
		}
	})
}

// A date alone is a time, too.
func TestFindings_withDates(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{Timestamps: peer.TimestampsDate}))
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{"harbor-mail.example"}})
	if err != nil || len(findings) != 2 {
		t.Fatalf("got %v, %v", findings, err)
	}
	for i, whole := range findingsOf(s, "harbor-mail.example", inMetadata) {
		sandboxtest.Equal(t, "first seen at", findings[i].FirstSeenAt, whole.FirstSeenAt[:10]+"T00:00:00Z")
		sandboxtest.Equal(t, "last seen at", findings[i].LastSeenAt, whole.LastSeenAt[:10]+"T00:00:00Z")
	}
}

// All types of a company with many are asked for, ten at a time.
func TestFindings_inBatches(t *testing.T) {
	t.Parallel()
	s := start(t)
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{Domains: []string{"ember-energy.example"}})
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "findings", findings, findingsOf(s, "ember-energy.example", inMetadata))
	mustHaveNoSecret(t, s, findings)
	want := []string{"/metadata/issue-types", factorsPath("ember-energy.example")}
	types := everyType(s, func(world.IssueType) bool { return true })
	if len(types) <= 30 {
		t.Fatalf("%d types do not need four requests", len(types))
	}
	for batch := range slices.Chunk(types, 10) {
		want = append(want, activePath("ember-energy.example", batch...))
	}
	mustRequest(t, s, want...)
}

// Only the types that are wanted are asked for.
func TestFindingsQuery(t *testing.T) {
	t.Parallel()
	const domain = "ember-energy.example"
	in := func(keys ...string) func(world.IssueType) bool {
		return func(issueType world.IssueType) bool { return slices.Contains(keys, issueType.Key) }
	}
	severe := func(severities ...string) func(world.IssueType) bool {
		return func(issueType world.IssueType) bool { return slices.Contains(severities, issueType.Severity) }
	}
	tests := map[string]struct {
		query  securityscorecard.FindingsQuery
		wanted func(world.IssueType) bool
	}{
		"critical": {securityscorecard.FindingsQuery{MinimumSeverity: posture.Critical}, severe("critical")},
		"high":     {securityscorecard.FindingsQuery{MinimumSeverity: posture.High}, severe("critical", "high")},
		"low":      {securityscorecard.FindingsQuery{MinimumSeverity: posture.Low}, severe("critical", "high", "medium", "low")},
		"positive": {securityscorecard.FindingsQuery{MinimumSeverity: posture.Positive}, func(world.IssueType) bool { return true }},
		"excluded": {
			securityscorecard.FindingsQuery{MinimumSeverity: posture.High, ExcludedIssueTypes: []string{"malware_infection", "open_port", "no_such_type"}},
			func(issueType world.IssueType) bool {
				return severe("critical", "high")(issueType) && issueType.Key != "malware_infection"
			},
		},
		"chosen": {
			securityscorecard.FindingsQuery{IssueTypes: []string{"open_port", "malware_infection", "open_port"}},
			in("malware_infection", "open_port"),
		},
		"chosen, severe": {
			securityscorecard.FindingsQuery{IssueTypes: []string{"open_port", "malware_infection"}, MinimumSeverity: posture.Medium},
			in("malware_infection"),
		},
		"chosen, excluded": {
			securityscorecard.FindingsQuery{IssueTypes: []string{"open_port", "malware_infection"}, ExcludedIssueTypes: []string{"open_port"}},
			in("malware_infection"),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			query := test.query
			query.Domains = []string{domain}
			findings, err := newClient(t, s).Findings(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			wanted := everyType(s, test.wanted)
			want := slices.DeleteFunc(findingsOf(s, domain, inMetadata), func(finding securityscorecard.Finding) bool {
				return !slices.Contains(wanted, finding.Type)
			})
			requests := []string{"/metadata/issue-types"}
			if query.IssueTypes == nil {
				requests = append(requests, factorsPath(domain))
			} else {
				for i := range want {
					want[i].URL = "" // only the factors say it
				}
			}
			for batch := range slices.Chunk(wanted, 10) {
				requests = append(requests, activePath(domain, batch...))
			}
			sandboxtest.Equal(t, "findings", findings, want)
			mustRequest(t, s, requests...)
		})
	}
}

// Of a company without a wanted type, nothing is asked but its factors.
func TestFindings_thatNobodyWants(t *testing.T) {
	t.Parallel()
	s := start(t)
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
		Domains: []string{"aurora-payments.example"}, MinimumSeverity: posture.Low,
	})
	if err != nil || len(findings) != 0 {
		t.Errorf("got %v, %v, want none", findings, err)
	}
	mustRequest(t, s, "/metadata/issue-types", factorsPath("aurora-payments.example"))
}

// Portfolios and domains add up, each company once.
func TestFindings_ofPortfoliosAndDomains(t *testing.T) {
	t.Parallel()
	s := start(t)
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
		PortfolioIDs: []string{cloud, critical}, Domains: []string{"borealis-cloud.example", "kestrel-health.example"},
		MinimumSeverity: posture.High,
	})
	if err != nil {
		t.Fatal(err)
	}
	subjects := []string{}
	for _, finding := range findings {
		subjects = append(subjects, finding.Subject)
	}
	if !slices.IsSorted(subjects) {
		t.Errorf("the subjects are not sorted: %v", subjects)
	}
	sandboxtest.Equal(t, "subjects", slices.Compact(subjects), []string{
		"delta-data.example", "ember-energy.example", "foxtrot-freight.example", "ivory-systems.example", "kestrel-health.example",
	})
	if number := s.Requests.Count(sandbox.Path("/companies/*/factors")); number != 11 {
		t.Errorf("%d requests for factors, want one for each of 11 companies", number)
	}
}

// An unknown severity is kept, and is never too harmless to be wanted.
func TestFindings_ofUnknownSeverity(t *testing.T) {
	t.Parallel()
	severities := map[string]string{"dmarc_record_missing": "Apocalyptic", "ssh_weak_cipher": ""}
	want := map[string]posture.Severity{
		"cookie_missing_http_only": "high", "dmarc_record_missing": "Apocalyptic", "ssh_weak_cipher": "unknown",
	}
	for name, chosen := range map[string][]string{
		"discovered": nil,
		"chosen":     {"cookie_missing_http_only", "dmarc_record_missing", "ssh_weak_cipher"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, quirks(peer.Quirks{Severities: severities}))
			findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
				Domains: []string{"delta-data.example"}, IssueTypes: chosen, MinimumSeverity: posture.High,
			})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]posture.Severity{}
			for _, finding := range findings {
				got[finding.Type] = finding.Severity
			}
			sandboxtest.Equal(t, "severities", got, want)
		})
	}
}

func TestFindings_outOfScope(t *testing.T) {
	t.Parallel()
	for name, chosen := range map[string][]string{"discovered": nil, "chosen": {"open_port"}, "none is wanted": {"typosquat"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for domain, want := range map[string]error{world.NotFollowed: rest.ErrForbidden, "nobody.example": rest.ErrNotFound} {
				s := start(t)
				findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
					Domains: []string{"delta-data.example", domain}, IssueTypes: chosen, ExcludedIssueTypes: []string{"typosquat"},
				})
				_ = asError(t, s, err)
				if !errors.Is(err, want) || findings != nil {
					t.Errorf("%s: got %v, %v, want %v", domain, findings, err, want)
				}
			}
		})
	}
}

// The factors count an issue of a chosen type, and the issues are said not to
// be there: not good news.
func TestFindings_chosenAndCountedButNotGiven(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer(activeIssuesPath, `{"error":{"statusCode":404,"message":"nothing active"}}`))
	findings, err := newClient(t, s).Findings(t.Context(), securityscorecard.FindingsQuery{
		Domains:    []string{"foxtrot-freight.example"},
		IssueTypes: []string{"malware_infection", "spf_record_missing"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) != 1 || findings[0].Type != "malware_infection" || findings[0].Status != posture.Unknown {
		t.Errorf("got %+v, want one finding of unknown status", findings)
	}
}

func TestFindings_beyondTheBudget(t *testing.T) {
	t.Parallel()
	s := start(t)
	limited := func(requests int) *securityscorecard.Client {
		return newClient(t, s, func(config *rest.Config) { config.Limiter = rate.NewLimiter(rate.Every(time.Hour), requests) })
	}
	discovered := securityscorecard.FindingsQuery{PortfolioIDs: []string{critical}}
	chosen := securityscorecard.FindingsQuery{
		PortfolioIDs: []string{critical}, IssueTypes: everyType(s, func(world.IssueType) bool { return true }),
	}
	for _, query := range []securityscorecard.FindingsQuery{discovered, chosen} {
		findings, err := limited(7).Findings(t.Context(), query)
		if _ = asError(t, s, err); !errors.Is(err, rest.ErrBudget) || findings != nil {
			t.Errorf("got %v, %v, want that it cannot be afforded", findings, err)
		}
	}
	// The metadata and the portfolio, twice.
	mustRequest(t, s, "/metadata/issue-types", portfolioPath(critical), "/metadata/issue-types", portfolioPath(critical))

	// 32 types are four requests for each of six companies.
	client := limited(2 + 4*6)
	for range 3 {
		if _, err := client.Findings(t.Context(), chosen); err != nil {
			t.Error(err)
		}
	}
}

// Reads that need the same data at the same time share the requests.
func TestFindings_shareRequests(t *testing.T) {
	t.Parallel()
	s := start(t)
	client := newClient(t, s)
	failures := make(chan error, 50)
	for range cap(failures) {
		go func() {
			findings, err := client.Findings(t.Context(), securityscorecard.FindingsQuery{PortfolioIDs: []string{own}})
			if err == nil && len(findings) != 6 {
				err = errors.New("not all findings came")
			}
			failures <- err
		}()
	}
	for range cap(failures) {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	mustRequest(t, s, "/metadata/issue-types", portfolioPath(own),
		factorsPath("jasmine-labs.example"), factorsPath("kestrel-health.example"),
		activePath("kestrel-health.example", "cookie_missing_secure_attribute", "ransomware_association", "service_rdp"))
}
