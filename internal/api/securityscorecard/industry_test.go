// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
)

const (
	energyScore   = "/industries/energy/score"
	energyFactors = "/industries/energy/factors"
)

func TestIndustry(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		s := start(t, quirks(variant))
		client := newClient(t, s)
		for range 2 {
			industry, err := client.Industry(t.Context(), "energy")
			if err != nil {
				t.Fatal(err)
			}
			if *industry.AverageScore != 79 || industry.AverageGrade != "C" || len(industry.Factors) != 10 || *industry.Factors["dns_health"] != 77 {
				t.Errorf("got %+v", industry)
			}
		}
		if variant.ListPageSize == 0 {
			mustRequest(t, s, energyScore, energyFactors)
		}
	})
}

func TestIndustry_answers(t *testing.T) {
	t.Parallel()
	const wrong = "the answer is not what was asked for: "
	for name, test := range map[string]struct {
		score, factors string
		want           securityscorecard.Industry
		wantError      string
	}{
		"fractions":          {`{"industry":"ENERGY","avg_score":79.6,"avg_grade":"C"}`, `{"entries":[{"name":"a","score":0.5}]}`, securityscorecard.Industry{AverageScore: new(79.6), AverageGrade: "C", Factors: map[string]*float64{"a": new(0.5)}}, ""},
		"off the scale":      {`{"industry":"energy","avg_score":101,"avg_grade":"?"}`, `{"entries":[{"name":"a","score":-1}]}`, securityscorecard.Industry{Factors: map[string]*float64{"a": nil}}, ""},
		"of other types":     {`{"industry":"energy","avg_score":"79","avg_grade":7}`, `{"entries":[{"name":"a"}]}`, securityscorecard.Industry{Factors: map[string]*float64{"a": nil}}, ""},
		"no factors":         {`{"industry":"energy","avg_score":null}`, `{"entries":[]}`, securityscorecard.Industry{Factors: map[string]*float64{}}, ""},
		"another industry":   {`{"industry":"retail","avg_score":79}`, ``, securityscorecard.Industry{}, wrong + "it describes another industry: retail"},
		"a company":          {`{"industry":"energy","score":79}`, ``, securityscorecard.Industry{}, wrong + `it has no "avg_score"`},
		"no industry":        {`{"avg_score":79}`, ``, securityscorecard.Industry{}, wrong + `it has no "industry"`},
		"not factors":        {`{"industry":"energy","avg_score":null}`, `{"domain":"a.example"}`, securityscorecard.Industry{}, wrong + `it has no "entries"`},
		"a nameless factor":  {`{"industry":"energy","avg_score":null}`, `{"entries":[{"score":7}]}`, securityscorecard.Industry{}, wrong + `factor 1 has no "name"`},
		"a factor twice":     {`{"industry":"energy","avg_score":null}`, `{"entries":[{"name":"a","score":7},{"name":"a","score":8}]}`, securityscorecard.Industry{}, wrong + `factor "a" came twice with different values: the list may have changed while it was read`},
		"an error inside it": {`{"error":{"statusCode":500,"message":"oops"}}`, ``, securityscorecard.Industry{}, "with an error inside: oops"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(energyScore, test.score))
			if test.factors != "" {
				s.Faults.Add(answer(energyFactors, test.factors))
			}
			industry, err := newClient(t, s).Industry(t.Context(), "energy")
			if test.wantError != "" {
				if failure := asError(t, s, err); !strings.HasSuffix(failure.Message, test.wantError) {
					t.Errorf("got %v, want %s", err, test.wantError)
				}
			} else if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "industry", industry, test.want)
		})
	}
	s := start(t)
	if _, err := newClient(t, s).Industry(t.Context(), "a/../b"); !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}
