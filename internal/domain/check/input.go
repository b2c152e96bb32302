// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"
	"time"
)

// Options are how checks are evaluated.
type Options struct {
	// AsOf is the time that ages are counted to.
	AsOf time.Time
	// Thresholds replace defaults of parameters, by ThresholdName.
	Thresholds map[string]int64
	// IgnoredSubjects are, by check id or AllChecks, subjects that a check
	// leaves alone, by id or name.
	IgnoredSubjects map[string][]string
	// DefaultAccessPolicyRequiresMFA says what the API cannot: that the default
	// access policy of the user portal requires MFA always.
	DefaultAccessPolicyRequiresMFA bool
	// AcceptRADIUSMFAEnabled lets RADIUS servers pass whose MFA is ENABLED,
	// which asks only users who have enrolled a factor.
	AcceptRADIUSMFAEnabled bool
	// AllowedEmailDomains are the domains that users' addresses may have.
	AllowedEmailDomains []string
	// IncludeNames names subjects of findings by e-mail address, hostname or
	// name, where they have one, and not by id.
	IncludeNames bool
}

// AllChecks stands for every check in Options.IgnoredSubjects.
const AllChecks = "*"

// input is what a rule sees.
type input struct {
	Options
	check    Check
	evidence Evidence
}

// number is the value of one of the check's parameters.
func (in input) number(name string) int64 {
	for _, parameter := range in.check.Parameters {
		if parameter.Name != name {
			continue
		}
		if value, ok := in.Thresholds[ThresholdName(in.check, parameter)]; ok {
			return value
		}
		return parameter.Default
	}
	panic("check " + in.check.ID + " has no parameter " + name)
}

func (in input) ignores(names ...string) bool {
	for _, ignored := range slices.Concat(in.IgnoredSubjects[in.check.ID], in.IgnoredSubjects[AllChecks]) {
		for _, name := range names {
			if ignored != "" && strings.EqualFold(ignored, name) {
				return true
			}
		}
	}
	return false
}

// daysBefore and daysAfter are the time that is a number of days away.
func (in input) daysBefore(days int64) time.Time { return in.AsOf.Add(-time.Duration(days) * day) }
func (in input) daysAfter(days int64) time.Time  { return in.AsOf.Add(time.Duration(days) * day) }

const day = 24 * time.Hour
