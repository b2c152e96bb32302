// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var jumpCloud = system{
	name:              "JumpCloud",
	attribute:         "jumpcloud",
	environmentPrefix: "JUMPCLOUD",
	defaultBaseURL:    api.BaseURL(api.DefaultRegion),
	baseURLs:          []string{api.BaseURL("us"), api.BaseURL("eu"), api.BaseURL("in")},
	requestPaths:      []string{"/api/v2", "/api/v1", "/api"},
	concurrency:       api.DefaultConcurrency,
	mostConcurrency:   api.MaxConcurrency,
}

// organizationIDForm describes the format of an organization's ID.
const organizationIDForm = "an ID of 24 digits, 0 to 9 and a to f; it is in the Admin Portal under Settings, Organization Profile"

func jumpCloudAttribute() schema.SingleNestedAttribute {
	return jumpCloud.attributeOf("Settings of JumpCloud, for the `vendorrisk_jumpcloud_…` data sources.", map[string]schema.Attribute{
		"api_key": jumpCloud.secretAttribute("The API key of an administrator. It has the administrator's role.", "API_KEY", framework.Secret()),
		"organization_id": textAttribute("The ID of the organization to read, 24 digits, 0 to 9 and a to f. The API key must have access to it. "+
			"Default: the environment variable `"+jumpCloud.variable("ORG_ID")+"`, or else the only organization that the API key has access to. It is an error if there are several.",
			framework.ID(organizationIDForm, api.IDPattern)),
		"region": textAttribute(fmt.Sprintf("The region of the organization: %s. It has no effect if `base_url` is set. "+
			"Default: the environment variable `%s`, or else `%s`.", jumpCloudRegions(), jumpCloud.variable("REGION"), api.DefaultRegion),
			stringvalidator.OneOf(api.Regions()...)),
	}, jumpCloud.connectionAttributes())
}

func jumpCloudRegions() string {
	described := []string{}
	for _, region := range api.Regions() {
		described = append(described, fmt.Sprintf("`%s` (`%s`)", region, api.BaseURL(region)))
	}
	return strings.Join(described, ", ")
}

func (p *vendorRiskProvider) jumpCloud(object types.Object) func() (*api.Client, error) {
	return clientOf(p, jumpCloud, object, func(s *settings, config rest.Config) (*api.Client, error) {
		key := s.secret("api_key", "API_KEY")
		organizationID := s.optional("organization_id", "ORG_ID", func(id string) error {
			if err := framework.CheckSecret(id); err != nil {
				return err
			}
			if !api.IDPattern.MatchString(id) {
				return errors.New("must be " + organizationIDForm)
			}
			return nil
		})
		region := s.region(api.Regions(), api.DefaultRegion)
		config.BaseURL = s.baseURL()
		return api.New(key, organizationID, region, config)
	})
}
