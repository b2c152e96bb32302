// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

// IgnoreCase keeps the value of the state if only the case of the letters changes,
// as for a UUID.
func IgnoreCase() planmodifier.String { return ignoreCase{} }

type ignoreCase struct{}

func (ignoreCase) Description(context.Context) string { return "A change of case is no change." }

func (m ignoreCase) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (ignoreCase) PlanModifyString(_ context.Context, request planmodifier.StringRequest, response *planmodifier.StringResponse) {
	if !request.StateValue.IsNull() && !request.PlanValue.IsUnknown() && strings.EqualFold(request.StateValue.ValueString(), request.PlanValue.ValueString()) {
		response.PlanValue = request.StateValue
	}
}
