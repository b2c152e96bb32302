// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

var _ function.Function = secureframeCloudResourceType{}

type secureframeCloudResourceType struct{}

// NewSecureframeCloudResourceType returns secureframe_cloud_resource_type.
func NewSecureframeCloudResourceType() function.Function { return secureframeCloudResourceType{} }

func (secureframeCloudResourceType) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "secureframe_cloud_resource_type"
}

func (secureframeCloudResourceType) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "Secureframe's value for a Terraform resource type",
		MarkdownDescription: "Returns Secureframe's `cloud_resource_type` for the same kind of resource as `terraform_type`, for example `s3_bucket` for `aws_s3_bucket`. " +
			"It knows the common types of the providers aws, google, azurerm, digitalocean and heroku. " +
			"It is null for any other type, and if Secureframe's list of " + contract.DocumentedOn() + " has no value for the same kind of resource.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "terraform_type",
				MarkdownDescription: "A resource type of Terraform, such as `aws_s3_bucket`.",
			},
		},
		Return: function.StringReturn{},
	}
}

func (secureframeCloudResourceType) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var terraformType string
	if response.Error = request.Arguments.Get(ctx, &terraformType); response.Error != nil {
		return
	}
	result := types.StringNull()
	if found, ok := contract.CloudResourceType(terraformType); ok {
		result = types.StringValue(found)
	}
	response.Error = response.Result.Set(ctx, result)
}
