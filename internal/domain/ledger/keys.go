// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package ledger

import (
	"iter"
	"maps"
	"slices"
)

// Keys are the keys of records. Those that are not a Set may be a million: the
// ledger has no index of them, and asks each for a key.
type Keys interface {
	All() iter.Seq[string]
	Has(key string) bool
}

// Records are the records that a resource holds after the run.
type Records interface {
	Keys
	// Content is what the resource sets in a record that it holds.
	Content(key string) Content
	// Sends reports whether the run sends a record.
	Sends(key string) bool
}

// Set is a set of keys.
type Set map[string]bool

// SetOf returns a set.
func SetOf(keys iter.Seq[string]) Set {
	set := Set{}
	for key := range keys {
		set[key] = true
	}
	return set
}

// All implements Keys.
func (s Set) All() iter.Seq[string] { return maps.Keys(s) }

// Has implements Keys.
func (s Set) Has(key string) bool { return s[key] }

func (s Set) add(key string) { s[key] = true }

func (s Set) sorted() []string { return slices.Sorted(maps.Keys(s)) }

// Listed are Records as maps.
type Listed struct {
	Contents map[string]Content
	// Sent has the keys of the records that the run sends.
	Sent map[string]bool
}

// All implements Keys.
func (l Listed) All() iter.Seq[string] { return maps.Keys(l.Contents) }

// Has implements Keys.
func (l Listed) Has(key string) bool {
	_, has := l.Contents[key]
	return has
}

// Content implements Records.
func (l Listed) Content(key string) Content { return l.Contents[key] }

// Sends implements Records.
func (l Listed) Sends(key string) bool { return l.Sent[key] }

// keysOf returns the keys of records, which are a Set if they are Listed.
func keysOf(records Records) Keys {
	if listed, ok := records.(Listed); ok {
		return SetOf(listed.All())
	}
	return records
}
