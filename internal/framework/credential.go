// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Secret refuses a credential that is empty, or has a character that no key and
// no token has: everything but printable ASCII. Its error never contains the
// value.
func Secret() validator.String {
	return stringCheck{
		allowed: "not empty, without white space, and printable ASCII; use trimspace() to remove a line end",
		check:   it(CheckSecret),
	}
}

// CheckSecret is the check of Secret, for values from the environment.
func CheckSecret(value string) error {
	return check(value, notUTF8, byteOrderMark, zeroWidth, noBreakSpace, outerSpace, innerSpace, control, notASCII)
}

// Password refuses a password, or a name that is sent with it, that is empty, that
// begins or ends with white space, or that has invisible characters. A person's
// password may contain spaces and letters of any script. Its error never contains
// the value.
func Password() validator.String {
	return stringCheck{
		allowed: "not empty, without leading or trailing white space, and without invisible characters; use trimspace() to remove a line end",
		check:   it(CheckPassword),
	}
}

// CheckPassword is the check of Password, for values from the environment.
func CheckPassword(value string) error {
	return check(value, notUTF8, byteOrderMark, zeroWidth, outerSpace, control)
}

// CheckURL refuses characters that a URL cannot have. They are hard to see where
// the rest of the URL is right.
func CheckURL(value string) error {
	return check(value, notUTF8, byteOrderMark, zeroWidth, noBreakSpace, outerSpace, innerSpace, control)
}

// ID refuses a string that does not have the form of an ID.
func ID(form string, pattern *regexp.Regexp) validator.String {
	return stringCheck{allowed: form, check: it(func(value string) error {
		if err := CheckSecret(value); err != nil {
			return err
		}
		if !pattern.MatchString(value) {
			return errors.New("has another form")
		}
		return nil
	})}
}

// A flaw is a kind of character that a value must not have. Its text says how to
// get rid of it, and follows "it".
type flaw struct {
	in   func(value string) bool
	text string
}

var (
	notUTF8 = flaw{
		func(value string) bool { return !utf8.ValidString(value) },
		"is not UTF-8: save the file, or set the variable, in UTF-8",
	}
	byteOrderMark = flaw{
		func(value string) bool { return strings.ContainsRune(value, '\ufeff') },
		"contains a byte order mark (U+FEFF), which PowerShell and editors write at the beginning of a file: " +
			`save the file as UTF-8 without it, or use trimprefix(…, "\ufeff")`,
	}
	zeroWidth = flaw{
		hasZeroWidth,
		"contains an invisible character, such as a zero-width space, which comes with text from chats and web pages: copy it again from where it was created",
	}
	noBreakSpace = flaw{
		contains(func(r rune) bool { return r > unicode.MaxASCII && unicode.IsSpace(r) }),
		"contains white space that is not a plain space, such as a no-break space, which comes with text from web pages and documents: copy it again from where it was created",
	}
	outerSpace = flaw{
		func(value string) bool { return strings.TrimSpace(value) != value },
		"begins or ends with white space, such as the line end of a file: remove it, for example with trimspace()",
	}
	innerSpace = flaw{
		func(value string) bool { return strings.ContainsFunc(strings.TrimSpace(value), isPlainSpace) },
		"contains white space: give the value alone, without a word such as Bearer or Token before it",
	}
	control = flaw{
		func(value string) bool { return strings.ContainsFunc(strings.TrimSpace(value), isControl) },
		"contains a control character: copy it again from where it was created",
	}
	notASCII = flaw{
		contains(func(r rune) bool {
			return r > unicode.MaxASCII && !unicode.IsSpace(r) && !posture.IsInvisible(r) && r != utf8.RuneError
		}),
		"contains a character that is not ASCII, such as a letter with an accent, or a dash or a quotation mark from a word processor: copy it again from where it was created",
	}
)

// check returns all flaws of a value in one error, which does not contain it.
func check(value string, flaws ...flaw) error {
	if value == "" {
		return errors.New("is empty")
	}
	found := []string{}
	for _, flaw := range flaws {
		if flaw.in(value) {
			found = append(found, flaw.text)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return errors.New(strings.Join(found, "; and it "))
}

func contains(is func(rune) bool) func(string) bool {
	return func(value string) bool { return strings.ContainsFunc(value, is) }
}

// it makes what a check says of a value a sentence.
func it(check func(string) error) func(string) error {
	return func(value string) error {
		if err := check(value); err != nil {
			return fmt.Errorf("it %w", err)
		}
		return nil
	}
}

// isControl reports whether a character controls, and is not a tab, which a
// password may have.
func isControl(r rune) bool {
	return unicode.IsControl(r) && r != '\t' || r == '\u2028' || r == '\u2029'
}

func isPlainSpace(r rune) bool { return r <= unicode.MaxASCII && unicode.IsSpace(r) }

// joiners join and separate letters: they belong to the spelling of some scripts,
// and to emoji, but not to a value that is otherwise ASCII.
var joiners = []rune{'\u200c', '\u200d', '\ufe0f'}

func hasZeroWidth(value string) bool {
	isOther := func(r rune) bool { return r > unicode.MaxASCII && !posture.IsInvisible(r) }
	mayJoin := strings.ContainsFunc(value, isOther)
	return strings.ContainsFunc(value, func(r rune) bool {
		return r != '\ufeff' && posture.IsInvisible(r) && (!mayJoin || !slices.Contains(joiners, r))
	})
}
