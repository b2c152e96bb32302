// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"cmp"
	"fmt"
	"strings"
)

// successStatus is the only known status (recorded).
const successStatus = "SUCCESS"

// Verdict is the result of the rows of one import.
type Verdict struct {
	// Accepted rows are in ProcessUnity as they were sent.
	Accepted []string
	// Refused has the rows that ProcessUnity did not change, by key, with the
	// reason.
	Refused map[string]string
	// Unknown are the rows with an unknown result.
	Unknown []string
	// Warnings are the messages for accepted rows that were not accepted as sent.
	Warnings map[string]string
	// Problem says why not every row was accepted. It is empty if all rows were
	// accepted.
	Problem string
}

// Judge returns the result of the lines that were sent. The counts decide, and
// must account for every line. With a log, it is known which lines failed.
func (o Outcome) Judge(kind Kind, keyColumn string, lines []Line) Verdict {
	verdict := Verdict{Problem: o.problem(kind, len(lines))}
	entries := o.entries(keyColumn)
	accepted, unmentioned := verdict.sort(lines, entries)
	switch {
	case verdict.Problem == "" && len(verdict.Refused) == 0:
		verdict.Accepted = keysOf(lines)
	case verdict.isTrustworthy(o, kind, accepted):
		verdict.Accepted, verdict.Unknown = accepted, unmentioned
		verdict.Problem = cmp.Or(verdict.Problem, "the log names lines that failed")
	default:
		verdict.Problem = cmp.Or(verdict.Problem, "the log and the counts do not agree")
		verdict.Refused, verdict.Unknown = nil, keysOf(lines)
	}
	verdict.warn(entries)
	return verdict
}

// isTrustworthy reports whether the log explains the problem that the counts
// show.
func (v Verdict) isTrustworthy(o Outcome, kind Kind, accepted []string) bool {
	if len(v.Refused) == 0 || o.Deleted > 0 || kind == ThirdParty && o.Added > 0 {
		return false
	}
	return int64(len(accepted)) <= o.Done()
}

// problem returns the problem of the counts for a number of lines.
func (o Outcome) problem(kind Kind, lines int) string {
	counts := fmt.Sprintf("of %d lines it counts %d as added, %d as updated, %d as unchanged, %d as skipped and %d as invalid",
		lines, o.Added, o.Updated, o.NoAction, o.Skipped, o.Invalid)
	switch {
	case o.HasError:
		return "it reports an error: " + cmp.Or(o.Message, "without a message")
	case kind == ThirdParty && o.Added > 0:
		return "third parties were created, which must not happen: " + counts
	case o.Deleted > 0:
		return fmt.Sprintf("%d records were deleted, which an import must not do", o.Deleted)
	case o.Counts == Counts{} || o.Counts == Counts{Total: o.Total}:
		return "it counts no lines, and reports no error"
	case o.Done() != int64(lines) && o.Message != "":
		return counts + ": " + o.Message
	case o.Done() != int64(lines):
		return counts
	}
	return ""
}

// entries returns the entries of the log by key. If a key has several entries,
// a failure has priority.
func (o Outcome) entries(keyColumn string) map[string]LogEntry {
	entries := map[string]LogEntry{}
	for _, entry := range o.Log {
		key := entry.Line[keyColumn]
		if known, ok := entries[key]; !ok || known.Status == successStatus {
			entries[key] = entry
		}
	}
	return entries
}

// sort records the rows that the log reports as refused. It returns the rows
// that the log reports as accepted, and the rows that it does not mention.
func (v *Verdict) sort(lines []Line, entries map[string]LogEntry) (accepted, unmentioned []string) {
	for _, line := range lines {
		entry, mentioned := entries[line.Key]
		switch {
		case !mentioned:
			unmentioned = append(unmentioned, line.Key)
		case entry.Status == successStatus:
			accepted = append(accepted, line.Key)
		default:
			if v.Refused == nil {
				v.Refused = map[string]string{}
			}
			v.Refused[line.Key] = cmp.Or(entry.Message, "the status is "+cmp.Or(entry.Status, "missing"))
		}
	}
	return accepted, unmentioned
}

// plainMessages are the messages for lines that were accepted as sent
// (recorded), without a period.
var plainMessages = map[string]bool{"": true, "item inserted": true, "item updated": true, "no action": true}

// warn records unusual messages for accepted rows.
func (v *Verdict) warn(entries map[string]LogEntry) {
	for _, key := range v.Accepted {
		message := entries[key].Message
		if plainMessages[strings.ToLower(strings.TrimSuffix(strings.TrimSpace(message), "."))] {
			continue
		}
		if v.Warnings == nil {
			v.Warnings = map[string]string{}
		}
		v.Warnings[key] = message
	}
}

func keysOf(lines []Line) []string {
	keys := make([]string, len(lines))
	for i, line := range lines {
		keys[i] = line.Key
	}
	return keys
}
