// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// doubleDigits is the number of significant digits that every double keeps.
const doubleDigits = 15

// isExact reports whether the canonical form of a JSON number is the same
// number. The canonical form is that of the nearest double.
func isExact(number jsontext.Value) bool {
	if len(number) <= doubleDigits && !bytes.ContainsAny(number, "eE") {
		return true
	}
	digits, exponent, ok := decimal(string(number))
	if !ok {
		return false
	}
	canonical := canonicalNumber(number)
	if canonical == "" {
		return false
	}
	canonicalDigits, canonicalExponent, ok := decimal(canonical)
	return ok && digits == canonicalDigits && exponent == canonicalExponent
}

// canonicalNumber returns a JSON number as RFC 8785 writes it, or an empty
// string when it exceeds double precision.
func canonicalNumber(number jsontext.Value) string {
	canonical := number.Clone()
	if _, err := strconv.ParseFloat(string(number), 64); err != nil || canonical.Canonicalize() != nil {
		return ""
	}
	return string(canonical)
}

// isCanonicalNumber reports whether a text is a number in its canonical JSON
// form.
func isCanonicalNumber(text string) bool {
	number := jsontext.Value(text)
	return number.IsValid() && number.Kind() == '0' && canonicalNumber(number) == text
}

// decimal splits a JSON number into its significant digits and the power of ten
// of the last digit, without the sign. It is not ok when the exponent is out of
// range.
func decimal(number string) (digits string, exponent int, ok bool) {
	number = strings.TrimPrefix(number, "-")
	mantissa, power := number, ""
	if i := strings.IndexAny(number, "eE"); i >= 0 {
		mantissa, power = number[:i], number[i+1:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	all := strings.TrimLeft(whole+fraction, "0")
	digits = strings.TrimRight(all, "0")
	if digits == "" {
		return "", 0, true
	}
	if power != "" {
		var err error
		if exponent, err = strconv.Atoi(power); err != nil {
			return "", 0, false
		}
	}
	return digits, exponent - len(fraction) + len(all) - len(digits), true
}
