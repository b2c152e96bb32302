// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// ErrChanged is the error of a file that has changed since it was compared.
var ErrChanged = errors.New("the file has changed while it was read")

// Pending yields the records that are sent, from the file that the table was made
// of. It compares each with the table before it yields it. The record with the most
// declared fields comes first if it is sent, because Secureframe creates a new schema
// from the first object that it receives (spec). The others come in the order of the
// file. An error is the last that it yields.
func (t *Table) Pending(ctx context.Context, source io.ReadSeeker, checker *contract.Checker) iter.Seq2[contract.Record, error] {
	pending := t.pendingRows()
	first := slices.IndexFunc(pending, func(i int) bool { return t.rows[i].line == t.best })
	return func(yield func(contract.Record, error) bool) {
		goesOn := true
		send := func(rows []int) {
			for record, err := range t.read(ctx, source, checker, rows) {
				if goesOn = yield(record, err) && err == nil; !goesOn {
					return
				}
			}
		}
		if first >= 0 {
			send(pending[first : first+1])
			pending = slices.Delete(pending, first, first+1)
		}
		if goesOn && len(pending) > 0 {
			send(pending)
		}
	}
}

// pendingRows are the indexes of the rows that are sent, in the order of the file.
func (t *Table) pendingRows() []int {
	var pending []int
	for i := range t.rows {
		if t.isSent(&t.rows[i]) {
			pending = append(pending, i)
		}
	}
	slices.SortFunc(pending, func(a, b int) int { return cmp.Compare(t.rows[a].line, t.rows[b].line) })
	return pending
}

// read yields the records of rows, which are in the order of the file.
func (t *Table) read(ctx context.Context, source io.ReadSeeker, checker *contract.Checker, rows []int) iter.Seq2[contract.Record, error] {
	return func(yield func(contract.Record, error) bool) {
		fail := func(err error) { yield(contract.Record{}, err) }
		if _, err := source.Seek(0, io.SeekStart); err != nil {
			fail(err)
			return
		}
		split := newSplitter(source)
		for len(rows) > 0 {
			c, err := split.next()
			if errors.Is(err, io.EOF) {
				err = ErrChanged
			}
			if err = cmp.Or(err, context.Cause(ctx)); err != nil {
				fail(err)
				return
			}
			for line, text := range c.lines() {
				if len(rows) == 0 || line != int(t.rows[rows[0]].line) {
					continue
				}
				row := &t.rows[rows[0]]
				rows = rows[1:]
				record, problems := checker.OwnRecord(text)
				if problem.HasErrors(problems) || record.Key != row.Key || t.salt.Hash(record.Hash) != row.planned {
					fail(ErrChanged)
					return
				}
				if !yield(record, nil) {
					return
				}
			}
		}
	}
}
