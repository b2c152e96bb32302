// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// decoders keep their allocated memory from one record to the next.
var decoders = sync.Pool{New: func() any { return new(jsontext.Decoder) }}

func newWalk(c *Checker, key string) *walk {
	decoder, ok := decoders.Get().(*jsontext.Decoder)
	if !ok {
		decoder = new(jsontext.Decoder)
	}
	return &walk{checker: c, key: key, decoder: decoder, seen: make([]bool, len(c.leaves))}
}

// release returns the decoder to the pool, without the record.
func (w *walk) release() {
	w.decoder.Reset(new(bytes.Buffer))
	decoders.Put(w.decoder)
}

var (
	errTrailing = errors.New("data after the object")
	errDepth    = errors.New("too many levels")
)

// maximumDepth limits the length of the paths in problems, which grows with the
// depth of a field. Secureframe documents no limit.
const maximumDepth = 100

// open reads the start of an object.
func (w *walk) open() (jsontext.Token, error) {
	token, err := w.decoder.ReadToken()
	if err == nil && w.decoder.StackDepth() > maximumDepth {
		err = errDepth
	}
	return token, err
}

func (w *walk) end() error {
	if _, err := w.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return errTrailing
	}
	return nil
}

// syntax reports why the text is not JSON. The library's own error messages can
// quote the text.
func (w *walk) syntax(err error) {
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.Is(err, errTrailing):
		w.errorf("", "The record must be one JSON object, but more data follows it.")
	case errors.Is(err, errDepth):
		w.errorf("", "The record is nested deeper than %d levels. Reduce the nesting.", maximumDepth)
	case errors.Is(err, jsontext.ErrDuplicateName) && errors.As(err, &syntactic):
		field := dotted(syntactic.JSONPointer)
		w.errorf(field, "%q is in its object twice. Remove one of them.", field)
	case errors.As(err, &syntactic) && syntactic.ByteOffset > 0:
		w.errorf("", "The record must be one JSON object in UTF-8, but is not valid JSON after byte %d.", syntactic.ByteOffset)
	default:
		w.errorf("", "The record must be one JSON object in UTF-8, but is not valid JSON.")
	}
}
