// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"strings"
	"time"
)

// Secureframe documents ISO 8601 (spec). These are the forms of RFC 3339, and
// the forms with less: a date alone, no seconds, a short offset, or no offset.
// time.Parse also reads a fraction after the seconds, with a point or a comma.
// Libraries for ISO 8601 take a year, or a number of seconds, for a time, too.
var (
	timeLayouts = []string{"15:04:05", "15:04"}
	zoneLayouts = []string{"Z07:00", "Z0700", "Z07", ""}
)

func isDatetime(text string) bool {
	date, clock, hasClock := strings.Cut(text, "T")
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return false
	}
	if !hasClock {
		return true
	}
	// time.Parse also reads hours of one digit.
	if strings.IndexByte(clock, ':') != 2 {
		return false
	}
	for _, layout := range timeLayouts {
		for _, zone := range zoneLayouts {
			if _, err := time.Parse(layout+zone, clock); err == nil {
				return true
			}
		}
	}
	return false
}
