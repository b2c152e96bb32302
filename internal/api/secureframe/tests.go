// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/compliance"
)

// testEntry are the attributes of a test that are read (spec). Its framework_keys
// are not: they are always empty (live).
type testEntry struct {
	identity

	Key              lenient[string]   `json:"key"`
	Title            lenient[string]   `json:"title"`
	HealthStatus     lenient[string]   `json:"health_status"`
	Pass             lenient[*bool]    `json:"pass"`
	Enabled          lenient[*bool]    `json:"enabled"`
	Custom           lenient[*bool]    `json:"custom"`
	PassedWithUpload lenient[*bool]    `json:"passed_with_upload"`
	TestType         lenient[string]   `json:"test_type"`
	TestDomain       lenient[string]   `json:"test_domain"`
	TestFunction     lenient[string]   `json:"test_function"`
	ResourceCategory lenient[string]   `json:"resource_category"`
	VendorName       lenient[string]   `json:"vendor_name"`
	OwnerName        lenient[string]   `json:"owner_name"`
	ControlKeys      lenient[[]string] `json:"control_keys"`
	LastEvaluated    timestamp         `json:"last_evaluated"`
	LastPassedAt     timestamp         `json:"last_passed_at"`
	FirstFailedAt    timestamp         `json:"first_failed_at"`
	NextDueDate      timestamp         `json:"next_due_date"`
	UpdatedAt        timestamp         `json:"updated_at"`
}

// Tests reads the tests of the account, or of frameworks by their keys, sorted by
// ID.
func (c *Client) Tests(ctx context.Context, frameworks []string) ([]compliance.Test, error) {
	entries, err := readOfFrameworks[testEntry](ctx, c, list{noun: "test", path: "/tests"}, frameworks)
	if err != nil {
		return nil, err
	}
	tests := make([]compliance.Test, len(entries))
	for i, entry := range entries {
		tests[i] = entry.Attributes.test(entry.ID)
	}
	return tests, nil
}

func (e testEntry) test(id string) compliance.Test {
	return compliance.Test{
		ID: id, Key: e.Key.value, Title: e.Title.value, HealthStatus: e.HealthStatus.value,
		Pass: e.Pass.value, Enabled: e.Enabled.value, Custom: e.Custom.value, PassedWithUpload: e.PassedWithUpload.value,
		Type: e.TestType.value, Domain: e.TestDomain.value, Function: e.TestFunction.value,
		ResourceCategory: e.ResourceCategory.value, VendorName: e.VendorName.value, OwnerName: e.OwnerName.value,
		ControlKeys: e.ControlKeys.value, LastEvaluatedAt: string(e.LastEvaluated), LastPassedAt: string(e.LastPassedAt),
		FirstFailedAt: string(e.FirstFailedAt), NextDueAt: string(e.NextDueDate), UpdatedAt: string(e.UpdatedAt),
	}
}
