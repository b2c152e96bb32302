// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"maps"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

const defaultSecureframeRegion = "us"

var secureframeSystem = system{
	name:              "Secureframe",
	attribute:         "secureframe",
	environmentPrefix: "SECUREFRAME",
	defaultBaseURL:    api.BaseURL(defaultSecureframeRegion),
}

const (
	secureframeKeyVariable    = "SECUREFRAME_API_KEY"
	secureframeSecretVariable = "SECUREFRAME_API_SECRET"
)

func secureframeAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{
		"api_key": schema.StringAttribute{
			MarkdownDescription: "The API key of a user, whose role must allow to push data for custom connections. " +
				"Default: the environment variable `" + secureframeKeyVariable + "`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{framework.Secret()},
		},
		"api_secret": schema.StringAttribute{
			MarkdownDescription: "The secret of the API key, which Secureframe shows only once. " +
				"Default: the environment variable `" + secureframeSecretVariable + "`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{framework.Secret()},
		},
		"region": schema.StringAttribute{
			MarkdownDescription: fmt.Sprintf("Where the account is: `us` (`%s`) or `uk` (`%s`). It does not matter where `base_url` is set. "+
				"Default: the environment variable `%s`, else `us`.", api.BaseURL("us"), api.BaseURL("uk"), secureframeSystem.regionVariable()),
			Optional:   true,
			Validators: []validator.String{stringvalidator.OneOf(api.Regions()...)},
		},
	}
	maps.Copy(attributes, secureframeSystem.connectionAttributes())
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Secureframe, for the `vendorrisk_secureframe_…` resources. Plans need neither it nor its network.",
		Optional:            true,
		Attributes:          attributes,
	}
}

// secureframe returns what builds the client, once, at its first use.
func (p *vendorRiskProvider) secureframe(object types.Object) func() (*api.Client, error) {
	return sync.OnceValues(func() (*api.Client, error) {
		if !known(object) {
			return nil, secureframeSystem.notKnownError()
		}
		settings := object.Attributes()
		key, err := secureframeSystem.secret(settings, "api_key", secureframeKeyVariable)
		if err != nil {
			return nil, err
		}
		secret, err := secureframeSystem.secret(settings, "api_secret", secureframeSecretVariable)
		if err != nil {
			return nil, err
		}
		region, err := secureframeSystem.region(settings, api.Regions(), defaultSecureframeRegion)
		if err != nil {
			return nil, err
		}
		config, err := secureframeSystem.connection(settings)
		if err != nil {
			return nil, err
		}
		config.UserAgent = p.userAgent()
		return api.New(key, secret, region, config)
	})
}
