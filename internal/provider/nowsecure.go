// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var nowSecure = system{
	name:              "NowSecure",
	attribute:         "nowsecure",
	environmentPrefix: "NOWSECURE",
}

func nowSecureAttribute() schema.SingleNestedAttribute {
	return nowSecure.attributeOf("NowSecure, for the `vendorrisk_nowsecure_…` data sources. "+
		"A customer with hosts of its own sets both URLs: one alone is refused, since the token would go to a host that it may not be for.", map[string]schema.Attribute{
		"api_token":   nowSecure.secretAttribute("The API token of a user, who sees the groups whose applications are to be read.", "API_TOKEN", framework.Secret()),
		"api_url":     urlAttribute("the GraphQL API", nowSecure.variable("API_URL"), api.DefaultAPIURL),
		"lab_api_url": urlAttribute("the REST API", nowSecure.variable("LAB_API_URL"), api.DefaultLabAPIURL),
	}, nowSecure.limitAttributes())
}

func (p *vendorRiskProvider) nowSecure(object types.Object) func() (*api.Client, error) {
	return clientOf(p, nowSecure, object, func(s *settings, config rest.Config) (*api.Client, error) {
		token := s.secret("api_token", "API_TOKEN")
		config.BaseURL = s.url("api_url", "API_URL")
		labAPIURL := s.url("lab_api_url", "LAB_API_URL")
		if (config.BaseURL == "") != (labAPIURL == "") {
			s.fail("cannot be used: api_url (or %s) and lab_api_url (or %s) must both be set, or neither. "+
				"With one alone, the token would go to a host that it may not be for", s.variable("API_URL"), s.variable("LAB_API_URL"))
		}
		return api.New(token, labAPIURL, config)
	})
}
