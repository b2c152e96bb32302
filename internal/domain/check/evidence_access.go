// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// AccessPolicy is a conditional access policy.
type AccessPolicy struct {
	Object
	Name     string `json:"name"`
	Type     string `json:"type"`
	Disabled *bool  `json:"disabled"`
	// MonitorOnly policies are evaluated and not enforced: so the name of the field
	// says, which has no description (spec). Answers from before August 2026 do not
	// have it.
	MonitorOnly Nullable[bool] `json:"monitorOnly"`
	// Conditions is a tree. Without conditions, it is "{}" or absent (spec).
	Conditions json.RawMessage `json:"conditions"`
	Effect     struct {
		Action      string `json:"action"`
		Obligations struct {
			MFA struct {
				Required *bool `json:"required"`
			} `json:"mfa"`
			MFAFactors *[]struct {
				Type string `json:"type"`
			} `json:"mfaFactors"`
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
			Exclusions *[]string `json:"exclusions"`
		} `json:"userGroups"`
		UserAttributes struct {
			Inclusions *[]json.RawMessage `json:"inclusions"`
			Exclusions *[]json.RawMessage `json:"exclusions"`
		} `json:"userAttributes"`
	} `json:"targets"`
}

// Conditional reports whether the policy has conditions. A condition without a
// value is none.
func (p AccessPolicy) Conditional() bool {
	if slices.Contains([]string{"", "{}", "null"}, string(bytes.TrimSpace(p.Conditions))) {
		return false
	}
	var conditions any
	if json.Unmarshal(p.Conditions, &conditions) != nil {
		return true
	}
	return !isEmptyTree(conditions)
}

// isEmptyTree reports whether a tree has no value: "{}", or {"all": []}.
func isEmptyTree(tree any) bool {
	switch tree := tree.(type) {
	case nil:
		return true
	case map[string]any:
		return !slices.ContainsFunc(slices.Collect(maps.Values(tree)), func(child any) bool { return !isEmptyTree(child) })
	case []any:
		return !slices.ContainsFunc(tree, func(child any) bool { return !isEmptyTree(child) })
	}
	return false
}

// hasReadableConditions reports whether the conditions are a tree, or there are
// none.
func (p AccessPolicy) hasReadableConditions() bool {
	conditions := bytes.TrimSpace(p.Conditions)
	return len(conditions) == 0 || bytes.Equal(conditions, []byte("null")) || bytes.HasPrefix(conditions, []byte("{"))
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

// ForEveryone reports whether the policy applies to all users without exception.
// It is nil when the response does not have the lists of exceptions: no recording
// shows that a policy without exceptions leaves them out.
func (p AccessPolicy) ForEveryone() *bool {
	return allOf(
		new(containsText(p.Targets.Users.Inclusions, "all")),
		isEmptyList(p.Targets.UserGroups.Exclusions),
		isEmptyList(p.Targets.UserAttributes.Inclusions),
		isEmptyList(p.Targets.UserAttributes.Exclusions),
	)
}

// Enforced reports whether the policy is enabled and does more than monitor. It is
// nil when that is unknown.
func (p AccessPolicy) Enforced() *bool {
	monitors := new(false) // answers that do not have the field are older than it
	if p.MonitorOnly.Said {
		monitors = p.MonitorOnly.Value
	}
	return allOf(not(p.Disabled), not(monitors))
}

// isEmptyList reports whether a list has no entries. It is nil for a list that the
// response does not have.
func isEmptyList[T any](list *[]T) *bool {
	if list == nil {
		return nil
	}
	return new(len(*list) == 0)
}

// IPList is a list of addresses that policies refer to.
type IPList struct {
	Object
	Name string    `json:"name"`
	IPs  *[]string `json:"ips"`
}
