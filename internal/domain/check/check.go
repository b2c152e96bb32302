// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package check evaluates the posture of a JumpCloud organization: it finds
// misconfigured settings and risky accounts. It belongs to the domain layer: it
// does not depend on Terraform, sends no requests, and reads no clock.
//
// Each check is an entry in one of the lists of this package, with the rule
// that it applies. The checks of a list have the same topic and category. All
// returns every check.
package check

import (
	"cmp"
	"slices"
	"sync"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Category is the kind of a check.
type Category string

// The categories.
const (
	MisconfiguredSetting Category = "misconfigured_setting"
	AccountRisk          Category = "account_risk"
)

// Status is the result of a check.
type Status string

// The statuses. Unknown means that the responses lack data that the rule needs;
// it never counts as a pass. NotApplicable means that the check has nothing to
// apply to.
const (
	Pass          Status = "pass"
	Fail          Status = "fail"
	Unknown       Status = "unknown"
	NotApplicable Status = "not_applicable"
)

// Check is one rule over the data of an organization.
type Check struct {
	ID string
	// Title says what holds when the check passes, FailureTitle what is wrong when
	// it fails.
	Title        string
	FailureTitle string
	Category     Category
	Severity     posture.Severity
	// Rationale says why the check matters.
	Rationale string
	// Passes says when the check passes, NotApplicable when it does not apply, and
	// Note what else the user must know. The last two may be "".
	Passes        string
	NotApplicable string
	Note          string
	// Fields are the fields that the check reads, as JumpCloud spells them.
	Fields     []string
	Parameters []Parameter
	// OffByDefault checks are evaluated only if they are selected by ID.
	OffByDefault bool
	Guidance

	rule rule
}

// NotReadType returns the type of the finding that data of the check could not be
// read. It differs from the check's ID, so that no waiver for an object covers it.
func (c Check) NotReadType() string { return c.ID + ":not-read" }

// Parameter is a number that the user can change for a check.
type Parameter struct {
	Name    string
	Default int64
	// Minimum and Maximum are the smallest and the largest accepted value.
	Minimum int64
	Maximum int64
}

// Documents returns the documents that the check reads.
func (c Check) Documents() []Document { return slices.Clone(c.rule.documents) }

// all returns every check, sorted by id. The list must not be changed.
var all = sync.OnceValue(func() []Check {
	return slices.SortedFunc(slices.Values(slices.Concat(
		inCategory(MisconfiguredSetting, settingChecks, passwordChecks, accessChecks, networkChecks,
			certificateChecks, directoryChecks, systemChecks, managementChecks, factorPolicyChecks),
		inCategory(AccountRisk, localAccountChecks, administratorChecks, userChecks, userPrivilegeChecks,
			serviceAccountChecks, groupChecks, factorChecks, detectionChecks),
	)), func(a, b Check) int { return cmp.Compare(a.ID, b.ID) })
})

// inCategory returns the checks of the lists with their category.
func inCategory(category Category, lists ...[]Check) []Check {
	checks := slices.Concat(lists...)
	for i := range checks {
		checks[i].Category = category
		checks[i].Guidance = guidance()[checks[i].ID]
		if feature, ok := boughtFeatures[checks[i].ID]; ok {
			checks[i].rule = ifBought(feature, checks[i].rule)
		}
	}
	return checks
}

// All returns every check, sorted by id.
func All() []Check { return slices.Clone(all()) }

// IDs returns the ids of every check, sorted.
func IDs() []string {
	ids := make([]string, len(all()))
	for i, check := range all() {
		ids[i] = check.ID
	}
	return ids
}

// Selection selects checks. An empty field selects all of them, except for those
// that are off by default.
type Selection struct {
	IDs         []string
	ExcludedIDs []string
	// Controls selects checks that support one of them.
	Controls []string
	// MinimumSeverity excludes less severe checks.
	MinimumSeverity posture.Severity
}

// Select returns the selected checks, sorted by id.
func Select(selection Selection) []Check {
	return slices.DeleteFunc(All(), func(check Check) bool {
		chosen := slices.Contains(selection.IDs, check.ID) || len(selection.IDs) == 0 && !check.OffByDefault
		chosen = chosen && (len(selection.Controls) == 0 || check.supports(selection.Controls))
		severe := selection.MinimumSeverity == "" || check.Severity.AtLeast(selection.MinimumSeverity)
		return !chosen || !severe || slices.Contains(selection.ExcludedIDs, check.ID)
	})
}

// Documents returns the documents that the checks read, sorted and without
// duplicates.
func Documents(checks []Check) []Document {
	documents := []Document{}
	for _, check := range checks {
		documents = append(documents, check.rule.documents...)
	}
	slices.Sort(documents)
	return slices.Compact(documents)
}
