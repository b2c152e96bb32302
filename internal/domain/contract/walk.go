// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// walk goes through one object and checks it against the contract.
type walk struct {
	checker *Checker
	decoder *jsontext.Decoder
	// key is the record's primary ID.
	key string
	// isKeyless says that the key is what the object contains.
	isKeyless bool
	problems  []problem.Problem

	// seen says, by a leaf's index, whether the object has the field.
	seen []bool
	// declared is the number of these fields that are not null.
	declared     int
	hasPrimaryID bool
	hasMembers   bool
}

func (w *walk) errorf(field, format string, arguments ...any) {
	w.add(problem.Problem{Field: field, Message: fmt.Sprintf(format, arguments...)})
}

func (w *walk) warnf(field, format string, arguments ...any) {
	w.add(problem.Problem{Field: field, Message: fmt.Sprintf(format, arguments...), IsWarning: true})
}

func (w *walk) add(found problem.Problem) {
	found.Attribute = "records"
	if !w.isKeyless {
		found.Key = w.key
	}
	w.problems = append(w.problems, found)
}

func (w *walk) checkKey() {
	switch {
	case w.key == "":
		w.errorf("", "The key of a record is its primary ID and must not be empty.")
	case !utf8.ValidString(w.key):
		w.errorf("", "The key of a record must be valid UTF-8.")
	case posture.IdentifierFlaw(w.key) != "":
		w.errorf("", "The key of a record is its primary ID in Secureframe for good, and %s.", posture.IdentifierFlaw(w.key))
	case w.checker.primaryType() == TypeNumber && !isCanonicalNumber(w.key):
		w.errorf("", "The key must be a number in JSON form, such as 42, because the primary ID %q is declared as number.", w.checker.contract.PrimaryID)
	}
}

// checkOwnKey checks the key that the object contains.
func (w *walk) checkOwnKey() {
	if !w.hasPrimaryID {
		id := w.checker.contract.PrimaryID
		w.errorf(id, "%q is the primary ID, and is missing.", id)
		return
	}
	w.checkKey()
}

// run checks the whole object.
func (w *walk) run(object jsontext.Value) {
	w.decoder.Reset(bytes.NewBuffer(object))
	if kind := w.decoder.PeekKind(); kind != '{' && kind != 0 {
		w.errorf("", "The record must be a JSON object, but is %s.", article(kind))
		return
	}
	err := w.object(w.checker.root)
	if err == nil {
		err = w.end()
	}
	if err != nil {
		w.syntax(err)
		return
	}
	w.absent()
}

// object reads an object. Its node is nil if the contract does not declare it.
func (w *walk) object(n *node) error {
	if _, err := w.open(); err != nil {
		return err
	}
	for w.decoder.PeekKind() != '}' {
		name, err := w.decoder.ReadValue()
		if err != nil {
			return err
		}
		w.hasMembers = true
		child := n.child(name)
		if err := w.value(child); err != nil {
			return err
		}
		if n != nil && child == nil {
			field := w.field()
			w.warnf(field, "%q is not declared in the contract's fields.", field)
		}
	}
	_, err := w.decoder.ReadToken() // The closing brace.
	return err
}

// child returns the node of a name as it is in the JSON text.
func (n *node) child(quoted jsontext.Value) *node {
	if n == nil || len(n.children) == 0 {
		return nil
	}
	if bytes.IndexByte(quoted, '\\') < 0 {
		return n.children[string(quoted[1:len(quoted)-1])]
	}
	name, _ := jsontext.AppendUnquote(nil, quoted) // The decoder has checked it.
	return n.children[string(name)]
}

func (w *walk) value(n *node) error {
	kind := w.decoder.PeekKind()
	l := w.meet(n, kind)
	switch kind {
	case '{':
		if l != nil {
			n = nil // Fields below an object in the place of a value are not checked.
		}
		if err := w.object(n); err != nil {
			return err
		}
	case '[':
		if err := w.decoder.SkipValue(); err != nil {
			return err
		}
		w.errorf(w.field(), "%q is an array, which Secureframe ignores. Remove it, or set arrays to %q or %q.", w.field(), ArraysDrop, ArraysJoin)
		return nil
	default:
		text, err := w.decoder.ReadValue()
		if err != nil {
			return err
		}
		if kind == '0' && !isExact(text) {
			w.errorf(w.field(), "%q is a number that double precision cannot hold exactly. Write it as a string.", w.field())
			return nil
		}
		if l != nil {
			w.scalar(l, kind, text)
			return nil
		}
	}
	w.misplaced(n, l, kind)
	return nil
}

// meet records that the object has a declared field.
func (w *walk) meet(n *node, kind jsontext.Kind) *leaf {
	if n == nil || n.leaf == nil {
		return nil
	}
	w.seen[n.leaf.index] = true
	if kind != 'n' {
		w.declared++
	}
	return n.leaf
}

// misplaced reports an object where a value is declared, a value where an
// object is declared, and null.
func (w *walk) misplaced(n *node, l *leaf, kind jsontext.Kind) {
	switch {
	case kind == 'n' && n.requires():
		w.errorf(w.field(), "%q must not be null, because fields below it are required.", w.field())
	case kind == 'n':
		w.null()
	case kind == '{' && l != nil:
		w.wrongType(l, kind)
	case kind != '{' && n != nil:
		w.errorf(w.field(), "%q must be an object, because fields below it are declared, but is %s.", w.field(), article(kind))
	}
}

func (w *walk) null() {
	if w.checker.options.Mode != ModePartial {
		w.warnf(w.field(), "%q is null. Secureframe documents null only for partial pushes, where it deletes the field.", w.field())
	}
}

// requires reports whether a field below the node is required.
func (n *node) requires() bool {
	if n == nil {
		return false
	}
	for _, child := range n.children {
		if child.leaf != nil && child.leaf.required || child.requires() {
			return true
		}
	}
	return false
}

// absent reports the required fields that the object does not have.
func (w *walk) absent() {
	isPartial := w.checker.options.Mode == ModePartial
	for _, l := range w.checker.leaves {
		switch {
		case w.seen[l.index] || l.primary:
		case isPartial && l.restores:
			w.errorf(l.path, "%q is missing, and the tombstone sets it. In partial mode, a record that was removed and returns would keep the tombstone's value. Set the field in every record, or set mode to %q.", l.path, ModeReplace)
		case isPartial:
		case l.required:
			w.errorf(l.path, "%q is required, but is missing.", l.path)
		case l.advised:
			w.warnf(l.path, "%q is missing. Secureframe recommends it if it is known.", l.path)
		}
	}
}

// field returns the dotted path of the last value that was read.
func (w *walk) field() string { return dotted(w.decoder.StackPointer()) }

func dotted(pointer jsontext.Pointer) string {
	return strings.Join(slices.Collect(pointer.Tokens()), ".")
}
