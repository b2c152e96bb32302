// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package compliance

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

// The documented values of a control's health_status.
const (
	ControlHealthy       = "healthy"
	ControlAtRisk        = "at_risk"
	ControlUnhealthy     = "unhealthy"
	ControlDeleted       = "deleted"
	ControlDraft         = "draft"
	ControlNotApplicable = "not_applicable"
	ControlNotTested     = "not_tested"
	ControlUnmapped      = "unmapped"
)

// unevaluatedControls are the health statuses of controls that nothing
// evaluates, and why.
var unevaluatedControls = map[string]string{
	ControlDeleted:       "the control is deleted",
	ControlDraft:         "the control is a draft",
	ControlNotApplicable: "the control is marked as not applicable",
	ControlNotTested:     "the control is not tested",
	ControlUnmapped:      "no test is mapped to the control",
}

// Control is a control of Secureframe. An empty string and nil are values that
// the system did not provide. Times are RFC 3339 in UTC.
type Control struct {
	ID              string
	Key             string
	Name            string
	HealthStatus    string
	Enabled         *bool
	Custom          *bool
	OwnerName       string
	RequirementKeys []string
	// The numbers of the control's tests, by their health.
	PassingTests  *int64
	FailingTests  *int64
	AtRiskTests   *int64
	DisabledTests *int64
	FirstFailedAt string
	UpdatedAt     string
}

// IgnorableControlStatuses are the health statuses that JudgeControls may
// ignore, sorted.
func IgnorableControlStatuses() []string {
	return []string{ControlDeleted, ControlDraft, ControlNotApplicable, ControlNotTested, ControlUnmapped}
}

// JudgeControls reports the controls that are not healthy. A control that is not
// known to be healthy has the status unknown, unless its health status is
// ignored.
func JudgeControls(controls []Control, ignored []string) Report {
	objects := make([]object, len(controls))
	for i, control := range controls {
		objects[i] = object{
			id: control.ID, key: control.Key, title: control.Name, healthStatus: control.HealthStatus,
			firstFailedAt: control.FirstFailedAt, ruling: control.rule(ignored),
		}
	}
	return report("control", objects)
}

func (c Control) rule(ignored []string) ruling {
	switch c.HealthStatus {
	case ControlUnhealthy:
		return open(posture.High, ControlUnhealthy, "the control is unhealthy")
	case ControlAtRisk:
		return open(posture.Medium, ControlAtRisk, "the control is at risk")
	case ControlHealthy:
		return c.ruleHealthy()
	}
	reason, ok := unevaluatedControls[c.HealthStatus]
	switch {
	case !ok:
		return unlisted(c.HealthStatus)
	case isMany(c.FailingTests), isMany(c.AtRiskTests):
		return unknown("unknown", reason+", but has tests that fail or are at risk")
	}
	return unevaluated(c.HealthStatus, reason, ignored)
}

// ruleHealthy is the ruling on a control that is said to be healthy.
func (c Control) ruleHealthy() ruling {
	switch {
	case isFalse(c.Enabled):
		return unknown("unknown", "health_status is healthy, but enabled is false")
	case isMany(c.FailingTests), isMany(c.AtRiskTests):
		return unknown("unknown", "health_status is healthy, but there are tests that fail or are at risk")
	case c.PassingTests != nil && *c.PassingTests == 0:
		return unknown("unknown", "health_status is healthy, but no test passes")
	}
	return healthy()
}

func isMany(count *int64) bool { return count != nil && *count > 0 }
