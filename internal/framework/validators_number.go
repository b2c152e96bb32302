// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// NumberBetween accepts numbers from low to high, with or without a fraction.
func NumberBetween(low, high int64) validator.Number {
	return numberCheck{
		allowed: fmt.Sprintf("a number from %d to %d", low, high),
		check: func(number *big.Float) bool {
			return number.Cmp(new(big.Float).SetInt64(low)) >= 0 && number.Cmp(new(big.Float).SetInt64(high)) <= 0
		},
	}
}

// WholeNumber accepts whole numbers of at least low. Its attribute is a number
// and not an integer, because the framework reports a fraction in an integer as
// an error in the provider.
func WholeNumber(low int64) validator.Number {
	return numberCheck{
		allowed: fmt.Sprintf("a whole number of %d or more", low),
		check:   func(number *big.Float) bool { return isWhole(number, low, math.MaxInt64) },
	}
}

// WholeNumberBetween is WholeNumber with a highest number.
func WholeNumberBetween(low, high int64) validator.Number {
	return numberCheck{
		allowed: fmt.Sprintf("a whole number from %d to %d", low, high),
		check:   func(number *big.Float) bool { return isWhole(number, low, high) },
	}
}

func isWhole(number *big.Float, low, high int64) bool {
	whole, accuracy := number.Int64()
	return accuracy == big.Exact && low <= whole && whole <= high
}

// numberCheck is a validator that says what is allowed.
type numberCheck struct {
	allowed string
	check   func(*big.Float) bool
}

func (v numberCheck) Description(context.Context) string         { return "must be " + v.allowed }
func (v numberCheck) MarkdownDescription(context.Context) string { return "must be " + v.allowed }

// ValidateNumber implements validator.Number.
func (v numberCheck) ValidateNumber(_ context.Context, request validator.NumberRequest, response *validator.NumberResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	if number := request.ConfigValue.ValueBigFloat(); !v.check(number) {
		response.Diagnostics.AddAttributeError(request.Path, "Invalid Attribute Value",
			fmt.Sprintf("Attribute %s must be %s, but is %s.", request.Path, v.allowed, number.Text('g', 10)))
	}
}
