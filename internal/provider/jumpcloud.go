// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"maps"
	"os"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var jumpCloudSystem = system{
	name:              "JumpCloud",
	attribute:         "jumpcloud",
	environmentPrefix: "JUMPCLOUD",
	defaultBaseURL:    api.BaseURL(api.DefaultRegion),
	concurrency:       api.DefaultConcurrency,
	mostConcurrency:   api.MaxConcurrency,
}

const (
	jumpCloudKeyVariable          = "JUMPCLOUD_API_KEY"
	jumpCloudOrganizationVariable = "JUMPCLOUD_ORG_ID"
)

// organizationIDForm says what an organization's id looks like.
const organizationIDForm = "must have 24 digits, 0 to 9 and a to f: the Admin Portal shows it under Settings, Organization Profile"

func jumpCloudAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{
		"api_key": schema.StringAttribute{
			MarkdownDescription: "The API key of an administrator, whose role it has. " +
				"Default: the environment variable `" + jumpCloudKeyVariable + "`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{framework.Secret()},
		},
		"organization_id": schema.StringAttribute{
			MarkdownDescription: "The id of the organization to read, 24 digits, 0 to 9 and a to f. The API key must see it. " +
				"Default: the environment variable `" + jumpCloudOrganizationVariable + "`, else the one organization that the API key sees; with several, that is an error.",
			Optional:   true,
			Validators: []validator.String{stringvalidator.RegexMatches(api.IDPattern, organizationIDForm)},
		},
		"region": schema.StringAttribute{
			MarkdownDescription: fmt.Sprintf("Where the organization is: %s. It does not matter where `base_url` is set. "+
				"Default: the environment variable `%s`, else `%s`.", jumpCloudRegions(), jumpCloudSystem.regionVariable(), api.DefaultRegion),
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(api.Regions()...)},
		},
	}
	maps.Copy(attributes, jumpCloudSystem.connectionAttributes())
	return schema.SingleNestedAttribute{
		MarkdownDescription: "JumpCloud, for the `vendorrisk_jumpcloud_…` data sources.",
		Optional:            true,
		Attributes:          attributes,
	}
}

func jumpCloudRegions() string {
	described := []string{}
	for _, region := range api.Regions() {
		described = append(described, fmt.Sprintf("`%s` (`%s`)", region, api.BaseURL(region)))
	}
	return strings.Join(described, ", ")
}

// jumpCloud returns what builds the client, once, at its first use.
func (p *vendorRiskProvider) jumpCloud(object types.Object) func() (*api.Client, error) {
	return sync.OnceValues(func() (*api.Client, error) {
		if !known(object) {
			return nil, jumpCloudSystem.notKnownError()
		}
		settings := object.Attributes()
		key, err := jumpCloudSystem.secret(settings, "api_key", jumpCloudKeyVariable)
		if err != nil {
			return nil, err
		}
		organizationID, err := jumpCloudOrganization(settings)
		if err != nil {
			return nil, err
		}
		region, err := jumpCloudSystem.region(settings, api.Regions(), api.DefaultRegion)
		if err != nil {
			return nil, err
		}
		config, err := jumpCloudSystem.connection(settings)
		if err != nil {
			return nil, err
		}
		config.UserAgent = p.userAgent()
		return api.New(key, organizationID, region, config)
	})
}

// jumpCloudOrganization is "" where no organization is configured.
func jumpCloudOrganization(settings map[string]attr.Value) (string, error) {
	if value, ok := settings["organization_id"].(types.String); ok && !value.IsNull() {
		return value.ValueString(), nil
	}
	id, ok := os.LookupEnv(jumpCloudOrganizationVariable)
	if ok && !api.IDPattern.MatchString(id) {
		return "", fmt.Errorf("%s cannot be used: the environment variable %s %s", jumpCloudSystem.name, jumpCloudOrganizationVariable, organizationIDForm)
	}
	return id, nil
}
