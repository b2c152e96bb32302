// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// withoutArrays drops or joins the arrays of an object, as the options say. It
// returns a value that is not a JSON object unchanged, so that the walk reports
// it.
func (w *walk) withoutArrays(object jsontext.Value) jsontext.Value {
	policy := w.checker.options.Arrays
	if policy != ArraysDrop && policy != ArraysJoin || bytes.IndexByte(object, '[') < 0 {
		return object
	}
	w.decoder.Reset(bytes.NewBuffer(object))
	if w.decoder.PeekKind() != '{' {
		return object
	}
	var out bytes.Buffer
	out.Grow(len(object))
	rewriting := rewriting{walk: w, encoder: jsontext.NewEncoder(&out), join: policy == ArraysJoin}
	err := rewriting.copyObject()
	if err == nil {
		err = w.end()
	}
	if err != nil {
		w.syntax(err)
		return nil
	}
	return out.Bytes()
}

// rewriting copies an object without its arrays.
type rewriting struct {
	*walk
	encoder *jsontext.Encoder
	join    bool
}

func (r *rewriting) copyObject() error {
	if err := r.copyToken(r.open()); err != nil {
		return err
	}
	for r.decoder.PeekKind() != '}' {
		name, err := r.decoder.ReadValue()
		if err != nil {
			return err
		}
		if err := r.copyMember(name.Clone()); err != nil {
			return err
		}
	}
	return r.copyToken(r.decoder.ReadToken())
}

func (r *rewriting) copyToken(token jsontext.Token, err error) error {
	if err != nil {
		return err
	}
	return r.encoder.WriteToken(token)
}

func (r *rewriting) copyMember(name jsontext.Value) error {
	kind := r.decoder.PeekKind()
	if kind == '[' {
		return r.rewriteArray(name)
	}
	if err := r.encoder.WriteValue(name); err != nil {
		return err
	}
	if kind == '{' {
		return r.copyObject()
	}
	value, err := r.decoder.ReadValue()
	if err != nil {
		return err
	}
	return r.encoder.WriteValue(value)
}

func (r *rewriting) rewriteArray(name jsontext.Value) error {
	array, err := r.decoder.ReadValue()
	if err != nil {
		return err
	}
	field := r.field()
	if field == r.checker.contract.PrimaryID {
		r.errorf(field, "%q is the primary ID and must be a string or a number, but is an array.", field)
		return nil
	}
	if !r.join {
		return nil
	}
	joined, problem := joinElements(array)
	if problem != "" {
		r.errorf(field, "%q cannot be joined: %s.", field, problem)
		return nil
	}
	if err := r.encoder.WriteValue(name); err != nil {
		return err
	}
	return r.encoder.WriteToken(jsontext.String(joined))
}

// joinElements returns the elements of an array as a list with commas, or the
// problem that prevents it.
func joinElements(array jsontext.Value) (joined, problem string) {
	var elements []string
	decoder := jsontext.NewDecoder(bytes.NewBuffer(array))
	_, err := decoder.ReadToken()
	for err == nil && decoder.PeekKind() != ']' {
		switch kind := decoder.PeekKind(); kind {
		case '{', '[', 'n':
			return "", "its elements must be strings, numbers, or booleans, but one is " + article(kind)
		}
		var element jsontext.Token
		element, err = decoder.ReadToken()
		if err == nil {
			elements = append(elements, element.String())
		}
	}
	switch {
	case err != nil:
		return "", "it is not valid JSON"
	case slices.ContainsFunc(elements, func(element string) bool { return strings.Contains(element, ",") }):
		return "", "an element contains a comma, and would be read as several elements"
	}
	return strings.Join(elements, ","), ""
}
