// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"strings"
	"time"
)

// Secureframe says ISO 8601 (spec), of which these are the forms of RFC 3339
// and those with less: a date alone, no seconds, a short or no offset.
// time.Parse reads a fraction, after a point or a comma, where there are seconds.
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
	// time.Parse reads hours of one digit too.
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
