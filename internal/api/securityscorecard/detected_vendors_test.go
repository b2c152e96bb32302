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
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	thirdPartyPath       = "/vendor-detection/" + world.OwnDomain + "/third-party"
	portfolioVendorsPath = "/vendor-detection/portfolios/" + world.CriticalVendorsID
)

var (
	thirdParties = []securityscorecard.DetectedVendor{
		{Domain: "borealis-cloud.example", Name: "Borealis Cloud", Industry: "technology", Score: new(int64(91)), Sources: []string{"Detected libraries", "HTTP requests"}, ObservedAt: "2026-11-19T03:30:00Z"},
		{Domain: "harbor-mail.example", Name: "Harbor Mail", Industry: "technology", Score: new(int64(77)), Sources: []string{"Mail exchange"}, ObservedAt: "2026-11-08T03:30:00Z"},
		{Domain: "lantern-legal.example", Name: "Lantern Legal", Industry: "legal", Score: new(int64(72)), Sources: []string{"Enhanced illumination"}, ObservedAt: "2026-11-06T03:30:00Z"},
		{Domain: "northwind-cdn.example", Name: "Northwind CDN", Industry: "technology", Score: new(int64(58)), Sources: []string{"HTTP requests"}, ObservedAt: "2026-11-25T03:30:00Z"},
		{Domain: "quartz-fonts.example", Name: "Quartz Fonts", Industry: "unknown", Sources: []string{"Detected libraries"}, ObservedAt: "2026-11-14T03:30:00Z"},
	}
	portfolioVendors = []securityscorecard.PortfolioVendor{
		{Domain: "borealis-cloud.example", Name: "Borealis Cloud", Score: new(int64(91)), ScoreChange30d: new(int64(0)), Products: new(int64(12)), Connections: new(int64(4)), ConnectionsPercent: new(int64(66))},
		{Domain: "northwind-cdn.example", Name: "Northwind CDN", Score: new(int64(58)), ScoreChange30d: new(int64(-4)), Products: new(int64(3)), Connections: new(int64(2)), ConnectionsPercent: new(int64(33))},
		{Domain: "quartz-fonts.example", Name: "Quartz Fonts", Products: new(int64(1)), Connections: new(int64(1)), ConnectionsPercent: new(int64(16))},
	}
)

// However the list is split, it is read whole: by the Link header, by the number
// of the page, and without a total.
func TestDetectedVendors(t *testing.T) {
	t.Parallel()
	first := "?limit=5000&page=1"
	for name, test := range map[string]struct {
		quirks   peer.Quirks
		requests []string
	}{
		"one page":                 {peer.Quirks{}, []string{first}},
		"other fields":             {peer.Quirks{ExtraFields: true, Timestamps: peer.TimestampsSpace}, []string{first}},
		"links":                    {peer.Quirks{DetectionPageLimit: 4}, []string{first, "?limit=5000&page=2"}},
		"numbers":                  {peer.Quirks{DetectionPageLimit: 4, DetectionWithoutLink: true}, []string{first, "?limit=5000&page=2"}},
		"links without a total":    {peer.Quirks{DetectionPageLimit: 4, DetectionWithoutTotal: true}, []string{first, "?limit=5000&page=2", "?limit=5000&page=3"}},
		"numbers without a total":  {peer.Quirks{DetectionPageLimit: 4, DetectionWithoutTotal: true, DetectionWithoutLink: true}, []string{first, "?limit=5000&page=2", "?limit=5000&page=3"}},
		"one page without a total": {peer.Quirks{DetectionWithoutTotal: true}, []string{first, "?limit=5000&page=2"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, quirks(test.quirks))
			vendors, err := newClient(t, s).DetectedVendors(t.Context(), world.OwnDomain, securityscorecard.ThirdParty)
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "vendors", vendors, thirdParties)
			mustHaveNoSecret(t, s, vendors)
			want := []string{}
			for _, query := range test.requests {
				want = append(want, thirdPartyPath+query)
			}
			mustRequest(t, s, want...)
		})
	}
}

