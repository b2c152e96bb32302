// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestCompany(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		s := start(t, quirks(variant))
		client := newClient(t, s)
		var company posture.Company
		var issueTypes []securityscorecard.ActiveIssueType
		for range 2 {
			var err error
			if company, issueTypes, err = client.Company(t.Context(), "delta-data.example"); err != nil {
				t.Fatal(err)
			}
		}
		base := s.SecurityScorecard.BaseURL + "/companies/delta-data.example/issues/"
		sandboxtest.Equal(t, "issue types", issueTypes, []securityscorecard.ActiveIssueType{
			{
				Type: "cookie_missing_http_only", Severity: "high", Factor: "application_security", Count: new(int64(3)),
				ScoreImpact: new(2.4), DetailURL: base + "cookie_missing_http_only/",
			},
			{
				Type: "dmarc_record_missing", Severity: "low", Factor: "dns_health", Count: new(int64(1)),
				ScoreImpact: new(0.8), DetailURL: base + "dmarc_record_missing/",
			},
			{
				Type: "ssh_weak_cipher", Severity: "medium", Factor: "network_security", Count: new(int64(4)),
				ScoreImpact: new(1.7), DetailURL: base + "ssh_weak_cipher/",
			},
		})
		sandboxtest.Equal(t, "finding counts", company.FindingCounts, map[posture.Severity]int64{"high": 3, "medium": 4, "low": 1})
		sandboxtest.Equal(t, "DNS health", company.Factors["dns_health"], posture.Factor{Grade: "B", Score: new(int64(81))})
		if len(company.Factors) != 10 {
			t.Errorf("got the factors %v, want ten", company.Factors)
		}
		company.Factors, company.FindingCounts = nil, nil
		want := everyCompany()[3]
		want.PortfolioIDs, want.UUID = nil, uuidOf(s, want.Domain)
		want.Provisional, want.Tags = new(false), []string{"processor"}
		sandboxtest.Equal(t, "company", company, want)
		if variant.ListPageSize == 0 {
			mustRequest(t, s, "/companies/delta-data.example", factorsPath("delta-data.example"))
		}
	})
}

func uuidOf(s *sandbox.Sandbox, domain string) string {
	company, _ := s.World.Company(domain)
	return company.UUID
}

func TestCompany_beingCalculated(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		s := start(t, quirks(variant))
		company, issueTypes, err := newClient(t, s).Company(t.Context(), "jasmine-labs.example")
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, "company", company, posture.Company{
			Domain: "jasmine-labs.example", UUID: uuidOf(s, "jasmine-labs.example"), Name: "Jasmine Labs", Industry: "unknown", Size: "unknown", IsCustom: new(false),
		})
		if issueTypes != nil {
			t.Errorf("got the issue types %v, want that they are not known", issueTypes)
		}
	})
}

// A company with a perfect score has no issues, and that is known.
func TestCompany_withoutIssues(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.SetIssues("aurora-payments.example")
	company, issueTypes, err := newClient(t, startWith(t, w)).Company(t.Context(), "aurora-payments.example")
	if err != nil || issueTypes == nil || len(issueTypes) != 0 || company.FindingCounts == nil || len(company.FindingCounts) != 0 {
		t.Errorf("got %v, %v, %v, want empty lists", company.FindingCounts, issueTypes, err)
	}
}

func TestCompany_outOfScope(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		domain, want string
		is           error
	}{
		"in no portfolio": {
			world.NotFollowed,
			"SecurityScorecard: could not read company lantern-legal.example: HTTP 403 Forbidden: " +
				"company must be added to a portfolio first: lantern-legal.example",
			rest.ErrForbidden,
		},
		"unknown": {
			"nobody.example",
			"SecurityScorecard: could not read company nobody.example: HTTP 404 Not Found: company not found: nobody.example",
			rest.ErrNotFound,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			company, issueTypes, err := newClient(t, s).Company(t.Context(), test.domain)
			if !errors.Is(err, test.is) || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
			if company.Domain != "" || issueTypes != nil {
				t.Errorf("got %v, %v beside an error", company, issueTypes)
			}
			mustRequest(t, s, "/companies/"+test.domain)
		})
	}
}

