// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Domain refuses a string that is not a domain name in a spelling that
// posture.NormalizeDomain understands.
func Domain() validator.String {
	return stringCheck{
		allowed: "a domain name such as example.com; a scheme, a port, a path and a trailing dot are ignored",
		check: func(value string) error {
			_, err := posture.NormalizeDomain(value)
			return err
		},
	}
}

// Grade refuses a string that is not a grade.
func Grade() validator.String { return oneOf(posture.Grades()) }

// Severity refuses a string that is not a severity of the common vocabulary.
func Severity() validator.String { return oneOf(posture.Severities()) }

func oneOf[S ~string](values []S) validator.String {
	words := make([]string, 0, len(values))
	for _, value := range values {
		words = append(words, string(value))
	}
	return stringvalidator.OneOf(words...)
}

// BaseURL refuses a URL that check does not accept. Its error never contains the
// value, because a URL may contain a password.
func BaseURL(check func(string) error) validator.String {
	return stringCheck{allowed: "an https URL, or an http URL on a loopback address", check: it(check)}
}

// NotBlank refuses a string without a visible character.
func NotBlank() validator.String {
	return stringCheck{
		allowed: "not blank",
		check: func(value string) error {
			if IsBlank(value) {
				return errors.New("it is blank")
			}
			return nil
		},
	}
}

// IsBlank reports whether a text has no visible character.
func IsBlank(text string) bool { return !strings.ContainsFunc(text, isVisible) }

// isVisible reports whether a reader sees a character.
func isVisible(r rune) bool {
	return unicode.IsPrint(r) && !unicode.IsSpace(r) && !posture.IsInvisible(r)
}

// Date refuses a string that ParseDate does not read.
func Date() validator.String {
	return stringCheck{
		allowed: "a date as YYYY-MM-DD",
		check: func(value string) error {
			if _, ok := ParseDate(value); !ok {
				return fmt.Errorf("%q is not a date", value)
			}
			return nil
		},
	}
}

// ParseDate reads a calendar date, or the time at which one begins in UTC, as YAML
// makes of a date without quotes.
func ParseDate(text string) (time.Time, bool) {
	if date, err := time.Parse(time.DateOnly, text); err == nil {
		return date, true
	}
	at, err := time.Parse(time.RFC3339, text)
	return at.UTC(), err == nil && at.Equal(at.UTC().Truncate(24*time.Hour))
}

// Duration refuses a string that is not a duration from shortest to longest.
func Duration(shortest, longest time.Duration) validator.String {
	return stringCheck{
		allowed: fmt.Sprintf("a duration between %s and %s, such as 30s or 2m", shortest, longest),
		check: func(value string) error {
			duration, err := time.ParseDuration(value)
			if err != nil || duration < shortest || duration > longest {
				return fmt.Errorf("%q is not such a duration", value)
			}
			return nil
		},
	}
}

// StringCheck refuses a string that check does not accept. allowed says what may be
// set, and the error what is wrong.
func StringCheck(allowed string, check func(string) error) validator.String {
	return stringCheck{allowed: allowed, check: check}
}

// stringCheck is a validator for known strings.
type stringCheck struct {
	allowed string
	check   func(string) error
}

func (v stringCheck) Description(context.Context) string         { return "must be " + v.allowed }
func (v stringCheck) MarkdownDescription(context.Context) string { return "must be " + v.allowed }

func (v stringCheck) ValidateString(_ context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	if err := v.check(request.ConfigValue.ValueString()); err != nil {
		response.Diagnostics.AddAttributeError(request.Path, "Invalid Attribute Value",
			fmt.Sprintf("Attribute %s must be %s: %s.", request.Path, v.allowed, err))
	}
}
