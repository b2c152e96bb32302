// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// Apps of stores are companies of a gate: their grades are judged, and one without
// a rating blocks.
func TestStoreAppsDataSource_inAGate(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	violation := func(subject, rule, observed string) any {
		return map[string]any{"subject": subject, "rule": rule, "observed": observed}
	}
	acctest.UnitTest(t, resource.TestStep{
		Config: acctest.ProviderConfig(systems) + `
data "vendorrisk_nowsecure_store_apps" "test" {}

data "vendorrisk_gate" "test" {
  companies     = data.vendorrisk_nowsecure_store_apps.test.apps
  minimum_grade = "B"
  enforcement   = "none"

  # This is about the app on iOS alone.
  waivers = [{
    subject    = "ios/com.harbor.chat"
    rule       = "minimum_grade"
    reason     = "On managed devices only"
    expires_on = "2999-12-31"
  }]
}

output "violations" {
  value = [for v in data.vendorrisk_gate.test.violations : { subject = v.subject, rule = v.rule, observed = v.observed }]
}`,
		ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
			acctest.ExpectRequests(systems, map[string]int{"/v2/risk-intelligence/apps": 1}),
			plancheck.ExpectKnownOutputValue("violations", acctest.Exactly([]any{
				violation("android/com.harbor.chat", "minimum_grade", "grade F"),
				violation("android/com.jade.maps", "unknown_grade", "grade unknown"),
			})),
		}},
	})
}

func TestStoreAppsDataSource(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	state := read(t, systems, "store_apps", arguments{"platforms": acctest.Strings("ios"), "packages": acctest.Strings("com.indigo.sign")})
	rows := acctest.Rows(t, state["apps"])
	acctest.Equal(t, "total", state["total"], any(1))
	acctest.Equal(t, "the app", rows[0], map[string]any{
		"domain": "ios/com.indigo.sign", "grade": "A", "platform": "ios", "package": "com.indigo.sign", "title": "Indigo Sign", "store_key": "1400000002",
		"risk_score": 12.25, "risk_category": "LOW", "recommendation": "ALLOW", "build_version": "2.4.0", "assessment_ref": rows[0]["assessment_ref"],
		"rated_at": "2026-11-23T07:28:00Z", "added_at": "2026-09-02T07:28:00Z",
	})
	acctest.WantText(t, readError(t, systems, "store_apps", arguments{"packages": acctest.Strings("com.misspelled")}), "Unknown NowSecure Package", "com.misspelled")
}
