// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"fmt"
	"iter"
)

// Planned are the records of a file as other resources of a run see them. It takes a
// tenth of the memory of a Table.
type Planned struct{ records *Digest }

// A Planned has the beginning of a record's hash in place of a Hash, and in its last
// bits whether the record is sent.
const (
	flagBits = 4
	sentFlag = 1

	// ContentLength is the length of a Content.
	ContentLength = (64 - flagBits) / 4
)

// Planned returns the records of the file.
func (t *Table) Planned() *Planned {
	w := newDigestWriter(t.salt)
	for i := range t.rows {
		row := &t.rows[i]
		if row.planned == Absent {
			continue
		}
		value := row.content >> flagBits << flagBits
		if t.isSent(row) {
			value |= sentFlag
		}
		w.add(row.Key, Hash(value))
	}
	return &Planned{w.digest()}
}

// All yields the keys of the records, sorted.
func (p *Planned) All() iter.Seq[string] { return p.records.All() }

// Has reports whether the file has a record.
func (p *Planned) Has(key string) bool { return p.records.Has(key) }

// Content is the beginning of the hash of a record that the file has: ContentLength
// characters of a contract.Record's hash.
func (p *Planned) Content(key string) (string, bool) {
	value, has := p.records.find(key)
	return fmt.Sprintf("%0*x", ContentLength, uint64(value)>>flagBits), has
}

// Sends reports whether the apply sends a record.
func (p *Planned) Sends(key string) bool {
	value, has := p.records.find(key)
	return has && value&sentFlag != 0
}