func TestDetectedVendors_ofVendors(t *testing.T) {
	t.Parallel()
	vendors, err := newClient(t, start(t)).DetectedVendors(t.Context(), world.OwnDomain, securityscorecard.FourthParty)
	if err != nil || len(vendors) != 1 || vendors[0].Domain != "granite-hosting.example" {
		t.Errorf("got %+v, %v", vendors, err)
	}
	vendors, err = newClient(t, start(t)).DetectedVendors(t.Context(), "delta-data.example", securityscorecard.ThirdParty)
	if err != nil || vendors == nil || len(vendors) != 0 {
		t.Errorf("got %+v, %v, want an empty list", vendors, err)
	}
}

func TestPortfolioVendors(t *testing.T) {
	t.Parallel()
	for name, variant := range map[string]peer.Quirks{"one page": {}, "links": {DetectionPageLimit: 1}, "numbers": {DetectionPageLimit: 2, DetectionWithoutLink: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			vendors, err := newClient(t, start(t, quirks(variant))).PortfolioVendors(t.Context(), world.CriticalVendorsID)
			if err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "vendors", vendors, portfolioVendors)
		})
	}
}

// What the entries of one vendor do not agree about is unknown.
func TestDetectedVendors_thatDisagree(t *testing.T) {
	t.Parallel()
	const one = `{"domain":"a.example","company":"A","industry":"x","score":90,"source":"Mail exchange","observed":"2026-11-01T00:00:00.000Z"}`
	for other, want := range map[string]securityscorecard.DetectedVendor{
		one: {Domain: "a.example", Name: "A", Industry: "x", Score: new(int64(90)), Sources: []string{"Mail exchange"}, ObservedAt: "2026-11-01T00:00:00Z"},
		`{"domain":"A.example.","company":"B","industry":"y","score":40,"source":"other","observed":"2026-10-01"}`: {
			Domain: "a.example", Sources: []string{"Mail exchange", "other"}, ObservedAt: "2026-11-01T00:00:00Z",
		},
		`{"domain":"a.example","company":7,"score":190,"source":null,"observed":"soon"}`: {Domain: "a.example"},
	} {
		s := start(t)
		whole := answer(thirdPartyPath, `{"entries":[`+one+`,`+other+`]}`)
		whole.Times = 1
		s.Faults.Add(whole, answer(thirdPartyPath, `{"entries":[]}`))
		vendors, err := newClient(t, s).DetectedVendors(t.Context(), world.OwnDomain, securityscorecard.ThirdParty)
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, other, vendors, []securityscorecard.DetectedVendor{want})
	}
}

func TestDetectedVendors_fail(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"entries":[{"domain":"a.example"}],"total":2}`:                 "the same page came twice",
		`{"entries":[{"domain":"a.example"}]}`:                           "the same page came twice",
		`{"entries":[],"total":1}`:                                       "it announces 1 entries, and has 0 different ones",
		`{"entries":[{"domain":"a.example"},{"company":"B"}],"total":2}`: `vendor 2 has no "domain"`,
		`{"total":0}`: `it has no "entries"`,
		`{"name":"Kestrel Health","domain":"kestrel-health.example","grade":"F"}`:    `it has no "entries"`,
		`{"entries":[],"error":{"statusCode":404,"message":"company not found: x"}}`: "with an error inside: company not found: x",
	} {
		s := start(t)
		s.Faults.Add(answer(thirdPartyPath, body))
		vendors, err := newClient(t, s).DetectedVendors(t.Context(), world.OwnDomain, securityscorecard.ThirdParty)
		if _ = asError(t, s, err); vendors != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, %v", body, vendors, err)
		}
	}
	s := start(t)
	s.Faults.Add(answer(portfolioVendorsPath, `{"entries":[{"domain":"a.example","score":10},{"domain":"A.example","score":90}]}`))
	if vendors, err := newClient(t, s).PortfolioVendors(t.Context(), world.CriticalVendorsID); vendors != nil || err == nil {
		t.Errorf("got %v, %v", vendors, err)
	}
	for domain, want := range map[string]error{world.NotFollowed: rest.ErrForbidden, "nobody.example": rest.ErrNotFound} {
		if _, err := newClient(t, start(t)).DetectedVendors(t.Context(), domain, securityscorecard.ThirdParty); !errors.Is(err, want) {
			t.Errorf("%s: %v", domain, err)
		}
	}
}
