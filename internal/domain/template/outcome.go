// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
)

// Counts are the numbers of lines of imports, by result.
type Counts struct {
	Total    int64
	Added    int64
	Updated  int64
	NoAction int64
	// Skipped are inserts or updates that the template does not allow.
	Skipped int64
	// Invalid are lines that are refused, empty, or without a key or parent.
	Invalid  int64
	Deleted  int64
	Warnings int64
}

// Done returns the number of lines that ProcessUnity now has as they were sent.
func (c Counts) Done() int64 { return c.Added + c.Updated + c.NoAction }

// Add adds other counts.
func (c *Counts) Add(other Counts) {
	c.Total += other.Total
	c.Added += other.Added
	c.Updated += other.Updated
	c.NoAction += other.NoAction
	c.Skipped += other.Skipped
	c.Invalid += other.Invalid
	c.Deleted += other.Deleted
	c.Warnings += other.Warnings
}

// counters are the names of each count: the first name at the top level of a
// response, the others in its Data (both recorded).
var counters = []struct {
	names []string
	count func(*Counts) *int64
}{
	{[]string{"TotalRecords"}, func(c *Counts) *int64 { return &c.Total }},
	{[]string{"TotalAddedRecords", "TotalInsertRecords"}, func(c *Counts) *int64 { return &c.Added }},
	{[]string{"TotalUpdatedRecords", "TotalUpdateRecords"}, func(c *Counts) *int64 { return &c.Updated }},
	{[]string{"TotalNoActionRecords"}, func(c *Counts) *int64 { return &c.NoAction }},
	{[]string{"TotalSkippedInserts"}, func(c *Counts) *int64 { return &c.Skipped }},
	{[]string{"TotalSkippedUpdates"}, func(c *Counts) *int64 { return &c.Skipped }},
	{[]string{"TotalInvalid", "TotalErrorRecords"}, func(c *Counts) *int64 { return &c.Invalid }},
	{[]string{"TotalEmptyRecords"}, func(c *Counts) *int64 { return &c.Invalid }},
	{[]string{"TotalNoKeyRecords"}, func(c *Counts) *int64 { return &c.Invalid }},
	{[]string{"TotalNoParentRecords"}, func(c *Counts) *int64 { return &c.Invalid }},
	{[]string{"TotalDeleteRecords"}, func(c *Counts) *int64 { return &c.Deleted }},
	{[]string{"TotalWarnings"}, func(c *Counts) *int64 { return &c.Warnings }},
}

// Outcome is the response of ProcessUnity to one import.
type Outcome struct {
	Counts
	// HasError applies to the call: lines can fail without it (recorded).
	HasError bool
	Message  string
	// Log has the result of each line. It may be missing (recorded).
	Log []LogEntry
}

// LogEntry is the result of one line.
type LogEntry struct {
	// Line is the line by column.
	Line    map[string]string
	Status  string
	Message string
}

// DecodeOutcome reads the response to an import, in either form. A response
// that counts neither inserts nor updates is an error.
func DecodeOutcome(body []byte) (Outcome, error) {
	var answer map[string]json.RawMessage
	if err := decodeObject(body, &answer); err != nil {
		return Outcome{}, err
	}
	var head struct {
		HasError  bool
		HasErrors bool
		Message   string
		Log       []map[string]cell
	}
	if err := decodeObject(body, &head); err != nil {
		return Outcome{}, err
	}
	outcome := Outcome{HasError: head.HasError || head.HasErrors, Message: head.Message}
	members := answer
	var data map[string]json.RawMessage
	if json.Unmarshal(answer["Data"], &data) == nil && data != nil {
		members = maps.Clone(answer)
		maps.Copy(members, data)
		if head.Log == nil && json.Unmarshal(data["Log"], &head.Log) != nil {
			head.Log = nil // The counts decide.
		}
	}
	counts, err := decodeCounts(members)
	if err != nil && !outcome.HasError {
		return Outcome{}, err
	}
	outcome.Counts, outcome.Log = counts, decodeLog(head.Log)
	return outcome, nil
}

func decodeCounts(members map[string]json.RawMessage) (Counts, error) {
	var counts Counts
	counted := false
	for _, counter := range counters {
		for _, name := range counter.names {
			value, given := members[name]
			if !given {
				continue
			}
			var read number
			if json.Unmarshal(value, &read) != nil {
				return Counts{}, errors.New("it has a counter that is not a number")
			}
			*counter.count(&counts) += int64(read)
			counted = counted || slices.Contains([]string{"TotalAddedRecords", "TotalUpdatedRecords", "TotalInsertRecords", "TotalUpdateRecords"}, name)
		}
	}
	if !counted {
		return Counts{}, errors.New("it counts neither inserts nor updates")
	}
	return counts, nil
}

func decodeLog(entries []map[string]cell) []LogEntry {
	var log []LogEntry
	for _, entry := range entries {
		line := LogEntry{Line: make(map[string]string, len(entry)), Status: string(entry["STATUS"]), Message: string(entry["MESSAGE"])}
		for column, value := range entry {
			line.Line[column] = string(value)
		}
		log = append(log, line)
	}
	return log
}
