// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	token      = "the-token"
	authorized = "Authorization: Token " + token

	portfolios  = "/portfolios"
	critical    = "/portfolios/" + world.CriticalVendorsID + "/companies"
	unscored    = "/portfolios/" + world.DefaultPortfolioID + "/companies" // its one company has no grade
	jasmine     = "/companies/jasmine-labs.example"                        // that company
	delta       = "/companies/delta-data.example"                          // C, three issue types
	ember       = "/companies/ember-energy.example"                        // D, every issue type
	foxtrot     = "/companies/foxtrot-freight.example"                     // F, with events and breaches
	issueTypes  = "/metadata/issue-types"
	activeOf    = "/active-issues?issue_types="
	openPorts   = "/companies/aurora-payments.example" + activeOf + "open_port"
	notFollowed = "/companies/" + world.NotFollowed
	detection   = "/vendor-detection/" + world.OwnDomain + "/third-party"
)

func serve(quirks securityscorecard.Quirks) sandboxtest.Client {
	return sandboxtest.Direct(securityscorecard.New(securityscorecard.Config{
		Token: token, World: &world.Default().Scorecards, Quirks: quirks,
	}), authorized)
}

func TestActiveIssues(t *testing.T) {
	t.Parallel()
	client := serve(securityscorecard.Quirks{})
	for query, want := range map[string]string{
		"ssh_weak_cipher": `["ssh_weak_cipher"]`,
		"typosquat&issue_types=dmarc_record_missing&issue_types=ssh_weak_cipher": `["ssh_weak_cipher","dmarc_record_missing"]`,
		"ssh_weak_cipher&issue_types=ssh_weak_cipher":                            `["ssh_weak_cipher"]`,
		strings.Repeat("ssh_weak_cipher&issue_types=", 9) + "ssh_weak_cipher":    `["ssh_weak_cipher"]`,
		"ssh_weak_cipher,dmarc_record_missing":                                   "",
		"typosquat":                                                              "",
		"no_such_type":                                                           "",
	} {
		got := client.Get(t, delta+activeOf+query)
		if names := got.At("issue_types.*.name"); names != want {
			t.Errorf("%s: %s, want %s", query, names, want)
		}
		if none := `{"error":{"message":"no active issues found","statusCode":404}}`; want == "" && got.At("") != none {
			t.Errorf("%s: %s, want %s", query, got.Text, none)
		}
	}
}

func TestCompany_isFoundByUUIDAndAtUnknownPaths(t *testing.T) {
	t.Parallel()
	client := serve(securityscorecard.Quirks{})
	want := client.Get(t, delta)
	byUUID := "/companies/" + strings.Trim(want.At("uuid"), `"`)
	for _, path := range []string{
		byUUID, delta + "/issues", delta + "/findings", delta + "/scorecard/issues", delta + "/factors/dns_health/issues",
		delta + "/factors/", delta + "/nope?x=1",
	} {
		if diff := cmp.Diff(want.At(""), client.Get(t, path).At("")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	if diff := cmp.Diff(client.Get(t, delta+"/factors").Text, client.Get(t, byUUID+"/factors").Text); diff != "" {
		t.Errorf("factors (-by domain +by UUID):\n%s", diff)
	}
}

func TestRawObservations_holdThePlantedSecret(t *testing.T) {
	t.Parallel()
	got := serve(securityscorecard.Quirks{}).Get(t, delta+activeOf+"cookie_missing_http_only&issue_types=ssh_weak_cipher")
	if count := strings.Count(got.Text, world.PlantedSecret); count != 2*3+4 {
		t.Errorf("the secret is in %d places: %s", count, got.Text)
	}
}
