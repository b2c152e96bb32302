// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"cmp"
	"fmt"
	"strings"
)

// successStatus is the only status that is known (recorded).
const successStatus = "SUCCESS"

// Verdict is what became of the rows of one import.
type Verdict struct {
	// Accepted rows are in ProcessUnity as they were sent.
	Accepted []string
	// Refused rows were left as they are, by key, with what is said about it.
	Refused map[string]string
	// Unknown are rows of which nobody knows.
	Unknown []string
	// Warnings are what is said of accepted rows that were not taken as they
	// were sent.
	Warnings map[string]string
	// Problem says why not every row was accepted; empty when all were.
	Problem string
}

// Judge says what became of the lines that were sent. The counts decide, which
// must account for every line; with a log it is known which ones failed.
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

// isTrustworthy reports whether the log explains what the counts say is wrong.
func (v Verdict) isTrustworthy(o Outcome, kind Kind, accepted []string) bool {
	if len(v.Refused) == 0 || o.Deleted > 0 || kind == ThirdParty && o.Added > 0 {
		return false
	}
	return int64(len(accepted)) <= o.Done()
}

// problem says what is wrong with the counts, for so many lines.
func (o Outcome) problem(kind Kind, lines int) string {
	counts := fmt.Sprintf("of %d lines it counts %d as added, %d as updated, %d as unchanged, %d as skipped and %d as invalid",
		lines, o.Added, o.Updated, o.NoAction, o.Skipped, o.Invalid)
	switch {
	case o.HasError:
		return "it reports an error: " + cmp.Or(o.Message, "without a message")
	case kind == ThirdParty && o.Added > 0:
		return "third parties were made, which must not be: " + counts
	case o.Deleted > 0:
		return fmt.Sprintf("%d records were deleted, which an import must not do", o.Deleted)
	case o.Counts == Counts{} || o.Counts == Counts{Total: o.Total}:
		return "it counts no line at all, and reports no error"
	case o.Done() != int64(lines):
		return strings.Join(append([]string{counts}, nonEmpty(o.Message)...), ": ")
	}
	return ""
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// entries are those of the log by key. Of several for a key, a failure counts.
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

// sort notes the rows that the log says were refused, and returns those that
// it says were accepted, and those that it does not mention.
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

// plainMessages are what is said of lines that were taken as they are
// (recorded), without a period.
var plainMessages = map[string]bool{"": true, "item inserted": true, "item updated": true, "no action": true}

// warn notes what is said of accepted rows beside the usual.
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
