// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"

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
	baseURLs:          []string{api.DefaultAPIURL, api.DefaultLabAPIURL},
	requestPaths:      []string{"/graphql"},
}

func nowSecureAttribute() schema.SingleNestedAttribute {
	return nowSecure.attributeOf("Settings of NowSecure, for the `vendorrisk_nowsecure_…` data sources. "+
		"If your organization has its own hosts, set both URLs. Setting only one is an error, because the token could be sent to a host that it is not meant for.", map[string]schema.Attribute{
		"api_token":   nowSecure.secretAttribute("The API token of a user. The user must have access to the groups whose applications you want to read.", "API_TOKEN", framework.Secret()),
		"api_url":     nowSecure.urlAttribute("the GraphQL API", nowSecure.variable("API_URL"), api.DefaultAPIURL),
		"lab_api_url": nowSecure.urlAttribute("the REST API", nowSecure.variable("LAB_API_URL"), api.DefaultLabAPIURL),
		"ui_url": textAttribute(fmt.Sprintf("The URL of the pages for people, which links (`url`) lead to. Nothing is sent there. "+
			"Default: the environment variable `%s`, or else `%s` if `api_url` is not set. If `api_url` is set and `ui_url` is not, there are no links.", nowSecure.variable("UI_URL"), api.DefaultWebURL),
			framework.BaseURL(nowSecure.checkURL)),
	}, nowSecure.limitAttributes())
}

func (p *vendorRiskProvider) nowSecure(object types.Object) func() (*api.Client, error) {
	return clientOf(p, nowSecure, object, func(s *settings, config rest.Config) (*api.Client, error) {
		token := s.secret("api_token", "API_TOKEN")
		config.BaseURL = s.url("api_url", "API_URL")
		labAPIURL := s.url("lab_api_url", "LAB_API_URL")
		if (config.BaseURL == "") != (labAPIURL == "") {
			s.fail("cannot be used: api_url (or %s) and lab_api_url (or %s) must both be set, or neither. "+
				"With only one, the token could be sent to a host that it is not meant for", s.variable("API_URL"), s.variable("LAB_API_URL"))
		}
		return api.New(token, api.Hosts{LabAPIURL: labAPIURL, WebURL: s.url("ui_url", "UI_URL")}, config)
	})
}
