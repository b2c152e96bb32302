// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"maps"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var securityScorecard = system{
	name:              "SecurityScorecard",
	attribute:         "securityscorecard",
	environmentPrefix: "SECURITYSCORECARD",
	defaultBaseURL:    api.DefaultBaseURL,
}

const securityScorecardTokenVariable = "SECURITYSCORECARD_API_TOKEN"

func securityScorecardAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{
		"api_token": schema.StringAttribute{
			MarkdownDescription: "The API token of a user; a bot user with Read Only access is enough. " +
				"Default: the environment variable `" + securityScorecardTokenVariable + "`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{framework.Secret()},
		},
	}
	maps.Copy(attributes, securityScorecard.connectionAttributes())
	return schema.SingleNestedAttribute{
		MarkdownDescription: "SecurityScorecard, for the `vendorrisk_securityscorecard_…` data sources.",
		Optional:            true,
		Attributes:          attributes,
	}
}

// securityScorecard returns what builds the client, once, at its first use.
func (p *vendorRiskProvider) securityScorecard(object types.Object) func() (*api.Client, error) {
	return sync.OnceValues(func() (*api.Client, error) {
		if !known(object) {
			return nil, securityScorecard.notKnownError()
		}
		settings := object.Attributes()
		token, err := securityScorecard.secret(settings, "api_token", securityScorecardTokenVariable)
		if err != nil {
			return nil, err
		}
		config, err := securityScorecard.connection(settings)
		if err != nil {
			return nil, err
		}
		config.UserAgent = p.userAgent()
		return api.New(token, config)
	})
}
