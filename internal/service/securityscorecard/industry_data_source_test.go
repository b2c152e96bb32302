// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

func TestIndustryDataSource(t *testing.T) {
	t.Parallel()
	average := func(score int) map[string]any { return map[string]any{"score": score} }
	terraformTest(t, "industry", `data "vendorrisk_securityscorecard_industry" "test" { industry = "energy" }`,
		map[string]any{
			"industry": "energy", "average_score": 79, "average_grade": "C",
			"factors": map[string]any{
				"application_security": average(75), "cubit_score": average(76), "dns_health": average(77), "endpoint_security": average(78),
				"hacker_chatter": average(79), "ip_reputation": average(80), "leaked_information": average(81), "network_security": average(82),
				"patching_cadence": average(83), "social_engineering": average(84),
			},
		},
		map[string]int{"/industries/energy/score": 1, "/industries/energy/factors": 1})
}

func TestIndustryDataSource_unknown(t *testing.T) {
	t.Parallel()
	server := acctest.NewSandboxServer(t, acctest.StartSandbox(t))
	failure := readError(t, server, "industry", arguments{"industry": acctest.String("alchemy")})
	acctest.WantText(t, failure, "Unable to Read SecurityScorecard Industry", "could not read the score of industry alchemy")
}
