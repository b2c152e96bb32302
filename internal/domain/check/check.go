// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package check judges a JumpCloud organization: which settings are
// misconfigured and which accounts are a risk. It is the domain: it knows no
// Terraform, sends nothing, and has no clock.
//
// A check is one entry in one of the lists of this package, with the rule that
// it applies. The lists are by what a check is about; All has them all.
package check

import (
	"cmp"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Category is the kind of a check.
type Category string

// The categories.
const (
	MisconfiguredSetting Category = "misconfigured_setting"
	AccountRisk          Category = "account_risk"
)

// Status is what a check came to.
type Status string

// The statuses. Unknown is never good news: what a rule needs was not in the
// answers. NotApplicable is a check that there is nothing to apply to.
const (
	Pass          Status = "pass"
	Fail          Status = "fail"
	Unknown       Status = "unknown"
	NotApplicable Status = "not_applicable"
)

// Check is one rule over the data of an organization.
type Check struct {
	ID       string
	Title    string
	Category Category
	Severity posture.Severity
	// Rationale says why it matters.
	Rationale string
	// Passes says when the check passes, NotApplicable when it does not apply,
	// and Note what else to know; the last two may be "".
	Passes        string
	NotApplicable string
	Note          string
	// Fields are what is read, in JumpCloud's spelling.
	Fields     []string
	Parameters []Parameter

	rule rule
}

// Parameter is a number of a check that may be changed.
type Parameter struct {
	Name    string
	Default int64
	// Minimum and Maximum are the smallest and the largest value that is taken.
	Minimum int64
	Maximum int64
}

// Documents are what the check reads.
func (c Check) Documents() []Document { return slices.Clone(c.rule.documents) }

var all = slices.SortedFunc(slices.Values(slices.Concat(
	settingChecks, passwordChecks, accessChecks, networkChecks, certificateChecks, directoryChecks,
	systemChecks, administratorChecks, userChecks, userPrivilegeChecks,
)), func(a, b Check) int { return cmp.Compare(a.ID, b.ID) })

// All returns every check, sorted by id.
func All() []Check { return slices.Clone(all) }

// IDs returns the ids of every check, sorted.
func IDs() []string {
	ids := make([]string, len(all))
	for i, check := range all {
		ids[i] = check.ID
	}
	return ids
}

// Selection chooses checks. Empty fields choose all.
type Selection struct {
	IDs         []string
	ExcludedIDs []string
	// MinimumSeverity leaves out less severe checks.
	MinimumSeverity posture.Severity
}

// Select returns the chosen checks, sorted by id.
func Select(selection Selection) []Check {
	return slices.DeleteFunc(All(), func(check Check) bool {
		chosen := len(selection.IDs) == 0 || slices.Contains(selection.IDs, check.ID)
		severe := selection.MinimumSeverity == "" || check.Severity.AtLeast(selection.MinimumSeverity)
		return !chosen || !severe || slices.Contains(selection.ExcludedIDs, check.ID)
	})
}

// Documents returns what the checks read, each once, sorted.
func Documents(checks []Check) []Document {
	documents := []Document{}
	for _, check := range checks {
		documents = append(documents, check.rule.documents...)
	}
	slices.Sort(documents)
	return slices.Compact(documents)
}
