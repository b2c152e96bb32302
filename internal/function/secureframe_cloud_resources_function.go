// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/go-json-experiment/json"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// NewSecureframeCloudResources returns secureframe_cloud_resources.
func NewSecureframeCloudResources() function.Function {
	return declaration{
		name: "secureframe_cloud_resources",
		definition: function.Definition{
			Summary: "A Terraform state's resources as records for Secureframe",
			MarkdownDescription: "Returns a record for each resource of a Terraform state, of all modules and instances, whose type `secureframe_cloud_resource_type` knows: " +
				"a map from `id` to a JSON object, which `records` of `vendorrisk_secureframe_push` takes unchanged. " +
				"A record has `id` (the arn, or else the self_link, the id, or the address), `cloud_resource_type`, `description` (the address), " +
				"and `account` and `region` if the resource has them. " +
				"Data sources are left out. No other attributes are copied, and sensitive attributes never are.",
			Parameters: []function.Parameter{
				function.StringParameter{
					Name:                "state_json",
					MarkdownDescription: "The output of `terraform show -json` for a state, for example `file(\"state.json\")`. For a saved plan, the records are those of the planned state.",
				},
			},
			Return: function.MapReturn{ElementType: types.StringType},
		},
		run: unary(secureframeCloudResources),
	}
}

func secureframeCloudResources(_ context.Context, state string) (any, *function.FuncError) {
	resources, err := contract.CloudResources([]byte(state))
	if err != nil {
		return nil, function.NewArgumentFuncError(0, err.Error())
	}
	records := make(map[string]string, len(resources))
	for id, resource := range resources {
		record, err := json.Marshal(resource, json.Deterministic(true))
		if err != nil {
			return nil, function.NewFuncError("a resource has text that is not valid UTF-8, which JSON does not allow")
		}
		records[id] = string(record)
	}
	return records, nil
}
