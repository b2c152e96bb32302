// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"fmt"
	"reflect"
)

// Entries describes the entries of a list.
type Entries[T any] struct {
	// Noun is the name of one entry in errors: "portfolio".
	Noun string
	// Key is the name of what identifies an entry, as the system spells it: "id".
	Key string
	// Identity is its value. "" is an error: an entry that cannot be told from
	// others may be one that came before, and hide one that is missing.
	Identity func(T) string
	// KeepNameless keeps every entry without an identity instead. They do not
	// count toward the announced total.
	KeepNameless bool
	// Merge makes one entry of two with the same identity that are not equal, or
	// reports false if it cannot. nil merges none: that is an error, because one
	// of the two is wrong.
	Merge func(before, again T) (T, bool)
}

// Collection is what has come of a list that may have several pages. It counts
// entries by their identity: an entry that came before does not count toward
// the announced total, because pages that overlap hide entries in between.
type Collection[T any] struct {
	entries Entries[T]
	came    []T
	places  map[string]int
	// received also counts entries that came before.
	received int
	// announced is the largest total of any page: entries that vanish while pages
	// are read move others past the beginning of the next page.
	announced int
}

// NewCollection returns a collection of which nothing has come.
func NewCollection[T any](entries Entries[T]) *Collection[T] {
	return &Collection[T]{entries: entries, came: []T{}, places: map[string]int{}}
}

// Announce takes the total that a page names. 0 announces nothing.
func (c *Collection[T]) Announce(total int) { c.announced = max(c.announced, total) }

// Add takes the entries of a page.
func (c *Collection[T]) Add(page []T) error {
	for _, entry := range page {
		if err := c.add(entry); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collection[T]) add(entry T) error {
	c.received++
	identity := c.entries.Identity(entry)
	switch {
	case identity == "" && c.entries.KeepNameless:
		c.came = append(c.came, entry)
		return nil
	case identity == "":
		return fmt.Errorf("%s %d has no %q", c.entries.Noun, c.received, c.entries.Key)
	}
	place, came := c.places[identity]
	if !came {
		c.places[identity] = len(c.came)
		c.came = append(c.came, entry)
		return nil
	}
	merged, ok := c.merge(c.came[place], entry)
	if !ok {
		return fmt.Errorf("%s %q came twice with different values: the list may have changed while it was read", c.entries.Noun, identity)
	}
	c.came[place] = merged
	return nil
}

func (c *Collection[T]) merge(before, again T) (T, bool) {
	switch {
	case reflect.DeepEqual(before, again):
		return before, true
	case c.entries.Merge == nil:
		return before, false
	}
	return c.entries.Merge(before, again)
}

// Received is the number of entries, those that came before included.
func (c *Collection[T]) Received() int { return c.received }

// Len is the number of different entries.
func (c *Collection[T]) Len() int { return len(c.places) }

// HasAllAnnounced reports whether a total was announced, and as many different
// entries came.
func (c *Collection[T]) HasAllAnnounced() bool { return c.announced > 0 && c.Len() == c.announced }

// Whole returns the different entries in the order in which they came first.
// Fewer of them than announced are an error.
func (c *Collection[T]) Whole() ([]T, error) {
	if c.announced > c.Len() {
		return nil, fmt.Errorf("it announces %d entries, and has %d different ones: the list may have changed while it was read",
			c.announced, c.Len())
	}
	return c.came, nil
}

// Distinct returns the entries of a list that comes whole, each once.
func Distinct[T any](list []T, entries Entries[T]) ([]T, error) {
	collection := NewCollection(entries)
	if err := collection.Add(list); err != nil {
		return nil, err
	}
	return collection.Whole()
}
