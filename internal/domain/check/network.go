// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"net/netip"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// networkChecks are about IP lists and RADIUS servers.
var networkChecks = []Check{
	{
		ID:        "iplist-not-empty",
		Title:     "IP lists used for access have entries",
		Category:  MisconfiguredSetting,
		Severity:  posture.Low,
		Rationale: "A policy with an empty list lets in everybody or nobody.",
		Passes:    "the list has an entry",
		Fields:    []string{"ips[]"},
		rule: ipLists.each(func(l IPList, _ input) ruling {
			switch {
			case l.IPs == nil:
				return absent("ips")
			case len(*l.IPs) == 0:
				return fail("the list is empty")
			}
			return pass()
		}),
	},
	{
		ID:        "iplist-no-any",
		Title:     "IP lists do not trust the whole internet",
		Category:  MisconfiguredSetting,
		Severity:  posture.Medium,
		Rationale: "It makes a condition on addresses meaningless.",
		Passes:    "no entry is `0.0.0.0/0` or `::/0`",
		Fields:    []string{"ips[]"},
		rule: ipLists.each(func(l IPList, _ input) ruling {
			if l.IPs == nil {
				return absent("ips")
			}
			for _, entry := range *l.IPs {
				if prefix, err := netip.ParsePrefix(strings.TrimSpace(entry)); err == nil && prefix.Bits() == 0 {
					return fail("an entry is %s", prefix)
				}
			}
			return pass()
		}),
	},
	{
		ID:            "radius-mfa-enforced",
		Title:         "RADIUS servers enforce MFA",
		Category:      MisconfiguredSetting,
		Severity:      posture.Medium,
		Rationale:     "Without MFA, which is off by default, a stolen password alone opens the VPN or the Wi-Fi.",
		Passes:        "MFA is `REQUIRED` or `ALWAYS`; with `accept_radius_mfa_enabled`, `ENABLED` too",
		NotApplicable: "the server takes certificates only",
		Note: "What the words mean is inferred from an article of 2019: `ENABLED` asks those who have enrolled, `REQUIRED` all but those in enrollment. " +
			"JumpCloud advises against one-time codes on Wi-Fi: name such servers in `ignored_subjects`.",
		Fields: []string{"mfa", "userPasswordEnabled"},
		rule: radiusServers.each(func(r RADIUSServer, in input) ruling {
			switch mode := strings.ToUpper(r.MFA); {
			case isFalse(r.UserPasswordEnabled):
				return notApplicable("the server takes certificates only")
			case mode == "":
				return absent("mfa")
			case mode == "REQUIRED", mode == "ALWAYS", mode == "ENABLED" && in.AcceptRADIUSMFAEnabled:
				return pass()
			}
			return fail("mfa is %q", r.MFA)
		}),
	},
	{
		ID:        "radius-radsec-required",
		Title:     "RADIUS servers require RadSec",
		Category:  MisconfiguredSetting,
		Severity:  posture.Low,
		Rationale: "Plain RADIUS protects little on its way.",
		Passes:    "RadSec is required",
		Fields:    []string{"requireRadsec"},
		rule: radiusServers.each(func(r RADIUSServer, _ input) ruling {
			return must("requireRadsec", r.RequireRadSec, true, "RadSec is not required")
		}),
	},
}
