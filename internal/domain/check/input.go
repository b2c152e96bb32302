// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"
	"time"
)

// Options configure how checks are evaluated.
type Options struct {
	// AsOf is the time that ages are measured at.
	AsOf time.Time
	// ReadAt is when the data was read. What happened after both times is not
	// believed. The zero time is AsOf.
	ReadAt time.Time
	// Thresholds override the defaults of parameters, by ThresholdName.
	Thresholds map[string]int64
	// IgnoredSubjects maps the id of a check, or AllChecks, to the ids or names of
	// the subjects that the check ignores.
	IgnoredSubjects map[string][]string
	// DefaultAccessPolicyRequiresMFA says that the default access policy of the
	// user portal always requires MFA. The API does not return that policy.
	DefaultAccessPolicyRequiresMFA bool
	// AcceptRADIUSMFAEnabled lets RADIUS servers pass if their MFA is ENABLED,
	// which asks only users who have enrolled a factor.
	AcceptRADIUSMFAEnabled bool
	// AllowedEmailDomains are the allowed domains of users' email addresses.
	AllowedEmailDomains []string
	// IncludeNames identifies the subjects of findings by email address,
	// hostname, or name, where they have one, instead of by id.
	IncludeNames bool
	// IncludeClosed adds findings for what is resolved.
	IncludeClosed bool
}

// AllChecks means every check in Options.IgnoredSubjects.
const AllChecks = "*"

// input is the data that a rule receives.
type input struct {
	Options
	check    Check
	evidence Evidence
}

// number returns the value of one of the check's parameters.
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
	ignored := slices.Concat(in.IgnoredSubjects[in.check.ID], in.IgnoredSubjects[AllChecks])
	return slices.ContainsFunc(names, func(name string) bool { return name != "" && containsText(ignored, name) })
}

// containsText reports whether one of the texts is the wanted one, in any case.
func containsText(texts []string, wanted string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.EqualFold(text, wanted) })
}
