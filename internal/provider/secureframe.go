// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

const defaultSecureframeRegion = "us"

var secureframeSystem = system{
	name:              "Secureframe",
	attribute:         "secureframe",
	environmentPrefix: "SECUREFRAME",
	baseURLs:          []string{api.BaseURL("us"), api.BaseURL("uk")},
	defaultBaseURL:    api.BaseURL(defaultSecureframeRegion),
}

func secureframeAttribute() schema.SingleNestedAttribute {
	return secureframeSystem.attributeOf("Settings of Secureframe, for the `vendorrisk_secureframe_…` data sources and resources. Plans of schemas and pushes need neither these settings nor access to Secureframe.", map[string]schema.Attribute{
		"api_key":    secureframeSystem.secretAttribute("The API key of a user. The user's role must allow what is read, and pushing data to custom connections or adding evidence to tests.", "API_KEY", framework.Secret()),
		"api_secret": secureframeSystem.secretAttribute("The secret of the API key, which Secureframe shows only once.", "API_SECRET", framework.Secret()),
		"region": textAttribute(fmt.Sprintf("The region of the account: `us` (`%s`) or `uk` (`%s`). It has no effect if `base_url` is set. "+
			"Default: the environment variable `%s`, or else `us`.", api.BaseURL("us"), api.BaseURL("uk"), secureframeSystem.variable("REGION")),
			stringvalidator.OneOf(api.Regions()...)),
	}, secureframeSystem.connectionAttributes())
}

func (p *vendorRiskProvider) secureframe(object types.Object) func() (*api.Client, error) {
	return clientOf(p, secureframeSystem, object, func(s *settings, config rest.Config) (*api.Client, error) {
		key, secret := s.secret("api_key", "API_KEY"), s.secret("api_secret", "API_SECRET")
		region := s.region(api.Regions(), defaultSecureframeRegion)
		config.BaseURL = s.baseURL()
		return api.New(key, secret, region, config)
	})
}
