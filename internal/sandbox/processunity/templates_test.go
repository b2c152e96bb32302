// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// recorded is the one listing that somebody has published.
const recorded = `{"Id":258740,"Name":"VendorShield - Regulations Import","Inserts":true,"Updates":true,` +
	`"ImportType":"Regulation","KeyColumn":"External Id","ParentKeyColumn":"",` +
	`"Columns":["Description","display_id","effective_date","External Id","issuing_body","jurisdiction","last_synced_at","Name",` +
	`"scf_mapped","scf_version","source_url","status","sync_source","type","version"],` +
	`"ExternalId":"vendorshield-regulations-import"}`

const emptyList = `{"Message":null,"HasError":false,"Data":[]}`

// ids are those of the templates in a list.
func ids(t *testing.T, got reply) []string {
	t.Helper()
	var ids []string
	data, _ := got.decode(t)["Data"].([]any)
	for _, listed := range data {
		template, _ := listed.(map[string]any)
		ids = append(ids, fmt.Sprint(template["Id"]))
	}
	return ids
}

func TestTemplatesAreListedWithoutSuffix(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	got := served.list("")
	if diff := cmp.Diff([]string{"123450", "123451", "258740"}, ids(t, got)); diff != "" {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
	if !strings.Contains(got.body, recorded) {
		t.Errorf("listed %s, want %s in it", got.body, recorded)
	}
	for _, suffix := range []string{"/0", "/123450"} {
		if got := served.list(suffix); got.status != 200 || got.body != emptyList {
			t.Errorf("%s: %+v", suffix, got)
		}
	}
}

func TestTemplatesMayBeListedBySuffix(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{ListBySuffix: true})
	got := map[string][]string{}
	for _, suffix := range []string{"", "/0", "/258740", "/123452", "/1"} {
		got[suffix] = ids(t, served.list(suffix))
	}
	want := map[string][]string{"": nil, "/0": {"123450", "123451", "258740"}, "/258740": {"258740"}, "/123452": nil, "/1": nil}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
	if body := served.list("/258740").body; body != strings.Replace(emptyList, "[]", "["+recorded+"]", 1) {
		t.Errorf("listed %s", body)
	}
}

func TestTemplateThatIsNotAutomatedDoesNotExist(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{})
	checkPage(t, served.importRows(world.NotAutomatedTemplateID, []string{"1", "n"}), 404)
	checkPage(t, served.post(fmt.Sprintf("Export/%d", world.NotAutomatedTemplateID), "{}"), 404)
	served.world.UpdateImportTemplate(world.NotAutomatedTemplateID, func(template *world.ImportTemplate) { template.NotAutomated = false })
	if diff := cmp.Diff([]string{"123450", "123451", "123452", "258740"}, ids(t, served.list(""))); diff != "" {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
	if got := served.importRows(world.NotAutomatedTemplateID, []string{"1", "n"}); got.status != 200 {
		t.Errorf("import: %+v", got)
	}
}

func TestEmptyListsMayBeNull(t *testing.T) {
	t.Parallel()
	served := serve(t, processunity.Quirks{NullData: true})
	null := strings.Replace(emptyList, "[]", "null", 1)
	if got := served.list("/0"); got.body != null {
		t.Errorf("templates: %s", got.body)
	}
	if got := served.post("Export/258740", "{}"); got.body != null {
		t.Errorf("export: %s", got.body)
	}
	if got := serve(t, processunity.Quirks{}).post("Export/258740", "{}"); got.body != emptyList {
		t.Errorf("export: %s", got.body)
	}
	if got := served.post("Export/123450", "{}"); !strings.Contains(got.body, "Aurora Payments") {
		t.Errorf("export: %s", got.body)
	}
}
