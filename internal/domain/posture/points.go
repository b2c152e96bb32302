// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"math/big"
	"strconv"
)

// Points returns a whole number of points.
func Points(number int64) *big.Rat { return big.NewRat(number, 1) }

// Decimal writes a number without trailing zeros: 86.5. A fraction that has no
// end as a decimal is cut.
func Decimal(number *big.Rat) string {
	if number.IsInt() && number.Num().IsInt64() { // Most are, and there may be many.
		return strconv.FormatInt(number.Num().Int64(), 10)
	}
	digits, isExact := number.FloatPrec()
	if !isExact {
		digits = 3
	}
	return Shorten(number.FloatString(min(digits, maximumLabel)), maximumLabel)
}

// isBetween reports whether a number is from low to high.
func isBetween(number *big.Rat, low, high int64) bool {
	if number.IsInt() && number.Num().IsInt64() { // Most are, and there may be many.
		whole := number.Num().Int64()
		return low <= whole && whole <= high
	}
	return number.Cmp(Points(low)) >= 0 && number.Cmp(Points(high)) <= 0
}
