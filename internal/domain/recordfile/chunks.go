// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"math"
	"slices"
	"sync"
)

const (
	// chunkBytes is how much of a file is read at once.
	chunkBytes = 256 << 10
	// longestLine is the most bytes that a line may have. It bounds the memory.
	longestLine = 16 << 20
)

// chunk is a part of a file that ends where a line ends.
type chunk struct {
	// line is the number of the first line.
	line int
	text []byte
}

// lines yields the lines that are not blank, with their numbers. They have no room
// behind them, so that they can be changed in place.
func (c chunk) lines() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		number := c.line
		for line := range bytes.Lines(c.text) {
			line = bytes.TrimSpace(line)
			if len(line) > 0 && !yield(number, slices.Clip(line)) {
				return
			}
			number++
		}
	}
}

// buffers are those of chunks that were read.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// release gives the buffer of the chunk back, unless a long line has made it large.
// The chunk must not be used after.
func (c chunk) release() {
	if cap(c.text) <= 2*chunkBytes {
		buffers.Put(&c.text)
	}
}

// splitter splits a file into chunks.
type splitter struct {
	source io.Reader
	sum    hash.Hash
	// rest is the beginning of the next line.
	rest  []byte
	line  int
	isEnd bool
}

func newSplitter(source io.Reader) *splitter {
	return &splitter{source: source, sum: sha256.New(), line: 1}
}

// next returns the next chunk, or io.EOF.
func (s *splitter) next() (chunk, error) {
	if s.isEnd {
		return chunk{}, io.EOF
	}
	text := s.buffer()
	for {
		count, err := s.source.Read(text[len(text):cap(text)])
		s.sum.Write(text[len(text) : len(text)+count])
		text = text[:len(text)+count]
		switch {
		case errors.Is(err, io.EOF):
			s.isEnd, s.rest = true, nil
			return s.chunk(text)
		case err != nil:
			return chunk{}, err
		case len(text) < cap(text):
			continue
		}
		if end := bytes.LastIndexByte(text, '\n') + 1; end > 0 {
			s.rest = append(s.rest[:0], text[end:]...)
			return s.chunk(text[:end])
		}
		if len(text) >= longestLine {
			return chunk{}, &LineError{s.line, fmt.Sprintf("The line has more than %d MiB.", longestLine>>20)}
		}
		text = append(make([]byte, 0, min(2*len(text), longestLine)), text...)
	}
}

// buffer returns a buffer that begins with the rest.
func (s *splitter) buffer() []byte {
	if size := min(2*len(s.rest), longestLine); size > chunkBytes {
		return append(make([]byte, 0, size), s.rest...)
	}
	used, _ := buffers.Get().(*[]byte)
	if cap(*used) < chunkBytes {
		*used = make([]byte, chunkBytes)
	}
	return append((*used)[:0], s.rest...)
}

var (
	byteOrderMark = []byte("\xef\xbb\xbf")
	utf16Marks    = [][]byte{[]byte("\xff\xfe"), []byte("\xfe\xff")}
)

// chunk returns a chunk of a text, without a byte order mark.
func (s *splitter) chunk(text []byte) (chunk, error) {
	if s.line == 1 {
		text = bytes.TrimPrefix(text, byteOrderMark)
		for _, mark := range utf16Marks {
			if bytes.HasPrefix(text, mark) {
				return chunk{}, &LineError{1, "The file must be in UTF-8, but is in UTF-16, as some versions of PowerShell write files by default."}
			}
		}
	}
	if s.line > math.MaxUint32 {
		return chunk{}, &LineError{s.line, "The file has too many lines."}
	}
	c := chunk{line: s.line, text: text}
	s.line += bytes.Count(text, []byte("\n"))
	return c, nil
}

// hash is the SHA-256 of what was read, in hexadecimal.
func (s *splitter) hash() string { return hex.EncodeToString(s.sum.Sum(nil)) }

// LineError is a line that cannot be read. The lines after it were not read.
type LineError struct {
	Line    int
	Problem string
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Problem) }
