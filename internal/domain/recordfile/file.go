// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// attribute is the argument that names the file.
const attribute = "records_file"

// File is what was read of a file.
type File struct {
	// SHA256 is the hash of all bytes of the file, in hexadecimal.
	SHA256 string

	// rows are sorted by key.
	rows []Row
	// best has the most declared fields; on a tie, it is the first one by key.
	best contract.Record
}

// Read reads and checks every line of a file, which has about size bytes. Problems
// name lines, and never what a line contains. If one of them is an error, there is no
// file.
func Read(ctx context.Context, source io.Reader, size int64, checker *contract.Checker, salt Salt) (*File, []problem.Problem, error) {
	file, found := &File{}, faults{}
	split := newSplitter(source)
	if err := inOrder(ctx, split, func(c chunk) part { return readPart(c, checker, salt) }, func(read part) {
		if file.rows == nil {
			file.rows = make([]Row, 0, min(maxExpected, int64(len(read.rows))*(size/max(read.size, 1)+1)))
		}
		file.rows = append(file.rows, read.rows...)
		file.best = better(file.best, read.best)
		found.merge(read.faults)
	}); err != nil {
		return nil, nil, err
	}
	file.SHA256 = split.hash()
	byKey := func(a, b Row) int { return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.line, b.line)) }
	slices.SortFunc(file.rows, byKey)
	found.merge(duplicates(file.rows))
	problems := found.problems()
	if len(file.rows) == 0 && !problem.HasErrors(problems) {
		problems = append(problems, problem.Problem{Attribute: attribute, Message: "The file has no record. An empty file is often what a command has left that failed. " +
			"To remove all records of the resource, set records = {} instead of records_file."})
	}
	if problem.HasErrors(problems) {
		return nil, problems, nil
	}
	return file, problems, nil
}

// maxExpected is the number of records that room is made for before they are read. A
// slice that grows has its records in memory twice.
const maxExpected = 2_000_000

// part is what was read of a chunk.
type part struct {
	size   int64
	rows   []Row
	best   contract.Record
	faults faults
}

func readPart(c chunk, checker *contract.Checker, salt Salt) part {
	defer c.release()
	read := part{size: int64(len(c.text))}
	for line, text := range c.lines() {
		record, found := checker.OwnRecord(text)
		for _, p := range found {
			p.Attribute = attribute
			read.faults.add(p, lines{1, []int{line}})
		}
		if problem.HasErrors(found) {
			continue
		}
		read.rows = append(read.rows, Row{Key: record.Key, planned: salt.Hash(record.Hash), content: content(record.Hash), line: uint32(line)}) //nolint:gosec // A larger one is refused.
		record.JSON = nil
		read.best = better(read.best, record)
	}
	return read
}

// content is the beginning of a record's hash.
func content(hash string) uint64 {
	sum, _ := hex.DecodeString(hash)
	return binary.BigEndian.Uint64(sum)
}

// better returns the record with more declared fields, or the first one by key.
func better(a, b contract.Record) contract.Record {
	if a.Key == "" || b.Key != "" && cmp.Or(b.Declared-a.Declared, cmp.Compare(a.Key, b.Key)) > 0 {
		return b
	}
	return a
}

// duplicates are the lines with the key of an earlier line.
func duplicates(rows []Row) faults {
	var found faults
	var repeated []int
	for i := 1; i < len(rows); i++ {
		if rows[i].Key == rows[i-1].Key {
			repeated = append(repeated, i)
		}
	}
	slices.SortFunc(repeated, func(a, b int) int { return cmp.Compare(rows[a].line, rows[b].line) })
	for _, i := range repeated {
		message := "The primary ID is that of an earlier line. Each record must be in one line only."
		if len(repeated) == 1 {
			message = fmt.Sprintf("The primary ID is that of line %d. Each record must be in one line only.", rows[i-1].line)
		}
		found.add(problem.Problem{Attribute: attribute, Message: message}, lines{1, []int{int(rows[i].line)}})
	}
	return found
}

// inOrder reads the chunks of a file with all processors, and hands over what was
// read in the order of the file. A few chunks are in memory at a time.
func inOrder[T any](ctx context.Context, split *splitter, read func(chunk) T, take func(T)) error {
	var workers errgroup.Group
	parallel := runtime.GOMAXPROCS(0)
	workers.SetLimit(parallel + 1)
	queue := make(chan chan T, parallel)
	var err error
	workers.Go(func() error {
		defer close(queue)
		for ctx.Err() == nil {
			var c chunk
			if c, err = split.next(); err != nil {
				return nil
			}
			result := make(chan T, 1)
			queue <- result
			workers.Go(func() error {
				result <- read(c)
				return nil
			})
		}
		return nil
	})
	for result := range queue {
		take(<-result)
	}
	_ = workers.Wait() // None of them returns an error.
	if errors.Is(err, io.EOF) {
		return nil
	}
	return cmp.Or(err, context.Cause(ctx))
}

// Incomplete warns when no record has a value for every declared field.
func (f *File) Incomplete(checker *contract.Checker) []problem.Problem {
	problems := checker.Incomplete(func(yield func(contract.Record) bool) { yield(f.best) })
	for i := range problems {
		problems[i].Attribute = attribute
	}
	return problems
}
