// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"encoding/json"
	"slices"
)

// provisional says whether a score is not final (spec, of a company's summary).
// It is nil where it is null or absent. A value that is not a boolean does not
// say that the score is final: it is true.
type provisional struct{ value *bool }

func (p *provisional) UnmarshalJSON(data []byte) error {
	var said boolean
	_ = said.UnmarshalJSON(data) // It never fails.
	p.value = said.value
	if said.value == nil && string(data) != "null" {
		p.value = new(true)
	}
	return nil
}

// tags are the names of the tags of a scorecard: strings in a summary (live),
// and objects in the second version of the API (spec). The names are nil if one
// of them cannot be read, because a list with fewer tags would be another list.
type tags struct{ names []string }

func (t *tags) UnmarshalJSON(data []byte) error {
	t.names = nil
	var written []tag
	if err := json.Unmarshal(data, &written); err != nil || written == nil {
		return nil //nolint:nilerr // Tags that cannot be read are unknown, and no error of the company.
	}
	names := make([]string, 0, len(written))
	for _, one := range written {
		if one == "" {
			return nil
		}
		names = append(names, string(one))
	}
	slices.Sort(names)
	t.names = slices.Compact(names)
	return nil
}

// tag is the name of a tag. A tag of another form is empty.
type tag string

func (t *tag) UnmarshalJSON(data []byte) error {
	var name lenient[string]
	var object lenient[struct {
		Name lenient[string] `json:"name"`
	}]
	_, _ = name.UnmarshalJSON(data), object.UnmarshalJSON(data) // They never fail.
	*t = tag(name.value + object.value.Name.value)
	return nil
}
