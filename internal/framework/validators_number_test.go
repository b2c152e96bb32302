// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func TestNumberValidators(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		validator validator.Number
		allowed   string
		accepted  []string
		refused   []string
	}{
		"NumberBetween": {
			framework.NumberBetween(0, 100), "a number from 0 to 100",
			[]string{"0", "100", "86.5", "1e-9"},
			[]string{"-0.1", "100.0000001", "1e300"},
		},
		"WholeNumber": {
			framework.WholeNumber(1), "a whole number of 1 or more",
			[]string{"1", "9223372036854775807", "1e3"},
			[]string{"0", "-1", "1.5", "9223372036854775808", "1e300"},
		},
		"WholeNumberBetween": {
			framework.WholeNumberBetween(1, 10), "a whole number from 1 to 10",
			[]string{"1", "10"},
			[]string{"0", "11", "9.99"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			validate := func(value types.Number) string {
				var response validator.NumberResponse
				test.validator.ValidateNumber(t.Context(), validator.NumberRequest{Path: path.Root("count"), ConfigValue: value}, &response)
				var text strings.Builder
				for _, d := range response.Diagnostics {
					text.WriteString(d.Summary() + ": " + d.Detail())
				}
				return text.String()
			}
			number := func(text string) types.Number {
				parsed, _, err := big.ParseFloat(text, 10, 512, big.ToNearestEven)
				if err != nil {
					t.Fatal(err)
				}
				return types.NumberValue(parsed)
			}
			for _, text := range test.accepted {
				if refusal := validate(number(text)); refusal != "" {
					t.Errorf("%s: %s", text, refusal)
				}
			}
			for _, text := range test.refused {
				if refusal := validate(number(text)); !strings.HasPrefix(refusal, "Invalid Attribute Value: Attribute count must be "+test.allowed+", but is ") {
					t.Errorf("%s: %q", text, refusal)
				}
			}
			for _, value := range []types.Number{types.NumberNull(), types.NumberUnknown()} {
				if refusal := validate(value); refusal != "" {
					t.Errorf("%s: %s", value, refusal)
				}
			}
			if got := test.validator.Description(t.Context()); got != "must be "+test.allowed {
				t.Errorf("description %q", got)
			}
		})
	}
}
