// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"bytes"
	"slices"
)

// Enabled reports whether the policy is enabled. It is nil when that is unknown.
func (p AccessPolicy) Enabled() *bool { return not(p.Disabled) }

// HasConditions reports whether the policy has conditions. It is nil when the
// response does not have them, or they cannot be read.
func (p AccessPolicy) HasConditions() *bool {
	if !bytes.HasPrefix(bytes.TrimSpace(p.Conditions), []byte("{")) {
		return nil
	}
	return new(p.Conditional())
}

// Factors returns the factors that the policy accepts, or nil when the response
// does not have all of them.
func (p AccessPolicy) Factors() []string {
	factors := p.Effect.Obligations.MFAFactors
	if factors == nil {
		return nil
	}
	names := []string{}
	for _, factor := range *factors {
		names = append(names, factor.Type)
	}
	return unlessBlank(names)
}

// ResourceTypes returns the types of the targets of the policy, or nil when the
// response does not have all of them.
func (p AccessPolicy) ResourceTypes() []string {
	if p.Targets.Resources == nil {
		return nil
	}
	types := []string{}
	for _, target := range p.Targets.Resources {
		types = append(types, target.Type)
	}
	return unlessBlank(types)
}

// unlessBlank returns the words, or nil when one of them is missing.
func unlessBlank(words []string) []string {
	if slices.Contains(words, "") {
		return nil
	}
	return words
}
