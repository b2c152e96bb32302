// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"maps"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var nowSecure = system{
	name:              "NowSecure",
	attribute:         "nowsecure",
	environmentPrefix: "NOWSECURE",
}

const (
	nowSecureTokenVariable     = "NOWSECURE_API_TOKEN"
	nowSecureAPIURLVariable    = "NOWSECURE_API_URL"
	nowSecureLabAPIURLVariable = "NOWSECURE_LAB_API_URL"
)

func nowSecureAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{
		"api_token": schema.StringAttribute{
			MarkdownDescription: "The API token of a user, who sees the groups whose applications are to be read. " +
				"Default: the environment variable `" + nowSecureTokenVariable + "`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{framework.Secret()},
		},
		"api_url":     urlAttribute("the GraphQL API", nowSecureAPIURLVariable, api.DefaultAPIURL),
		"lab_api_url": urlAttribute("the REST API", nowSecureLabAPIURLVariable, api.DefaultLabAPIURL),
	}
	maps.Copy(attributes, nowSecure.limitAttributes())
	return schema.SingleNestedAttribute{
		MarkdownDescription: "NowSecure, for the `vendorrisk_nowsecure_…` data sources. " +
			"A customer with hosts of its own sets both URLs: one alone is refused, since the token would go to a host that it may not be for.",
		Optional:   true,
		Attributes: attributes,
	}
}

// nowSecure returns what builds the client, once, at its first use.
func (p *vendorRiskProvider) nowSecure(object types.Object) func() (*api.Client, error) {
	return sync.OnceValues(func() (*api.Client, error) {
		if !known(object) {
			return nil, nowSecure.notKnownError()
		}
		settings := object.Attributes()
		token, err := nowSecure.secret(settings, "api_token", nowSecureTokenVariable)
		if err != nil {
			return nil, err
		}
		config, err := nowSecure.limits(settings)
		if err != nil {
			return nil, err
		}
		config.UserAgent = p.userAgent()
		config.BaseURL, err = nowSecure.url(settings, "api_url", nowSecureAPIURLVariable)
		if err != nil {
			return nil, err
		}
		labAPIURL, err := nowSecure.url(settings, "lab_api_url", nowSecureLabAPIURLVariable)
		if err != nil {
			return nil, err
		}
		if (config.BaseURL == "") != (labAPIURL == "") {
			return nil, fmt.Errorf("%s cannot be used: api_url (or %s) and lab_api_url (or %s) must both be set, or neither. "+
				"With one alone, the token would go to a host that it may not be for", nowSecure.name, nowSecureAPIURLVariable, nowSecureLabAPIURLVariable)
		}
		return api.New(token, labAPIURL, config)
	})
}
