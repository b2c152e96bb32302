// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// networkChecks check IP lists and RADIUS servers.
var networkChecks = []Check{
	{
		ID:           "iplist-not-empty",
		Title:        "IP lists have entries",
		FailureTitle: "IP list without entries",
		Severity:     posture.Low,
		Rationale:    "A policy with an empty list allows everyone or no one.",
		Passes:       "the list has at least one address, network, or range",
		Note:         "The check does not read whether a policy uses the list.",
		Fields:       []string{"ips[]"},
		rule: ipLists.each(func(l IPList, _ input) ruling {
			if l.IPs == nil {
				return absent(whatListHas)
			}
			entries := slices.DeleteFunc(slices.Clone(*l.IPs), func(entry string) bool { return strings.TrimSpace(entry) == "" })
			isReadable := slices.ContainsFunc(entries, func(entry string) bool { _, ok := parseAddresses(entry); return ok })
			if len(entries) > 0 && !isReadable {
				return unreadable(whatListHas)
			}
			return require(len(entries) > 0, "the list is empty")
		}),
	},
	{
		ID:           "iplist-no-any",
		Title:        "IP lists do not trust the whole internet",
		FailureTitle: "IP list trusts most of the internet",
		Severity:     posture.Medium,
		Rationale:    "A list of very many addresses makes a condition on addresses meaningless.",
		Passes:       "all entries together have fewer public addresses than a network of 8 bits in IPv4 (16,777,216), and of 16 bits in IPv6",
		Note:         "Networks that add up count together. An entry that is not an address, a network, or a range with a dash is unknown.",
		Fields:       []string{"ips[]"},
		rule:         ipLists.each(notAny),
	},
	{
		ID:           "radius-mfa-enforced",
		Title:        "RADIUS servers enforce MFA",
		FailureTitle: "RADIUS server without MFA",
		Severity:     posture.High,
		Rationale:    "MFA is off by default. Without it, a stolen password alone gives access to the VPN or the Wi-Fi.",
		Passes:       "MFA is `REQUIRED` or `ALWAYS`, or `ENABLED` with `accept_radius_mfa_enabled`",
		NotApplicable: "the server accepts only certificates, or Microsoft Entra ID checks its passwords (`authIdp` is `AZURE`), " +
			"whose MFA JumpCloud does not know",
		Note: "The meaning of the values is inferred from a 2019 article: `ENABLED` asks users who have enrolled, and `REQUIRED` asks all users except those in enrollment. " +
			"JumpCloud advises against one-time codes on Wi-Fi: add such servers to `ignored_subjects`.",
		Fields: []string{"mfa", "userPasswordEnabled", "authIdp"},
		rule:   radiusServers.each(radiusMFA),
	},
	{
		ID:           "radius-radsec-required",
		Title:        "RADIUS servers require RadSec",
		FailureTitle: "RADIUS server without RadSec",
		Severity:     posture.Low,
		Rationale:    "Plain RADIUS gives little protection in transit.",
		Passes:       "RadSec is required, and not off",
		Fields:       []string{"requireRadsec", "radsecEnabled"},
		rule: radiusServers.each(func(r RADIUSServer, _ input) ruling {
			required := must("whether RadSec is required", r.RequireRadSec, true, "RadSec is not required")
			if isFalse(r.RadSecEnabled) {
				return every(required, fail("RadSec is off"))
			}
			return required
		}),
	},
}

const whatListHas = "which addresses the list has"

// notAny passes a list that is not most of the internet.
func notAny(l IPList, _ input) ruling {
	if l.IPs == nil {
		return absent(whatListHas)
	}
	ranges, isWhole := []addresses{}, true
	for _, entry := range *l.IPs {
		entry, ok := parseAddresses(entry)
		isWhole = isWhole && ok
		if ok {
			ranges = append(ranges, entry)
		}
	}
	switch {
	case isWide(ranges):
		return fail("the list has as many public addresses as a network of 8 bits in IPv4, or of 16 bits in IPv6, or more")
	case !isWhole:
		return unreadable(whatListHas)
	}
	return pass()
}

func radiusMFA(r RADIUSServer, in input) ruling {
	switch mode := strings.ToUpper(r.MFA); {
	case isFalse(r.UserPasswordEnabled):
		return notApplicable("the server accepts only certificates")
	case strings.EqualFold(r.AuthIDP, "AZURE"):
		return notApplicable("Microsoft Entra ID checks the passwords of the server")
	case mode == "":
		return absent("whether the server asks for MFA")
	case mode == "REQUIRED", mode == "ALWAYS", mode == "ENABLED" && in.AcceptRADIUSMFAEnabled:
		return pass()
	}
	return fail("the MFA of the server is %q, but must be \"REQUIRED\" or \"ALWAYS\"", r.MFA)
}
