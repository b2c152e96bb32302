// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const taggedPath = "/scorecard-tags/" + world.PaymentsTagID + "/companies"

func TestTags(t *testing.T) {
	t.Parallel()
	inEachForm(t, listQuirks, func(t *testing.T, variant peer.Quirks) {
		client := newClient(t, start(t, quirks(variant)))
		tags, err := client.Tags(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		payments := securityscorecard.Tag{ID: world.PaymentsTagID, Name: "Handles payments", Description: "PCI DSS applies"}
		sandboxtest.Equal(t, "tags", tags, []securityscorecard.Tag{{ID: world.EmptyTagID, Name: "Handles health data"}, payments})
		byName, err := client.TagByName(t.Context(), "Handles payments")
		if err != nil || byName != payments {
			t.Errorf("got %v, %v", byName, err)
		}
		// The companies are those of the portfolios.
		all, err := client.Companies(t.Context(), securityscorecard.CompaniesQuery{})
		if err != nil {
			t.Fatal(err)
		}
		want := []posture.Company{}
		for _, company := range all {
			if company.Domain == "aurora-payments.example" || company.Domain == "delta-data.example" {
				company.PortfolioIDs = nil
				want = append(want, company)
			}
		}
		tagged, err := client.TagCompanies(t.Context(), world.PaymentsTagID)
		if err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, "companies", tagged, want)
		none, err := client.TagCompanies(t.Context(), world.EmptyTagID)
		if err != nil || none == nil || len(none) != 0 {
			t.Errorf("got %v, %v, want an empty list", none, err)
		}
	})
}

func TestTag_notFound(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.AddTag(world.Tag{ID: "0", Name: "Handles payments"})
	client := newClient(t, startWith(t, w))
	for wanted, want := range map[string]string{
		"handles payments": `no tag that the API token sees is "handles payments"; it sees "Handles health data" (` + world.EmptyTagID + `), "Handles payments" (0), "Handles payments" (` + world.PaymentsTagID + `)`,
		"Handles payments": `2 tags have the name "Handles payments", with the ids 0, ` + world.PaymentsTagID,
	} {
		_, err := client.TagByName(t.Context(), wanted)
		if _, ok := errors.AsType[*securityscorecard.TagNotFoundError](err); !ok || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	if _, err := client.TagByID(t.Context(), "none"); err == nil {
		t.Error("the tag none exists")
	}
	if _, err := client.TagCompanies(t.Context(), "none"); !errors.Is(err, rest.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestTagCompanies_fail(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"entries":[{"domain":"a.example","grade":"A"}],"total":2}`:                                    "it announces 2 entries, and has 1 different ones",
		`{"entries":[{"domain":"a.example","grade":"F"},{"domain":"A.example","grade":"A"}],"total":2}`: "came twice with different values",
		`{"entries":[{"grade":"A"}]}`: `company 1 has no "domain"`,
		`{"total":0}`:                 `it has no "entries"`,
	} {
		s := start(t)
		s.Faults.Add(answer(taggedPath, body))
		companies, err := newClient(t, s).TagCompanies(t.Context(), world.PaymentsTagID)
		if _ = asError(t, s, err); companies != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, %v", body, companies, err)
		}
	}
}
