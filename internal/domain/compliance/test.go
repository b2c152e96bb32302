// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package compliance

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

// The documented values of a test's health_status.
const (
	TestPasses   = "pass"
	TestAtRisk   = "at_risk"
	TestFails    = "fail"
	TestDisabled = "disabled"
)

// Test is a test of Secureframe. An empty string and nil are values that the
// system did not provide. Times are RFC 3339 in UTC.
type Test struct {
	ID           string
	Key          string
	Title        string
	HealthStatus string
	// Pass is what HealthStatus has replaced.
	Pass             *bool
	Enabled          *bool
	Custom           *bool
	PassedWithUpload *bool
	// Type is "upload", "integration" or "platform".
	Type             string
	Domain           string
	Function         string
	ResourceCategory string
	VendorName       string
	OwnerName        string
	ControlKeys      []string
	LastEvaluatedAt  string
	LastPassedAt     string
	FirstFailedAt    string
	NextDueAt        string
	UpdatedAt        string
}

// IgnorableTestStatuses are the health statuses that JudgeTests may ignore.
func IgnorableTestStatuses() []string { return []string{TestDisabled} }

// JudgeTests reports the tests that do not pass. A test that is not known to pass
// has the status unknown, unless its health status is ignored.
func JudgeTests(tests []Test, ignored []string) Report {
	objects := make([]object, len(tests))
	for i, test := range tests {
		objects[i] = object{
			id: test.ID, key: test.Key, title: test.Title, healthStatus: test.HealthStatus,
			firstFailedAt: test.FirstFailedAt, lastSeenAt: test.LastEvaluatedAt, ruling: test.rule(ignored),
		}
	}
	return report("test", objects)
}

func (t Test) rule(ignored []string) ruling {
	switch t.HealthStatus {
	case TestFails:
		return open(posture.High, TestFails, "the test fails")
	case TestAtRisk:
		return open(posture.Medium, TestAtRisk, "the test is at risk")
	case TestPasses:
		return t.rulePass()
	case TestDisabled:
		if isTrue(t.Enabled) {
			return unknown("unknown", "health_status is disabled, but enabled is true")
		}
		return unevaluated(TestDisabled, "the test is disabled, so that nothing evaluates it", ignored)
	default:
		return unlisted(t.HealthStatus)
	}
}

// rulePass is the ruling on a test that is said to pass.
func (t Test) rulePass() ruling {
	switch {
	case isFalse(t.Pass):
		return unknown("unknown", "health_status is pass, but pass is false")
	case isFalse(t.Enabled):
		return unknown("unknown", "health_status is pass, but enabled is false")
	}
	return healthy()
}
