// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"fmt"
	"strings"
	"time"
)

// ruling is the outcome of a rule for one subject. The reason is text for
// people, and names no person.
type ruling struct {
	status Status
	reason string
}

func pass() ruling { return ruling{status: Pass} }

func fail(format string, values ...any) ruling {
	return ruling{Fail, fmt.Sprintf(format, values...)}
}

func notApplicable(reason string) ruling { return ruling{NotApplicable, reason} }

// absent returns the ruling on a value that the response does not have.
func absent(field string) ruling { return ruling{Unknown, field + " is absent or null"} }

// unreadable returns the ruling on a value that has no known meaning.
func unreadable(field string) ruling { return ruling{Unknown, field + " cannot be read"} }

// notRead returns the ruling on a document that could not be read.
func notRead(document Document, reason string) ruling {
	return ruling{Unknown, fmt.Sprintf("reading the %s: %s", document, reason)}
}

// given judges a document, if it was read.
func given[T any](document Document, reading Reading[T], judge func(T) ruling) ruling {
	value, ok := reading.Value()
	if !ok {
		return notRead(document, reading.Reason())
	}
	return judge(value)
}

// require passes when a condition is met.
func require(met bool, format string, values ...any) ruling {
	if met {
		return pass()
	}
	return fail(format, values...)
}

// must passes when a field has the wanted value.
func must(field string, value *bool, wanted bool, failure string) ruling {
	if value == nil {
		return absent(field)
	}
	return require(*value == wanted, "%s", failure)
}

// mustBe passes when a field has the wanted text, in any case.
func mustBe(field, word, wanted string) ruling {
	if word == "" {
		return absent(field)
	}
	return require(strings.EqualFold(word, wanted), "%s is %q, but must be %q", field, word, wanted)
}

// mustNotBoth passes unless both values are true.
func mustNotBoth(first string, a *bool, second string, b *bool, failure string) ruling {
	switch {
	case isFalse(a), isFalse(b):
		return pass()
	case a == nil:
		return absent(first)
	case b == nil:
		return absent(second)
	}
	return fail("%s", failure)
}

// every passes when all rulings pass, and fails when one fails, even if others
// are unknown.
func every(rulings ...ruling) ruling {
	result := pass()
	for _, one := range rulings {
		switch one.status {
		case Fail:
			return one
		case Unknown:
			result = one
		case Pass, NotApplicable:
		}
	}
	return result
}

// where returns the ruling on a subject that the check applies to. If that is
// unknown, it keeps only a pass.
func where(meant *bool, fields, otherwise string, r ruling) ruling {
	switch {
	case meant == nil && r.status == Pass:
		return r
	case meant == nil:
		return absent(fields)
	case !*meant:
		return notApplicable(otherwise)
	}
	return r
}

func isTrue(value *bool) bool  { return value != nil && *value }
func isFalse(value *bool) bool { return value != nil && !*value }

func not(value *bool) *bool {
	if value == nil {
		return nil
	}
	return new(!*value)
}

// dated judges a time that is present and can be read.
func dated(field string, timestamp Timestamp, judge func(time.Time) ruling) ruling {
	if timestamp == "" {
		return absent(field)
	}
	at, ok := timestamp.Time()
	if !ok {
		return unreadable(field)
	}
	return judge(at)
}

// notOlder passes when a time is at most the given number of days ago.
func notOlder(in input, field string, timestamp Timestamp, days int64) ruling {
	return dated(field, timestamp, func(at time.Time) ruling {
		return require(!at.Before(in.daysBefore(days)), "%s is more than %d days ago", field, days)
	})
}

// stillValid passes when a time is more than the given number of days away.
func stillValid(in input, field string, timestamp Timestamp, days int64) ruling {
	return dated(field, timestamp, func(at time.Time) ruling {
		if !at.After(in.AsOf) {
			return fail("%s has passed", field)
		}
		return require(at.After(in.daysAfter(days)), "%s is less than %d days away", field, days)
	})
}
