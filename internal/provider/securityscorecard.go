// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var securityScorecard = system{
	name:              "SecurityScorecard",
	attribute:         "securityscorecard",
	environmentPrefix: "SECURITYSCORECARD",
	baseURLs:          []string{api.DefaultBaseURL},
	defaultBaseURL:    api.DefaultBaseURL,
}

func securityScorecardAttribute() schema.SingleNestedAttribute {
	return securityScorecard.attributeOf("Settings of SecurityScorecard, for the `vendorrisk_securityscorecard_…` data sources and resources.", map[string]schema.Attribute{
		"api_token": securityScorecard.secretAttribute("The API token of a user. A bot user with Read Only access is sufficient for data sources. Resources need a user who may edit portfolios.", "API_TOKEN", framework.Secret()),
		"username": textAttribute("The name of the user that the API token belongs to. It may be an email address. Only what SecurityScorecard asks a username for needs it, such as the number of license slots. "+
			"Default: the environment variable `"+securityScorecard.variable("USERNAME")+"`.", framework.NotBlank()),
	}, securityScorecard.connectionAttributes())
}

func (p *vendorRiskProvider) securityScorecard(object types.Object) func() (*api.Client, error) {
	return clientOf(p, securityScorecard, object, func(s *settings, config rest.Config) (*api.Client, error) {
		token := s.secret("api_token", "API_TOKEN")
		username := s.optional("username", "USERNAME", func(string) error { return nil })
		config.BaseURL = s.baseURL()
		client, err := api.New(token, config)
		if err == nil {
			client.Username = username
		}
		return client, err
	})
}
