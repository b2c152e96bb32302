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

var _ function.Function = secureframeCloudResources{}

type secureframeCloudResources struct{}

// NewSecureframeCloudResources returns secureframe_cloud_resources.
func NewSecureframeCloudResources() function.Function { return secureframeCloudResources{} }

func (secureframeCloudResources) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "secureframe_cloud_resources"
}

func (secureframeCloudResources) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
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
	}
}

func (secureframeCloudResources) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var state string
	if response.Error = request.Arguments.Get(ctx, &state); response.Error != nil {
		return
	}
	resources, err := contract.CloudResources([]byte(state))
	if err != nil {
		response.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	records := make(map[string]string, len(resources))
	for id, resource := range resources {
		record, err := json.Marshal(resource, json.Deterministic(true))
		if err != nil {
			response.Error = function.NewFuncError("a resource has text that is not valid UTF-8, which JSON does not allow")
			return
		}
		records[id] = string(record)
	}
	response.Error = response.Result.Set(ctx, records)
}
