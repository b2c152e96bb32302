// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import "github.com/go-json-experiment/json/jsontext"

// CloudResourceTypes is the whole table.
func CloudResourceTypes() map[string]string { return cloudResourceTypes }

// IsExact and IsDatetime are what only records show otherwise.
func IsExact(number string) bool { return isExact(jsontext.Value(number)) }

func IsDatetime(text string) bool { return isDatetime(text) }
