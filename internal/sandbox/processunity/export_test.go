// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// recorded is the one listing that was published.
const recorded = `{"Id":258740,"Name":"VendorShield - Regulations Import","Inserts":true,"Updates":true,` +
	`"ImportType":"Regulation","KeyColumn":"External Id","ParentKeyColumn":"",` +
	`"Columns":["Description","display_id","effective_date","External Id","issuing_body","jurisdiction","last_synced_at","Name",` +
	`"scf_mapped","scf_version","source_url","status","sync_source","type","version"],` +
	`"ExternalId":"vendorshield-regulations-import"}`

func TestTemplates_areListed(t *testing.T) {
	t.Parallel()
	const all, none = `[123450,123451,258740]`, `[]`
	for suffix, want := range map[string][2]string{ // without and with ListBySuffix
		"": {all, none}, "/0": {none, all}, "/258740": {none, `[258740]`}, "/123452": {none, none}, "/1": {none, none},
	} {
		for i, quirks := range []processunity.Quirks{{}, {ListBySuffix: true}} {
			got := serve(t, world.Default(), quirks).Get(t, listing+suffix)
			if ids := got.At("Data.*.Id"); ids != want[i] || got.At("HasError") != "false" || got.At("Message") != "null" {
				t.Errorf("%s: %s, want %s", suffix, got.Text, want[i])
			}
			if strings.Contains(got.Text, recorded) != strings.Contains(want[i], "258740") {
				t.Errorf("%s: %s, want %s in it", suffix, got.Text, recorded)
			}
		}
	}
}

func TestExports(t *testing.T) {
	t.Parallel()
	const (
		parties, report = exports + "123450 Data.0.", exports + "90210 Data.0."
		overdue         = exports + "123451 Data.0"
	)
	w := world.Default()
	w.DefineProperty(world.IssueItem, world.ItemProperty{Name: "Issue Status", Hidden: true})
	id := w.Items(world.ThirdPartyItem)[0].ID
	serve(t, w, processunity.Quirks{}).Send(t, "POST", exports+"90210", "{}") // later changes do not show
	w.SetItem(world.ThirdPartyItem, id, world.ThirdPartyName, "Renamed")
	w.SetItem(world.ThirdPartyItem, id, "SS Overall Score", "97")
	w.SetItem(world.ThirdPartyItem, id, "SS Industry", "42")
	for place, want := range map[string][3]string{ // as text, with types, and without templates
		parties + "Id":                    {`"` + id + `"`, id, ""},
		parties + "Third-Party Name":      {`"Renamed"`, `"Renamed"`, ""},
		parties + "SS Overall Score":      {`"97"`, `97`, ""},
		parties + "SS Industry":           {`"42"`, `"42"`, ""},
		parties + "SS Domain":             {`""`, `null`, ""},
		parties + world.ThirdPartyManager: {"", "", ""},
		report + "Third-Party Name":       {`"Aurora Payments"`, `"Aurora Payments"`, `"Aurora Payments"`},
		overdue + ".Issue Source":         {`"Assessment"`, `"Assessment"`, ""},
		overdue + ".Issue Status":         {`""`, `null`, ""}, // hidden
		exports + "258740 Data":           {"[]", "null", ""},
		exports + "123450 HasError":       {"false", "false", ""},
	} {
		path, at, _ := strings.Cut(place, " ")
		var got [3]string
		for i, quirks := range []processunity.Quirks{{}, {TypedCells: true, NullData: true}, {NoTemplateExport: true}} {
			got[i] = serve(t, w, quirks).Send(t, "POST", path, "{}").At(at)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", place, diff)
		}
	}
}
