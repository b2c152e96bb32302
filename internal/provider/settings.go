// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// settings reads the settings of a system from the configuration, or else from
// the environment. It keeps the first error.
type settings struct {
	system
	values map[string]attr.Value
	err    error
}

// clientOf returns a function that creates the client of a system once, at its
// first use. build may be called with missing settings. The error of the
// settings takes precedence, and creating a client sends nothing.
func clientOf[C any](p *vendorRiskProvider, s system, object types.Object, build func(*settings, rest.Config) (C, error)) func() (C, error) {
	return sync.OnceValues(func() (C, error) {
		var none C
		if !known(object) {
			return none, s.notKnownError()
		}
		read := &settings{system: s, values: object.Attributes()}
		config := read.limits()
		config.UserAgent, config.Wait = "terraform-provider-vendorrisk/"+p.version, p.wait
		client, err := build(read, config)
		if read.err != nil {
			return none, read.err
		}
		return client, err
	})
}

// notKnownError is the error of a system whose configuration is known only after
// apply. There is no fallback to the environment, which could have another
// account.
func (s system) notKnownError() error {
	return &clients.NotKnownError{Message: fmt.Sprintf("the provider's configuration of %s is not known yet: it depends on something that is created in the same run. "+
		"Apply that first (terraform apply -target=…), set a known value, or use the environment variables %s_…",
		s.name, s.environmentPrefix)}
}

// known reports whether every setting of the object is known.
func known(object types.Object) bool {
	settings := slices.Collect(maps.Values(object.Attributes()))
	return !object.IsUnknown() && !slices.ContainsFunc(settings, attr.Value.IsUnknown)
}

// fail keeps the first error.
func (s *settings) fail(format string, arguments ...any) {
	if s.err == nil {
		s.err = fmt.Errorf(s.name+" "+format, arguments...)
	}
}

// lookUp returns a setting from the configuration or, if it is null there, from
// the environment variable. ok is false if neither is set.
func (s *settings) lookUp(attribute, variable string) (value string, isConfigured, ok bool) {
	if value, ok := s.values[attribute].(types.String); ok && !value.IsNull() {
		return value.ValueString(), true, true
	}
	value, ok = os.LookupEnv(s.variable(variable))
	return value, false, ok
}

// secret returns a credential.
func (s *settings) secret(attribute, variable string) string {
	return s.required(attribute, variable, framework.CheckSecret)
}

// required returns a setting that must be set. It checks the value of an
// environment variable; the schema checks the configuration.
func (s *settings) required(attribute, variable string, check func(string) error) string {
	value, isConfigured, ok := s.lookUp(attribute, variable)
	if !ok {
		s.fail("is not configured: set %s in the provider's %s attribute, or the environment variable %s",
			attribute, s.attribute, s.variable(variable))
	} else if err := check(value); !isConfigured && err != nil {
		s.fail("is not configured: the environment variable %s %w", s.variable(variable), err)
	}
	return value
}

// optional returns a setting, or else "". It checks the value of an environment
// variable; the schema checks the configuration. A variable that is blank counts
// as not set, as pipelines set variables that have no value.
func (s *settings) optional(attribute, variable string, check func(string) error) string {
	value, isConfigured, _ := s.lookUp(attribute, variable)
	if isConfigured {
		return value
	}
	value = strings.TrimSpace(value)
	if value == "" {
		return ""
	}
	if err := check(value); err != nil {
		s.fail("cannot be used: the environment variable %s %w", s.variable(variable), err)
	}
	return value
}

// url returns the URL of a host, or else "".
func (s *settings) url(attribute, variable string) string {
	value := s.optional(attribute, variable, s.checkURL)
	if normalized, err := s.normalizeURL(value); err == nil {
		return normalized
	}
	return value
}

// baseURL returns the URL of the system's only host, or else "".
func (s *settings) baseURL() string { return s.url("base_url", "BASE_URL") }

// region returns the region of an account, or else the default.
func (s *settings) region(regions []string, defaultRegion string) string {
	return cmp.Or(s.optional("region", "REGION", func(value string) error {
		if !slices.Contains(regions, value) {
			return fmt.Errorf("must be one of %s", strings.Join(regions, ", "))
		}
		return nil
	}), defaultRegion)
}

// wholeNumber returns a number from least to most, or else whenUnset.
func (s *settings) wholeNumber(attribute, variable string, least, most, whenUnset int) int {
	if number := s.number(attribute); number != nil {
		return *number
	}
	text := strings.TrimSpace(os.Getenv(s.variable(variable)))
	if text == "" {
		return whenUnset
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < least || number > most {
		s.fail("cannot be used: the environment variable %s must be a number between %d and %d", s.variable(variable), least, most)
	}
	return number
}

// number returns an attribute that is a whole number, or nil if it is null.
func (s *settings) number(attribute string) *int {
	value, ok := s.values[attribute].(types.Number)
	if !ok || value.IsNull() {
		return nil
	}
	number, _ := value.ValueBigFloat().Int64()
	return new(int(number))
}

// limits returns the settings that every system has.
func (s *settings) limits() rest.Config {
	config := rest.Config{Log: clients.Log, Notify: clients.Notify}
	if concurrency := s.number("max_concurrency"); concurrency != nil {
		config.MaxConcurrency = *concurrency
	}
	config.MaxRetries = s.number("max_retries")
	if value, ok := s.values["request_timeout"].(timetypes.GoDuration); ok && !value.IsNull() {
		timeout, diags := value.ValueGoDuration()
		if diags.HasError() {
			s.fail("cannot be used: request_timeout is not a duration")
		}
		config.RequestTimeout = timeout
	}
	return config
}
