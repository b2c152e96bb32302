// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// system is what the provider's configuration says of one system.
type system struct {
	// name is the system's name as people write it.
	name string
	// attribute is the system's attribute in the provider's configuration.
	attribute string
	// environmentPrefix begins the system's environment variables.
	environmentPrefix string
	// defaultBaseURL is what the description of base_url names, where there is
	// one host for all customers.
	defaultBaseURL string
	// defaultRequestTimeout is rest's own when it is zero.
	defaultRequestTimeout time.Duration
	// concurrency and mostConcurrency are the default and the largest number of
	// requests in flight; 0 is what most systems bear.
	concurrency     int64
	mostConcurrency int64
}

// connectionAttributes are the settings that every system with one host has.
func (s system) connectionAttributes() map[string]schema.Attribute {
	attributes := s.limitAttributes()
	attributes["base_url"] = urlAttribute("the API", s.baseURLVariable(), s.defaultBaseURL)
	return attributes
}

func (s system) baseURLVariable() string { return s.environmentPrefix + "_BASE_URL" }

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

// notKnownError is the error of a system whose configuration depends on
// something that is known only after apply. It never falls back to the
// environment: that could be another account.
func (s system) notKnownError() error {
	return &clients.NotKnownError{Message: fmt.Sprintf("the provider's configuration of %s is not known yet: it depends on something that is created in the same run. "+
		"Apply that first (terraform apply -target=…), or give a value that is known, or use the environment variables %s_…",
		s.name, s.environmentPrefix)}
}

// secret returns a credential from the configuration, else the environment.
func (s system) secret(settings map[string]attr.Value, attribute, variable string) (string, error) {
	return s.required(settings, attribute, variable, framework.CheckSecret)
}

// required returns a setting from the configuration, else the environment,
// where it is checked.
func (s system) required(settings map[string]attr.Value, attribute, variable string, check func(string) error) (string, error) {
	if value, ok := settings[attribute].(types.String); ok && !value.IsNull() {
		return value.ValueString(), nil
	}
	value, ok := os.LookupEnv(variable)
	if !ok {
		return "", fmt.Errorf("%s is not configured: set %s in the provider's %s attribute, or the environment variable %s",
			s.name, attribute, s.attribute, variable)
	}
	if err := check(value); err != nil {
		return "", fmt.Errorf("%s is not configured: the environment variable %s is no credential: %w", s.name, variable, err)
	}
	return value, nil
}

// connection returns the settings that every system with one host has.
func (s system) connection(settings map[string]attr.Value) (rest.Config, error) {
	config, err := s.limits(settings)
	if err != nil {
		return config, err
	}
	config.BaseURL, err = s.url(settings, "base_url", s.baseURLVariable())
	return config, err
}

// url returns where a host is from the configuration, else the environment,
// else "".
func (s system) url(settings map[string]attr.Value, attribute, variable string) (string, error) {
	if value, ok := settings[attribute].(types.String); ok && !value.IsNull() {
		return value.ValueString(), nil
	}
	value, ok := os.LookupEnv(variable)
	if !ok {
		return "", nil
	}
	if _, err := rest.ParseBaseURL(value); err != nil {
		return "", fmt.Errorf("%s cannot be used: the environment variable %s %w", s.name, variable, err)
	}
	return value, nil
}

// region returns where an account is from the configuration, else the
// environment, else the default.
func (s system) region(settings map[string]attr.Value, regions []string, defaultRegion string) (string, error) {
	if value, ok := settings["region"].(types.String); ok && !value.IsNull() {
		return value.ValueString(), nil
	}
	region, ok := os.LookupEnv(s.regionVariable())
	if !ok {
		return defaultRegion, nil
	}
	if !slices.Contains(regions, region) {
		return "", fmt.Errorf("%s cannot be used: the environment variable %s must be one of %s",
			s.name, s.regionVariable(), strings.Join(regions, ", "))
	}
	return region, nil
}

func (s system) regionVariable() string { return s.environmentPrefix + "_REGION" }

// limits returns the settings that every system has.
func (s system) limits(settings map[string]attr.Value) (rest.Config, error) {
	config := rest.Config{Log: clients.Log}
	if value, ok := settings["max_concurrency"].(types.Int64); ok {
		config.MaxConcurrency = int(value.ValueInt64())
	}
	if value, ok := settings["max_retries"].(types.Int64); ok && !value.IsNull() {
		retries := int(value.ValueInt64())
		config.MaxRetries = &retries
	}
	if value, ok := settings["request_timeout"].(timetypes.GoDuration); ok && !value.IsNull() {
		timeout, diags := value.ValueGoDuration()
		if diags.HasError() {
			return config, fmt.Errorf("%s cannot be used: request_timeout is no duration", s.name)
		}
		config.RequestTimeout = timeout
	}
	return config, nil
}

// known reports whether every setting of the object is known.
func known(object types.Object) bool {
	if object.IsUnknown() {
		return false
	}
	for _, value := range object.Attributes() {
		if value.IsUnknown() {
			return false
		}
	}
	return true
}
