// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"fmt"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// system is what the provider's configuration says of one system.
type system struct {
	// name is the system's name as people write it.
	name string
	// attribute is the system's attribute in the provider's configuration.
	attribute string
	// environmentPrefix begins the names of the system's environment variables.
	environmentPrefix string
	// defaultBaseURL is what the description of base_url names, where there is
	// one host for all customers.
	defaultBaseURL string
	// defaultRequestTimeout is rest's own when it is zero.
	defaultRequestTimeout time.Duration
	// concurrency and mostConcurrency are the default and the largest number of
	// requests in flight; 0 is the default of all systems.
	concurrency     int64
	mostConcurrency int64
}

// connectionAttributes are the settings that every system with one host has.
func (s system) connectionAttributes() map[string]schema.Attribute {
	attributes := s.limitAttributes()
	attributes["base_url"] = urlAttribute("the API", s.variable("BASE_URL"), s.defaultBaseURL)
	return attributes
}

// variable is the environment variable that stands for a setting: "BASE_URL".
func (s system) variable(setting string) string { return s.environmentPrefix + "_" + setting }

// urlAttribute is the setting of where a host is. defaultURL is empty where
// every customer has a host of its own.
func urlAttribute(host, variable, defaultURL string) schema.StringAttribute {
	description := fmt.Sprintf("Where %s is: https, or http on a loopback address. Default: the environment variable `%s`", host, variable)
	if defaultURL != "" {
		description += fmt.Sprintf(", else `%s`", defaultURL)
	}
	return schema.StringAttribute{
		MarkdownDescription: description + ".",
		Optional:            true,
		Validators:          []validator.String{framework.BaseURL()},
	}
}

// limitAttributes are the settings that every system has.
func (s system) limitAttributes() map[string]schema.Attribute {
	concurrency, mostConcurrency := cmp.Or(s.concurrency, rest.DefaultMaxConcurrency), cmp.Or(s.mostConcurrency, 32)
	return map[string]schema.Attribute{
		"max_concurrency": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Requests in flight at a time, 1 to %d. Default: %d.", mostConcurrency, concurrency),
			Optional:            true,
			Validators:          []validator.Int64{int64validator.Between(1, mostConcurrency)},
		},
		"max_retries": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("Attempts after the first for a request that may be repeated, 0 to 10. Default: %d.", rest.DefaultMaxRetries),
			Optional:            true,
			Validators:          []validator.Int64{int64validator.Between(0, 10)},
		},
		"request_timeout": schema.StringAttribute{
			MarkdownDescription: fmt.Sprintf("How long one attempt may take, as a duration between `1s` and `10m`. Default: `%s`.", cmp.Or(s.defaultRequestTimeout, rest.DefaultRequestTimeout)),
			CustomType:          timetypes.GoDurationType{},
			Optional:            true,
			Validators:          []validator.String{framework.Duration(time.Second, 10*time.Minute)},
		},
	}
}

// secretAttribute is a setting that is a credential.
func (s system) secretAttribute(description, variable string, check validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " Default: the environment variable `" + s.variable(variable) + "`.",
		Optional:            true,
		Sensitive:           true,
		Validators:          []validator.String{check},
	}
}

// attributeOf is the system's attribute: the settings of its own, and those
// that every system has.
func (s system) attributeOf(description string, own, shared map[string]schema.Attribute) schema.SingleNestedAttribute {
	attributes := maps.Clone(shared)
	maps.Copy(attributes, own)
	return schema.SingleNestedAttribute{MarkdownDescription: description, Optional: true, Attributes: attributes}
}