func TestCompany_summary(t *testing.T) {
	t.Parallel()
	accepted := map[string]string{
		"other case":          `{"domain":"Delta-Data.Example","grade":"C"}`,
		"with a dot":          `{"domain":"delta-data.example.","grade":"C"}`,
		"unknown fields":      `{"domain":"delta-data.example","grade":"C","provisional":true,"x":{"y":[1]}}`,
		"no error, in a word": `{"domain":"delta-data.example","grade":"C","error":null}`,
	}
	for name, body := range accepted {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer("/companies/delta-data.example", body))
			company, _, err := newClient(t, s).Company(t.Context(), "delta-data.example")
			if err != nil || company.Grade != "C" || company.Domain != "delta-data.example" {
				t.Errorf("got %+v, %v", company, err)
			}
		})
	}
	const wrong = "the answer is not what was asked for: "
	refused := map[string]struct{ body, want string }{
		"another company": {`{"domain":"aurora-payments.example","grade":"A"}`, wrong + "it describes another company: aurora-payments.example"},
		"a list":          {`{"entries":[],"total":0}`, wrong + `it has no "domain"`},
		"no domain":       {`{"grade":"A","score":100}`, wrong + `it has no "domain"`},
		"error inside": {
			`{"domain":"delta-data.example","grade":"A","error":{"message":"oops","statusCode":500}}`,
			"answered as a success, with an error inside: oops",
		},
	}
	for name, test := range refused {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer("/companies/delta-data.example", test.body))
			company, _, err := newClient(t, s).Company(t.Context(), "delta-data.example")
			if failure := asError(t, s, err); failure.Message != test.want || company.Grade.Known() {
				t.Errorf("got  %+v, %v\nwant %s", company, err, test.want)
			}
		})
	}
}

