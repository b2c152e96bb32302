// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// system describes the settings of one system in the provider's configuration.
type system struct {
	// name is the system's name in texts.
	name string
	// attribute is the system's attribute in the provider's configuration.
	attribute string
	// environmentPrefix begins the names of the system's environment variables.
	environmentPrefix string
	// defaultBaseURL is the default in the description of base_url.
	defaultBaseURL string
	// baseURLs are the system's own hosts, which have no path before the paths of
	// requests.
	baseURLs []string
	// requestPaths are what the paths of requests begin with, the longest first. A
	// base URL may end with one of them.
	requestPaths []string
	// needsTenant says that a base URL has a path, that of the tenant.
	needsTenant bool
	// defaultRequestTimeout is the default of package rest if it is zero.
	defaultRequestTimeout time.Duration
	// concurrency and mostConcurrency are the default and the maximum number of
	// concurrent requests. 0 means the value that is common to all systems.
	concurrency     int64
	mostConcurrency int64
}

// connectionAttributes are the settings of every system with a single host.
func (s system) connectionAttributes() map[string]schema.Attribute {
	attributes := s.limitAttributes()
	attributes["base_url"] = s.urlAttribute("the API", s.variable("BASE_URL"), s.defaultBaseURL)
	return attributes
}

// variable is the name of the environment variable for a setting: "BASE_URL".
func (s system) variable(setting string) string { return s.environmentPrefix + "_" + setting }

// textAttribute is a setting that is a text.
func textAttribute(description string, check validator.String) schema.StringAttribute {
	return schema.StringAttribute{MarkdownDescription: description, Optional: true, Validators: []validator.String{check}}
}

// urlAttribute is the setting for the URL of a host.
func (s system) urlAttribute(host, variable, defaultURL string) schema.StringAttribute {
	return textAttribute(fmt.Sprintf("The URL of %s: an https URL, or an http URL on a loopback address. %s"+
		"Default: the environment variable `%s`, or else `%s`.", host, s.requestPathsText(), variable, defaultURL), framework.BaseURL(s.checkURL))
}

// requestPathsText says which ends of a URL are ignored.
func (s system) requestPathsText() string {
	if len(s.requestPaths) == 0 {
		return ""
	}
	return fmt.Sprintf("`%s` at its end is ignored. ", strings.Join(s.requestPaths, "` or `"))
}

// limitAttributes are the settings of every system.
func (s system) limitAttributes() map[string]schema.Attribute {
	concurrency, mostConcurrency := cmp.Or(s.concurrency, rest.DefaultMaxConcurrency), cmp.Or(s.mostConcurrency, 32)
	return map[string]schema.Attribute{
		"max_concurrency": schema.NumberAttribute{
			MarkdownDescription: fmt.Sprintf("The maximum number of concurrent requests, from 1 to %d. Default: %d.", mostConcurrency, concurrency),
			Optional:            true,
			Validators:          []validator.Number{framework.WholeNumberBetween(1, mostConcurrency)},
		},
		"max_retries": schema.NumberAttribute{
			MarkdownDescription: fmt.Sprintf("The maximum number of retries for a request that may be repeated, from 0 to 10. Default: %d. "+
				"A request that the system refuses because of its rate limit is repeated for some minutes instead, unless this is 0.", rest.DefaultMaxRetries),
			Optional:   true,
			Validators: []validator.Number{framework.WholeNumberBetween(0, 10)},
		},
		"request_timeout": schema.StringAttribute{
			MarkdownDescription: fmt.Sprintf("The timeout of a single attempt, a duration from `1s` to `10m`. Default: `%s`.", cmp.Or(s.defaultRequestTimeout, rest.DefaultRequestTimeout)),
			CustomType:          timetypes.GoDurationType{},
			Optional:            true,
			Validators:          []validator.String{framework.Duration(time.Second, 10*time.Minute)},
		},
	}
}

// secretAttribute is a setting that contains a credential.
func (s system) secretAttribute(description, variable string, check validator.String) schema.StringAttribute {
	attribute := textAttribute(description+" Default: the environment variable `"+s.variable(variable)+"`.", check)
	attribute.Sensitive = true
	return attribute
}

// attributeOf is the system's attribute, with its own settings and those that
// several systems share.
func (s system) attributeOf(description string, own, shared map[string]schema.Attribute) schema.SingleNestedAttribute {
	attributes := maps.Clone(shared)
	maps.Copy(attributes, own)
	return schema.SingleNestedAttribute{MarkdownDescription: description, Optional: true, Attributes: attributes}
}
