// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestTagDataSource(t *testing.T) {
	t.Parallel()
	rows := companyRows(false, "aurora-payments.example", "delta-data.example")
	for _, row := range acctest.Rows(t, rows) {
		row["portfolio_ids"] = nil
	}
	terraformTest(t, "tag", `data "vendorrisk_securityscorecard_tag" "test" {
  name = "Handles payments"
}`,
		map[string]any{"id": world.PaymentsTagID, "name": "Handles payments", "description": "PCI DSS applies", "companies": rows, "total": 2},
		map[string]int{"/scorecard-tags": 1, "/scorecard-tags/" + world.PaymentsTagID + "/companies": 1})
}

func TestTagDataSource_byID(t *testing.T) {
	t.Parallel()
	state := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "tag", arguments{"id": acctest.String(world.EmptyTagID)})
	acctest.Equal(t, "tag", state, map[string]any{
		"id": world.EmptyTagID, "name": "Handles health data", "description": nil, "companies": []any{}, "total": 0,
	})
	tags := read(t, acctest.NewSandboxServer(t, acctest.StartSandbox(t)), "tags", nil)
	acctest.Equal(t, "names", acctest.Column(t, tags["tags"], "name"), []any{"Handles health data", "Handles payments"})
}

func TestTagDataSource_notFound(t *testing.T) {
	t.Parallel()
	w := world.Default()
	w.AddTag(world.Tag{ID: "0", Name: "Handles payments"})
	server := acctest.NewSandboxServer(t, acctest.StartWorld(t, w))
	for name, words := range map[string]string{"handles payments": "Check the spelling", "Handles payments": "Use the tag's ID instead"} {
		failed := readError(t, server, "tag", arguments{"name": acctest.String(name)})
		acctest.WantAttribute(t, failed, "name")
		acctest.WantText(t, failed, "SecurityScorecard Tag Not Found", words)
	}
}
