// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import "strings"

// The most characters that DNS allows in a name and in a label.
const (
	longestDomain = 253
	longestLabel  = 63
)

// isPlainDomain reports whether value is a normalized domain name whose labels are
// all of lower case letters, digits and inner hyphens, and none is an
// internationalized one. That is what systems return nearly always, and it takes a
// fraction of the time of normalizeDomain.
func isPlainDomain(value string) bool {
	if len(value) > longestDomain {
		return false
	}
	labels := 0
	last := ""
	for label := range strings.SplitSeq(value, ".") {
		if !isPlainLabel(label) {
			return false
		}
		labels++
		last = label
	}
	return labels > 1 && strings.Trim(last, "0123456789") != ""
}

func isPlainLabel(label string) bool {
	if label == "" || len(label) > longestLabel || label[0] == '-' || label[len(label)-1] == '-' || strings.HasPrefix(label, "xn--") {
		return false
	}
	for i := range len(label) {
		switch c := label[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
		default:
			return false
		}
	}
	return true
}
