// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// NewSecureframeCloudResourceType returns secureframe_cloud_resource_type.
func NewSecureframeCloudResourceType() function.Function {
	return declaration{
		name: "secureframe_cloud_resource_type",
		definition: function.Definition{
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
		},
		run: unary(secureframeCloudResourceType),
	}
}

func secureframeCloudResourceType(_ context.Context, terraformType string) (any, *function.FuncError) {
	if found, ok := contract.CloudResourceType(terraformType); ok {
		return found, nil
	}
	return types.StringNull(), nil
}
