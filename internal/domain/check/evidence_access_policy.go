// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// Enabled reports whether the policy is enabled. It is nil when that is unknown.
func (p AccessPolicy) Enabled() *bool { return not(p.Disabled) }

// Factors returns the factors that the policy accepts, or nil when the response
// does not have them.
func (p AccessPolicy) Factors() []string {
	factors := p.Effect.Obligations.MFAFactors
	if factors == nil {
		return nil
	}
	names := []string{}
	for _, factor := range *factors {
		names = append(names, factor.Type)
	}
	return names
}

// ResourceTypes returns the types of the targets of the policy.
func (p AccessPolicy) ResourceTypes() []string {
	types := []string{}
	for _, target := range p.Targets.Resources {
		types = append(types, target.Type)
	}
	return types
}
