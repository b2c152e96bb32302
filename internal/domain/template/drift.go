// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// Difference has the differences between an export and the asserted rows.
type Difference struct {
	// Rows are the rows with the texts of the export, by key. A row is nil if the
	// export does not have the item.
	Rows map[string]Row
	// Unreadable are columns that the export does not show.
	Unreadable []string
}

// Drift compares rows with an export. A column that is blank in every record is
// not drift, because the user may not be allowed to view it. A column that is
// set only in new items is not drift either. sent returns the text that is sent for
// a cell.
func Drift(export Export, keyColumn string, rows map[string]Row, insertOnly []string, sent func(string) string) (Difference, error) {
	if len(export.Records) == 0 {
		return Difference{}, errors.New("it has no records")
	}
	index, err := export.Index(keyColumn)
	if err != nil {
		return Difference{}, err
	}
	drift := Difference{Rows: map[string]Row{}}
	unreadable := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		record, exists, err := index.Find(key)
		if err != nil {
			return Difference{}, err
		}
		if !exists {
			drift.Rows[key] = nil
			continue
		}
		current := maps.Clone(rows[key])
		for column, text := range rows[key] {
			switch {
			case slices.Contains(insertOnly, column), sameText(record[column], sent(text)):
			case !export.IsFilled(column):
				unreadable[column] = true
			default:
				current[column] = record[column]
			}
		}
		if !maps.Equal(current, rows[key]) {
			drift.Rows[key] = current
		}
	}
	drift.Unreadable = slices.Sorted(maps.Keys(unreadable))
	return drift, nil
}

// sameText ignores leading and trailing white space and the kind of line
// endings, which a form may change.
func sameText(a, b string) bool { return plainText(a) == plainText(b) }

func plainText(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}
