// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortestSecret is the number of characters from which a secret is replaced
// wherever it is. A shorter one, such as a placeholder, is part of ordinary words:
// replacing it would garble every message.
const shortestSecret = 8

// withheld is shown instead of a server's text.
const withheld = "the message is not shown because it contains a credential"

// Redact removes secrets from a server's text. Of a text that has a short secret
// as a word of its own, as an echo has it, it keeps nothing. A short secret inside
// another word says nothing, and stays.
func Redact(text string, secrets []string) string {
	if slices.ContainsFunc(secrets, func(secret string) bool { return isShort(secret) && hasWord(text, secret) }) {
		return withheld
	}
	return replaceSecrets(text, secrets)
}

// replaceSecrets removes the secrets that are not short. It is for texts of our
// own, which have no echo.
func replaceSecrets(text string, secrets []string) string {
	for _, secret := range secrets {
		if secret != "" && !isShort(secret) {
			text = strings.ReplaceAll(text, secret, "(redacted)")
		}
	}
	return text
}

func isShort(secret string) bool { return utf8.RuneCountInString(secret) < shortestSecret }

// hasWord reports whether the word is in the text with nothing beside it that
// could belong to it.
func hasWord(text, word string) bool {
	for start := 0; word != ""; start++ {
		at := strings.Index(text[start:], word)
		if at < 0 {
			return false
		}
		start += at
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[start+len(word):])
		if !inWord(before) && !inWord(after) {
			return true
		}
	}
	return false
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_'
}

// Clean prepares text from a decoded answer for display.
func (c *Client) Clean(message string) string { return c.config.clean(c.config.quote(message)) }

// quote prepares a server's words for a message.
func (c *Config) quote(message string) string { return Redact(message, c.Secrets) }

// maxMessageRunes limits the length of a server's text in a diagnostic.
const maxMessageRunes = 500

// clean prepares text for display: no secrets, one line, limited in length, and
// valid UTF-8, which Terraform requires in diagnostics.
func (c *Config) clean(message string) string {
	message = replaceSecrets(message, c.Secrets)
	message = strings.ToValidUTF8(message, string(utf8.RuneError))
	message = strings.Join(strings.FieldsFunc(message, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if utf8.RuneCountInString(message) > maxMessageRunes {
		message = string([]rune(message)[:maxMessageRunes]) + "…"
	}
	return message
}
