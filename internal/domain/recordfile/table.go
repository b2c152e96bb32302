// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"cmp"
	"iter"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// Row is one record, before the apply and after it.
type Row struct {
	// Key is the primary ID.
	Key string

	// before is what was accepted before, and planned what the file has.
	before, planned Hash
	// content is the beginning of the hash of what the file has.
	content uint64
	line    uint32
	now     outcome
}

// outcome says what is accepted now.
type outcome uint8

const (
	asBefore outcome = iota
	asPlanned
	inDoubt
	forgotten
)

// accepted is what is accepted now.
func (r *Row) accepted() Hash {
	switch r.now {
	case asPlanned:
		return r.planned
	case inDoubt:
		return Doubtful
	case forgotten:
		return Absent
	}
	return r.before
}

// Before are the records that were accepted before.
type Before interface {
	Salt() Salt
	Len() int
	Records() iter.Seq2[string, Hash]
}

// Table compares a file with what was accepted before. It is what is known to be
// accepted while the file is sent.
type Table struct {
	salt Salt
	// rows are sorted by key.
	rows []Row
	// best is the line of the record with the most declared fields.
	best uint32
	// sendsAll says that unchanged records are sent too.
	sendsAll bool
}

// NewTable returns the table of a file, which it takes over, and of what was accepted
// before. The file must have been read with the salt of that. A nil file is one
// without records.
func NewTable(file *File, before Before, sendsAll bool) *Table {
	t := &Table{salt: before.Salt(), sendsAll: sendsAll}
	if file != nil {
		t.rows = file.rows
	}
	next, count := 0, len(t.rows)
	for key, hash := range before.Records() {
		for next < count && t.rows[next].Key < key {
			next++
		}
		if next < count && t.rows[next].Key == key {
			t.rows[next].before = hash
			continue
		}
		t.rows = append(t.rows, Row{Key: key, before: hash})
	}
	if len(t.rows) > count {
		slices.SortFunc(t.rows, func(a, b Row) int { return cmp.Compare(a.Key, b.Key) })
	}
	if file != nil && file.best.Key != "" {
		t.best = t.row(file.best.Key).line
	}
	return t
}

// row returns the row with a key, or nil.
func (t *Table) row(key string) *Row {
	i, found := slices.BinarySearchFunc(t.rows, key, func(row Row, key string) int { return cmp.Compare(row.Key, key) })
	if !found {
		return nil
	}
	return &t.rows[i]
}

// isSent reports whether the apply sends the record.
func (t *Table) isSent(row *Row) bool {
	return row.planned != Absent && (t.sendsAll || row.planned != row.before)
}

// Len is the number of records in the file.
func (t *Table) Len() int {
	count := 0
	for i := range t.rows {
		if t.rows[i].planned != Absent {
			count++
		}
	}
	return count
}

// Removed are the keys of the records that are no longer in the file, sorted.
func (t *Table) Removed() []string {
	return t.keys(func(row *Row) bool { return row.planned == Absent && row.accepted() != Absent })
}

// Accepted are the keys of the records that are or may be accepted, sorted.
func (t *Table) Accepted() []string {
	return t.keys(func(row *Row) bool { return row.accepted() != Absent })
}

func (t *Table) keys(is func(*Row) bool) []string {
	var keys []string
	for i := range t.rows {
		if is(&t.rows[i]) {
			keys = append(keys, t.rows[i].Key)
		}
	}
	return keys
}

// Accept notes that the content of a record that the file has is accepted.
func (t *Table) Accept(record contract.Record) {
	t.set(record.Key, asPlanned)
}

// Doubt notes that it is unknown whether a record was accepted.
func (t *Table) Doubt(key string) { t.set(key, inDoubt) }

// Forget notes that a record is no longer one of the resource.
func (t *Table) Forget(key string) { t.set(key, forgotten) }

func (t *Table) set(key string, now outcome) {
	if row := t.row(key); row != nil {
		row.now = now
	}
}

// DoubtChanges notes that what has changed may not be where the rest is.
func (t *Table) DoubtChanges() {
	for i := range t.rows {
		if row := &t.rows[i]; row.accepted() != Absent && row.accepted() != row.before {
			row.now = inDoubt
		}
	}
}

// AcceptedCount is the number of records that are known to be accepted.
func (t *Table) AcceptedCount() int {
	count := 0
	for i := range t.rows {
		if t.rows[i].accepted() >= firstHash {
			count++
		}
	}
	return count
}

// Digest is the text of the digest of the records that are or may be accepted.
func (t *Table) Digest() string {
	w := newDigestWriter(t.salt)
	for i := range t.rows {
		if hash := t.rows[i].accepted(); hash != Absent {
			w.add(t.rows[i].Key, hash)
		}
	}
	return w.text()
}

// Changes are what an apply changes.
type Changes struct {
	Added, Changed, Removed Kind
	// Unchanged is the number of records with the same content as before.
	Unchanged int
	// Sent is the number of records that are sent.
	Sent int
}

// Kind are the records of one kind.
type Kind struct {
	Count int
	// First are the keys of the first twenty.
	First []string
}

func (k *Kind) add(key string) {
	k.Count++
	if len(k.First) < maxNamed {
		k.First = append(k.First, key)
	}
}

// IsEmpty reports whether nothing is sent, and no record leaves the resource.
func (c Changes) IsEmpty() bool { return c.Sent == 0 && c.Removed.Count == 0 }

// Changes counts the changes.
func (t *Table) Changes() Changes {
	var changes Changes
	for i := range t.rows {
		row := &t.rows[i]
		if t.isSent(row) {
			changes.Sent++
		}
		switch {
		case row.before == Absent:
			changes.Added.add(row.Key)
		case row.planned == Absent:
			changes.Removed.add(row.Key)
		case row.planned != row.before:
			changes.Changed.add(row.Key)
		default:
			changes.Unchanged++
		}
	}
	return changes
}

// All yields the keys of the records in the file, sorted.
func (t *Table) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range t.rows {
			if t.rows[i].planned != Absent && !yield(t.rows[i].Key) {
				return
			}
		}
	}
}
