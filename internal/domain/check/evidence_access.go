// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// AccessPolicy is a conditional access policy.
type AccessPolicy struct {
	Object
	Name     string `json:"name"`
	Type     string `json:"type"`
	Disabled *bool  `json:"disabled"`
	// Conditions is a tree. Without conditions, it is "{}" or absent (spec).
	Conditions json.RawMessage `json:"conditions"`
	Effect     struct {
		Action      string `json:"action"`
		Obligations struct {
			MFA struct {
				Required *bool `json:"required"`
			} `json:"mfa"`
		} `json:"obligations"`
	} `json:"effect"`
	Targets struct {
		Resources []struct {
			Type string `json:"type"`
		} `json:"resources"`
		Users struct {
			Inclusions []string `json:"inclusions"`
		} `json:"users"`
		UserGroups struct {
			Exclusions []string `json:"exclusions"`
		} `json:"userGroups"`
		UserAttributes struct {
			Inclusions []json.RawMessage `json:"inclusions"`
			Exclusions []json.RawMessage `json:"exclusions"`
		} `json:"userAttributes"`
	} `json:"targets"`
}

// Conditional reports whether the policy has conditions.
func (p AccessPolicy) Conditional() bool {
	conditions := bytes.Join(bytes.Fields(p.Conditions), nil)
	return !slices.Contains([]string{"", "{}", "null"}, string(conditions))
}

// hasReadableConditions reports whether the conditions are a tree, or there are
// none.
func (p AccessPolicy) hasReadableConditions() bool {
	return !p.Conditional() || bytes.HasPrefix(bytes.TrimSpace(p.Conditions), []byte("{"))
}

// Denies reports whether the policy denies access.
func (p AccessPolicy) Denies() bool { return strings.EqualFold(p.Effect.Action, "deny") }

// Allows reports whether the policy allows access.
func (p AccessPolicy) Allows() bool { return strings.EqualFold(p.Effect.Action, "allow") }

// Covers reports whether the policy applies to a resource. Its targets decide,
// or its type if it has no targets.
func (p AccessPolicy) Covers(resource string) bool {
	for _, target := range p.Targets.Resources {
		if strings.EqualFold(target.Type, resource) {
			return true
		}
	}
	return len(p.Targets.Resources) == 0 && strings.EqualFold(p.Type, resource)
}

// ForEveryone reports whether the policy applies to all users without
// exception.
func (p AccessPolicy) ForEveryone() bool {
	narrowed := len(p.Targets.UserGroups.Exclusions) + len(p.Targets.UserAttributes.Inclusions) + len(p.Targets.UserAttributes.Exclusions)
	return containsText(p.Targets.Users.Inclusions, "all") && narrowed == 0
}

// IPList is a list of addresses that policies refer to.
type IPList struct {
	Object
	Name string    `json:"name"`
	IPs  *[]string `json:"ips"`
}
