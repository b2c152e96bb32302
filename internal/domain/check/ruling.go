// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// ruling is the outcome of a rule for one subject. The reason is text for
// people, and names no person.
type ruling struct {
	status Status
	reason string
	// summary is the reason without the values of this subject, under which
	// several subjects are counted. "" is the reason.
	summary string
	lack    lack
}

// lack says what an unknown ruling lacks.
type lack int

const (
	lackOther    lack = iota // a value that cannot be read, or that another one contradicts
	lackField                // a field that the object does not have
	lackDocument             // a document that could not be read
)

func pass() ruling { return ruling{status: Pass} }

func fail(format string, values ...any) ruling {
	return ruling{status: Fail, reason: fmt.Sprintf(format, values...)}
}

// failIn is a failure with the values of this subject, and a summary without
// them.
func failIn(summary, format string, values ...any) ruling {
	return ruling{status: Fail, reason: fmt.Sprintf(format, values...), summary: summary}
}

func notApplicable(reason string) ruling { return ruling{status: NotApplicable, reason: reason} }

func unknown(format string, values ...any) ruling {
	return ruling{status: Unknown, reason: fmt.Sprintf(format, values...)}
}

// absent returns the ruling on something that the response does not say:
// "whether the user is suspended".
func absent(what string) ruling {
	return ruling{status: Unknown, reason: "JumpCloud does not say " + what, lack: lackField}
}

// unreadable returns the ruling on something that the response says in a form
// that has no known meaning.
func unreadable(what string) ruling {
	return unknown("JumpCloud says %s in a form that cannot be read", what)
}

// notRead returns the ruling on a document that could not be read.
func notRead(document Document, reason string) ruling {
	return ruling{status: Unknown, reason: fmt.Sprintf("reading the %s: %s", document, reason), lack: lackDocument}
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

// must passes when a value is the wanted one. what is what the value says, as
// in absent.
func must(what string, value *bool, wanted bool, failure string) ruling {
	if value == nil {
		return absent(what)
	}
	return require(*value == wanted, "%s", failure)
}

// mustBe passes when a text is the wanted one, in any case.
func mustBe(what, word, wanted string) ruling {
	if word == "" {
		return absent(what)
	}
	return require(strings.EqualFold(word, wanted), "%s is %q, but must be %q", what, word, wanted)
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

// every passes when all rulings pass. It fails when one fails, even if others
// are unknown, and names every failure.
func every(rulings ...ruling) ruling {
	for _, status := range []Status{Fail, Unknown} {
		if some := withStatus(rulings, status); len(some) > 0 {
			return joined(some)
		}
	}
	return pass()
}

// either passes when one ruling passes. It fails when all fail, and names every
// failure.
func either(rulings ...ruling) ruling {
	for _, status := range []Status{Pass, Unknown, Fail} {
		if some := withStatus(rulings, status); len(some) > 0 {
			return joined(some)
		}
	}
	return pass()
}

func withStatus(rulings []ruling, status Status) []ruling {
	return slices.DeleteFunc(slices.Clone(rulings), func(r ruling) bool { return r.status != status })
}

// joined combines rulings of one status.
func joined(rulings []ruling) ruling {
	result := rulings[0]
	var reasons, summaries []string
	for _, one := range rulings {
		if !slices.Contains(reasons, one.reason) {
			reasons = append(reasons, one.reason)
		}
		if summary := one.summarized(); !slices.Contains(summaries, summary) {
			summaries = append(summaries, summary)
		}
		switch {
		case one.lack == lackDocument:
			result.lack = lackDocument
		case one.lack != result.lack && result.lack != lackDocument:
			result.lack = lackOther
		}
	}
	result.reason, result.summary = strings.Join(reasons, ", "), strings.Join(summaries, ", ")
	return result
}

func (r ruling) summarized() string { return cmp.Or(r.summary, r.reason) }

// where returns the ruling on a subject that the check applies to. If that is
// unknown, it keeps only a pass.
func where(meant *bool, what, otherwise string, r ruling) ruling {
	switch {
	case meant == nil && r.status == Pass:
		return r
	case meant == nil:
		return absent(what)
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
