// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"encoding/json"
	"errors"
	"regexp"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// identifier is an ID, which the API writes as a string in one place and as a
// number in another. Digits are kept as they came: some do not fit a float64.
type identifier string

var wholeNumber = regexp.MustCompile(`^-?[0-9]+$`)

// UnmarshalJSON implements json.Unmarshaler.
func (i *identifier) UnmarshalJSON(data []byte) error {
	switch {
	case string(data) == "null":
		*i = ""
		return nil
	case wholeNumber.Match(data):
		*i = identifier(data)
		return nil
	}
	var text string
	if json.Unmarshal(data, &text) != nil {
		return errors.New("an ID is neither a string nor a whole number")
	}
	*i = identifier(text)
	return nil
}

// utc writes a time in RFC 3339, UTC, to the second, or "" when it is absent or
// cannot be read. One page may hold several forms of time (client).
func utc(text string) string {
	parsed, ok := posture.ParseTime(text)
	if !ok {
		return ""
	}
	return parsed.Format(time.RFC3339)
}