// What the factors' answer may look like, and what it must not.
func TestFactors(t *testing.T) {
	t.Parallel()
	const issues = `{"type":"t","severity":"high","count":2,"total_score_impact":1.5,"detail_url":"https://x.example/t/"}`
	type counts = map[posture.Severity]int64
	accepted := map[string]struct {
		body    string
		factors map[string]posture.Factor
		counts  counts
	}{
		"no entries":         {`{"entries":[],"total":0}`, nil, nil},
		"nothing in entries": {`{"entries":[{"name":"f"},{"name":"g","grade":"?","score":null,"issue_summary":[]}]}`, nil, nil},
		"a grade":            {`{"entries":[{"name":"f","grade":"A"}]}`, map[string]posture.Factor{"f": {Grade: "A"}}, counts{}},
		"a score":            {`{"entries":[{"name":"f","score":70}]}`, map[string]posture.Factor{"f": {Score: new(int64(70))}}, counts{}},
		"one is graded": {
			`{"entries":[{"name":"f","grade":"?"},{"name":"g","grade":"B"}]}`,
			map[string]posture.Factor{"f": {}, "g": {Grade: "B"}},
			counts{},
		},
		"issues without a grade": {
			`{"entries":[{"name":"f","issue_summary":[` + issues + `]}]}`,
			map[string]posture.Factor{"f": {}},
			counts{"high": 2},
		},
		"severities add up": {
			`{"entries":[{"name":"f","grade":"A","issue_summary":[` + issues + `]},{"name":"g","grade":"A","issue_summary":[` + strings.Replace(issues, `"t"`, `"u"`, 1) + `]}]}`,
			map[string]posture.Factor{"f": {Grade: "A"}, "g": {Grade: "A"}},
			counts{"high": 4},
		},
		"unknown severity": {
			`{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"t","severity":"Apocalyptic","count":1}]}]}`,
			map[string]posture.Factor{"f": {Grade: "A"}},
			counts{"Apocalyptic": 1},
		},
		"no severity": {
			`{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"t","count":1}]}]}`,
			map[string]posture.Factor{"f": {Grade: "A"}},
			counts{"unknown": 1},
		},
		"negative count": {
			`{"entries":[{"name":"f","grade":"A","issue_summary":[` + issues + `,{"type":"u","severity":"high","count":-3}]}]}`,
			map[string]posture.Factor{"f": {Grade: "A"}},
			nil,
		},
		"count with a fraction": {
			`{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"u","severity":"high","count":0.5},` + issues + `]}]}`,
			map[string]posture.Factor{"f": {Grade: "A"}},
			nil,
		},
		"count out of range": {
			`{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"u","severity":"high","count":1e19}]}]}`,
			map[string]posture.Factor{"f": {Grade: "A"}},
			nil,
		},
		"odd values": {
			`{"entries":[{"name":"f","grade":{"letter":"A"},"score":"97","issue_summary":[{"type":"t","severity":["high"],"count":1,"total_score_impact":"x","detail_url":7}]}]}`,
			map[string]posture.Factor{"f": {}},
			counts{"unknown": 1},
		},
		"values off the scale": {
			`{"entries":[{"name":"f","grade":"a","score":9500},{"name":"g","grade":"B+","score":-1},{"name":"h","grade":"B"}]}`,
			map[string]posture.Factor{"f": {}, "g": {}, "h": {Grade: "B"}},
			counts{},
		},
		"summary of null": {`{"entries":[{"name":"f","grade":"A","issue_summary":null}]}`, map[string]posture.Factor{"f": {Grade: "A"}}, counts{}},
	}
	for name, test := range accepted {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(factorsPath("delta-data.example"), test.body))
			company, _, err := newClient(t, s).Company(t.Context(), "delta-data.example")
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "factors", company.Factors, test.factors)
			sandboxtest.Equal(t, "finding counts", company.FindingCounts, test.counts)
		})
	}
	refused := map[string]string{
		"the summary":          `{"domain":"delta-data.example","grade":"A"}`,
		"entries of null":      `{"entries":null}`,
		"entries as an object": `{"entries":{"f":{"grade":"A"}}}`,
		"fewer than announced": `{"entries":[{"name":"f","grade":"A"}],"total":10}`,
		"factor without name":  `{"entries":[{"grade":"A"}]}`,
		"issues without type":  `{"entries":[{"name":"f","grade":"A","issue_summary":[{"severity":"high","count":1}]}]}`,
		"issues without count": `{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"t","severity":"high"}]}]}`,
		"count of null":        `{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"t","severity":"high","count":null}]}]}`,
		"count of words":       `{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":"t","severity":"high","count":"3"}]}]}`,
		"type of numbers":      `{"entries":[{"name":"f","grade":"A","issue_summary":[{"type":3,"severity":"high","count":3}]}]}`,
		"factor twice":         `{"entries":[{"name":"f","grade":"F"},{"name":"f","grade":"A"}]}`,
		"type twice":           `{"entries":[{"name":"f","grade":"F","issue_summary":[` + issues + "," + issues + `]}]}`,
		"type in two factors":  `{"entries":[{"name":"f","issue_summary":[` + issues + `]},{"name":"g","issue_summary":[` + issues + `]}]}`,
	}
	for name, body := range refused {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(factorsPath("delta-data.example"), body))
			company, issueTypes, err := newClient(t, s).Company(t.Context(), "delta-data.example")
			if asError(t, s, err).Status != http.StatusOK || !strings.Contains(err.Error(), "the answer is not what was asked for: ") {
				t.Errorf("got %v", err)
			}
			if company.Domain != "" || issueTypes != nil {
				t.Errorf("got %v, %v beside an error", company, issueTypes)
			}
		})
	}
}

func TestIssueTypes(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		variant.Severities = map[string]string{"typosquat": "Apocalyptic", "open_port": ""}
		w := world.Default()
		s := startWith(t, w, quirks(variant))
		issueTypes, err := newClient(t, s).IssueTypes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		severities := map[string]posture.Severity{}
		previous := ""
		for _, issueType := range issueTypes {
			if issueType.Type <= previous {
				t.Errorf("%s is after %s", issueType.Type, previous)
			}
			previous = issueType.Type
			severities[issueType.Type] = issueType.Severity
			known, ok := w.IssueType(issueType.Type)
			if !ok || issueType.Title != known.Title || issueType.Factor != known.Factor {
				t.Errorf("got %+v, want what it is: %+v", issueType, known)
			}
		}
		if len(issueTypes) != len(w.IssueTypes()) {
			t.Errorf("got %d, want %d", len(issueTypes), len(w.IssueTypes()))
		}
		for key, want := range map[string]posture.Severity{
			"service_vuln_host_v3_critical": posture.Critical, "waf_detected_v2": posture.Positive,
			"typosquat": "Apocalyptic", "open_port": "unknown",
		} {
			if severities[key] != want {
				t.Errorf("%s is %q, want %q", key, severities[key], want)
			}
		}
		if posture.Severity("unknown").Known() {
			t.Error("the word for no severity is a known one")
		}
	})
}
