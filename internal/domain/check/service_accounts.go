// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// serviceAccountChecks check the accounts of programs that call the API, and the roles that they
// and administrators have.
var serviceAccountChecks = []Check{
	{
		ID:            "service-account-role-limited",
		Title:         "API service accounts are not administrators",
		FailureTitle:  "API service account with the power of an administrator",
		Severity:      posture.High,
		Rationale:     "A service account has no MFA. Whoever has its secret has its role.",
		Passes:        "the role is neither Administrator nor Administrator With Billing, and does not have every scope of Administrator",
		NotApplicable: "there are no service accounts",
		Note:          "The role is found by its ID, and judged by its scopes. If the list of roles does not have Administrator with its scopes, the check is unknown.",
		Fields:        []string{"roleId", "roleName", "roles[].id", "roles[].name", "roles[].isCustom", "roles[].scopes[]"},
		rule:          serviceAccounts.each(limitedServiceAccount).also(DocumentRoles),
	},
	{
		ID:            "service-account-expires",
		Title:         "API service accounts expire",
		FailureTitle:  "API service account that is valid for too long",
		Severity:      posture.Medium,
		Rationale:     "A secret that leaks stays useful until it expires.",
		Passes:        "the account expires within `max_days`",
		NotApplicable: "there are no service accounts, or the account has expired",
		Fields:        []string{"expiresAt", "status"},
		Parameters:    []Parameter{{Name: "max_days", Default: 365, Minimum: 1, Maximum: 3650}},
		rule: serviceAccounts.each(func(a ServiceAccount, in input) ruling {
			return where(not(a.expired(in)), "whether the account has expired", "the account has expired", dated("when the account expires", a.ExpiresAt, func(at time.Time) ruling {
				days := in.number("max_days")
				if !at.After(in.daysAfter(days)) {
					return pass()
				}
				return failIn("the account is valid for more than "+inDays(days), "the account is valid until %s, for %s; the limit is %s", date(at), inDays(in.daysUntil(at)), inDays(days))
			}))
		}),
	},
	{
		ID:            "service-account-not-expired",
		Title:         "No expired API service account is left behind",
		FailureTitle:  "Expired API service account",
		Severity:      posture.Low,
		Rationale:     "An expired account can be given a new secret, and no one expects it to be in use.",
		Passes:        "the account has not expired",
		NotApplicable: "there are no service accounts",
		Fields:        []string{"status", "expiresAt"},
		rule: serviceAccounts.each(func(a ServiceAccount, in input) ruling {
			return must("whether the account has expired", a.expired(in), false, "the account has expired")
		}),
	},
	{
		ID:            "role-custom-limited",
		Title:         "No custom role is as powerful as an administrator",
		FailureTitle:  "Custom role with the power of an administrator",
		Severity:      posture.Medium,
		Rationale:     "Such a role gives the power of an administrator under a name that does not say so, and no count of administrators includes it.",
		Passes:        "the role lacks a scope of Administrator",
		NotApplicable: "the role is not a custom role, or there are no roles",
		Note:          "If the list of roles does not have Administrator with its scopes, the check is unknown.",
		Fields:        []string{"isCustom", "scopes[]", "name"},
		rule: roles.each(func(r Role, in input) ruling {
			all, _ := in.evidence.Roles.Value()
			return where(r.IsCustom, "whether the role is a custom role", "the role is not a custom role",
				must("which scopes the role and the role Administrator have", r.hasAllScopes(administratorScopes(all)), false, "the role has every scope of Administrator"))
		}),
	},
}

// expired reports whether the account has expired. A status that time
// contradicts does not count.
func (a ServiceAccount) expired(in input) *bool {
	at, dated := a.ExpiresAt.Time()
	switch {
	case isTrue(isText(a.Status, "EXPIRED")), dated && !at.After(in.AsOf):
		return new(true)
	case isTrue(isText(a.Status, "ACTIVE")), isTrue(isText(a.Status, "EXPIRING")):
		if dated {
			return new(false)
		}
	}
	return nil
}

func limitedServiceAccount(a ServiceAccount, in input) ruling {
	if namesAdministrator(a.RoleName) {
		return fail("the role is %s", a.RoleName)
	}
	return given(DocumentRoles, in.evidence.Roles, func(all []Role) ruling {
		at := slices.IndexFunc(all, func(r Role) bool { return a.RoleID != "" && r.ID() == a.RoleID })
		if at < 0 {
			return unknown("the role is not among the roles")
		}
		if namesAdministrator(all[at].Name) {
			return fail("the role is %s", all[at].Name)
		}
		return must("which scopes the role and the role Administrator have", all[at].hasAllScopes(administratorScopes(all)), false, "the role has every scope of Administrator")
	})
}

// namesAdministrator reports whether a role is one of the two that JumpCloud
// describes as having all privileges (docs), in any case.
func namesAdministrator(role string) bool {
	return containsText([]string{"Administrator", "Administrator With Billing"}, role)
}

// administratorScopes are the scopes of the role Administrator, or nil when the
// list of roles does not have it with its scopes.
func administratorScopes(all []Role) []string {
	for _, role := range all {
		if isTrue(isText(role.Name, "Administrator")) && isFalse(role.IsCustom) {
			return role.scopes()
		}
	}
	return nil
}

// scopes returns the scopes of the role in lower case, or nil when the response
// does not have all of them. No role is known that has none.
func (r Role) scopes() []string {
	if r.Scopes == nil || len(*r.Scopes) == 0 {
		return nil
	}
	scopes := []string{}
	for _, scope := range *r.Scopes {
		scopes = append(scopes, strings.ToLower(scope))
	}
	return unlessBlank(scopes)
}

// hasAllScopes reports whether the role has every one of the scopes. It is nil
// when the scopes of either are unknown.
func (r Role) hasAllScopes(scopes []string) *bool {
	own := r.scopes()
	if own == nil || scopes == nil {
		return nil
	}
	return new(!slices.ContainsFunc(scopes, func(scope string) bool { return !slices.Contains(own, scope) }))
}
