// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/compliance"
)

// controlEntry are the attributes of a control that are read (spec).
type controlEntry struct {
	identity

	Key                      lenient[string]   `json:"key"`
	Name                     lenient[string]   `json:"name"`
	HealthStatus             lenient[string]   `json:"health_status"`
	Enabled                  lenient[*bool]    `json:"enabled"`
	Custom                   lenient[*bool]    `json:"custom"`
	OwnerName                lenient[string]   `json:"owner_name"`
	FrameworkRequirementKeys lenient[[]string] `json:"framework_requirement_keys"`
	PassingTestCount         counter           `json:"passing_test_count"`
	FailingTestCount         counter           `json:"failing_test_count"`
	AtRiskTestCount          counter           `json:"at_risk_test_count"`
	DisabledTestCount        counter           `json:"disabled_test_count"`
	FirstFailedAt            timestamp         `json:"first_failed_at"`
	UpdatedAt                timestamp         `json:"updated_at"`
}

// Controls reads the controls of the account, or of frameworks by their keys,
// sorted by ID.
func (c *Client) Controls(ctx context.Context, frameworks []string) ([]compliance.Control, error) {
	entries, err := readOfFrameworks[controlEntry](ctx, c, list{noun: "control", path: "/controls"}, frameworks)
	if err != nil {
		return nil, err
	}
	controls := make([]compliance.Control, len(entries))
	for i, entry := range entries {
		controls[i] = entry.Attributes.control(entry.ID)
	}
	return controls, nil
}

func (e controlEntry) control(id string) compliance.Control {
	return compliance.Control{
		ID: id, Key: e.Key.value, Name: e.Name.value, HealthStatus: e.HealthStatus.value,
		Enabled: e.Enabled.value, Custom: e.Custom.value, OwnerName: e.OwnerName.value,
		RequirementKeys: e.FrameworkRequirementKeys.value,
		PassingTests:    e.PassingTestCount.value, FailingTests: e.FailingTestCount.value,
		AtRiskTests: e.AtRiskTestCount.value, DisabledTests: e.DisabledTestCount.value,
		FirstFailedAt: string(e.FirstFailedAt), UpdatedAt: string(e.UpdatedAt),
	}
}
