// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// Invalid settings are refused at the attribute. The error says what is allowed,
// and does not contain a value that may be a secret.
func TestConfiguration_badInput(t *testing.T) {
	t.Parallel()
	const (
		url         = "must be an https URL, or an http URL on a loopback address"
		secret      = "trimspace()"
		concurrency = "a whole number from 1 to 32"
		retries     = "a whole number from 0 to 10"
		duration    = "must be a duration between 1s and 10m0s"
	)
	wantRefused(t, sandbox.SecurityScorecard, map[string]refused{
		"http off loopback":          {"base_url", acctest.String("http://api.example.com"), url},
		"http on a private network":  {"base_url", acctest.String("http://10.0.0.1"), url},
		"http on a name that begins": {"base_url", acctest.String("http://localhost.example.com"), url},
		"no scheme":                  {"base_url", acctest.String("api.example.com"), url},
		"another scheme":             {"base_url", acctest.String("ftp://api.example.com"), url},
		"no host":                    {"base_url", acctest.String("https://"), url},
		"empty URL":                  {"base_url", acctest.String(""), url},
		"no URL":                     {"base_url", acctest.String("https://a b"), url},
		"password in the URL":        {"base_url", acctest.String("https://user:hunter2@api.example.com"), url},
		"query in the URL":           {"base_url", acctest.String("https://api.example.com?key=hunter2"), url},
		"empty token":                {"api_token", acctest.String(""), secret},
		"token with a line end":      {"api_token", acctest.String("hunter2\n"), secret},
		"token with a carriage":      {"api_token", acctest.String("hunter2\r\n"), secret},
		"token with a space":         {"api_token", acctest.String("Token hunter2"), secret},
		"token with a zero byte":     {"api_token", acctest.String("hunter2\x00"), secret},
		"no concurrency":             {"max_concurrency", acctest.Number(0), concurrency},
		"too much concurrency":       {"max_concurrency", acctest.Number(33), concurrency},
		"less than no retries":       {"max_retries", acctest.Number(-1), retries},
		"too many retries":           {"max_retries", acctest.Number(11), retries},
		"timeout of no time":         {"request_timeout", acctest.String("0s"), duration},
		"timeout below a second":     {"request_timeout", acctest.String("999ms"), duration},
		"timeout above ten minutes":  {"request_timeout", acctest.String("10m1s"), duration},
		"timeout before now":         {"request_timeout", acctest.String("-30s"), duration},
		"no timeout":                 {"request_timeout", acctest.String("abc"), "duration"},
		"timeout without a unit":     {"request_timeout", acctest.String("30"), "duration"},
	})
}

func TestConfiguration_goodInput(t *testing.T) {
	t.Parallel()
	unknownText := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	unknownNumber := tftypes.NewValue(tftypes.Number, tftypes.UnknownValue)
	for name, settings := range map[string]map[string]tftypes.Value{
		"nothing": nil,
		"the least": {
			"base_url": acctest.String("http://127.0.0.1:8080"), "api_token": acctest.String("x"),
			"max_concurrency": acctest.Number(1), "max_retries": acctest.Number(0), "request_timeout": acctest.String("1s"),
		},
		"the most": {
			"base_url": acctest.String("https://proxy.example.com/securityscorecard/"), "max_concurrency": acctest.Number(32),
			"max_retries": acctest.Number(10), "request_timeout": acctest.String("10m"),
		},
		"IPv6 loopback": {"base_url": acctest.String("http://[::1]:8080")},
		"local host":    {"base_url": acctest.String("http://localhost:8080")},
		"not known yet": {"base_url": unknownText, "api_token": unknownText, "max_concurrency": unknownNumber, "max_retries": unknownNumber, "request_timeout": unknownText},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantAccepted(t, sandbox.SecurityScorecard, settings)
		})
	}
}

// With Terraform: the plan fails. Terraform shows only the line of the block, so
// the error names the attribute.
func TestConfiguration_badInputAtPlan(t *testing.T) {
	t.Parallel()
	acctest.UnitTest(t, resource.TestStep{
		Config: `
provider "vendorrisk" {
  securityscorecard = {
    base_url = "http://api.example.com"
  }
}

data "vendorrisk_securityscorecard_account" "me" {}`,
		ExpectError: regexp.MustCompile(`(?s)pre-apply plan.*Error: Invalid Attribute Value.*Attribute securityscorecard\.base_url must be an https`),
	})
}
