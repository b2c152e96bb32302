// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"net/netip"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// networkChecks check IP lists and RADIUS servers.
var networkChecks = []Check{
	{
		ID:        "iplist-not-empty",
		Title:     "IP lists used for access have entries",
		Severity:  posture.Low,
		Rationale: "A policy with an empty list allows everyone or no one.",
		Passes:    "the list has at least one entry",
		Fields:    []string{"ips[]"},
		rule: ipLists.each(func(l IPList, _ input) ruling {
			if l.IPs == nil {
				return absent("ips")
			}
			return require(len(*l.IPs) > 0, "the list is empty")
		}),
	},
	{
		ID:        "iplist-no-any",
		Title:     "IP lists do not trust the whole internet",
		Severity:  posture.Medium,
		Rationale: "A list of all addresses makes a condition on addresses meaningless.",
		Passes:    "no entry is `0.0.0.0/0` or `::/0`",
		Fields:    []string{"ips[]"},
		rule: ipLists.each(func(l IPList, _ input) ruling {
			if l.IPs == nil {
				return absent("ips")
			}
			entries := []ruling{}
			for _, entry := range *l.IPs {
				entries = append(entries, notAny(strings.TrimSpace(entry)))
			}
			return every(entries...)
		}),
	},
	{
		ID:            "radius-mfa-enforced",
		Title:         "RADIUS servers enforce MFA",
		Severity:      posture.Medium,
		Rationale:     "MFA is off by default. Without it, a stolen password alone gives access to the VPN or the Wi-Fi.",
		Passes:        "MFA is `REQUIRED` or `ALWAYS`, or `ENABLED` with `accept_radius_mfa_enabled`",
		NotApplicable: "the server accepts only certificates",
		Note: "The meaning of the values is inferred from a 2019 article: `ENABLED` asks users who have enrolled, and `REQUIRED` asks all users except those in enrollment. " +
			"JumpCloud advises against one-time codes on Wi-Fi: add such servers to `ignored_subjects`.",
		Fields: []string{"mfa", "userPasswordEnabled"},
		rule: radiusServers.each(func(r RADIUSServer, in input) ruling {
			switch mode := strings.ToUpper(r.MFA); {
			case isFalse(r.UserPasswordEnabled):
				return notApplicable("the server accepts only certificates")
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
		Severity:  posture.Low,
		Rationale: "Plain RADIUS gives little protection in transit.",
		Passes:    "RadSec is required",
		Fields:    []string{"requireRadsec"},
		rule: radiusServers.each(func(r RADIUSServer, _ input) ruling {
			return must("requireRadsec", r.RequireRadSec, true, "RadSec is not required")
		}),
	},
}

// notAny passes an address, a network that is not all addresses, and a range of
// addresses.
func notAny(entry string) ruling {
	if prefix, err := netip.ParsePrefix(entry); err == nil {
		return require(prefix.Bits() > 0, "the list has the entry %s", prefix)
	}
	first, last, isRange := strings.Cut(entry, "-")
	if !isRange {
		last = first
	}
	for _, address := range []string{first, last} {
		if _, err := netip.ParseAddr(strings.TrimSpace(address)); err != nil {
			return unreadable("ips[]")
		}
	}
	return pass()
}
