// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// Record is one object that can be pushed.
type Record struct {
	// Key is the primary ID.
	Key string
	// JSON is the object in the canonical form of RFC 8785, including its primary
	// ID. Two records are equal exactly when these bytes are equal.
	JSON []byte
	// Hash is the SHA-256 of JSON in hexadecimal. A record with few possible
	// values can be guessed from it.
	Hash string
	// Declared is the number of the contract's fields that have a value.
	Declared int
}

// Record checks one JSON object and returns the record to send. The key is its
// primary ID. Record adds it to an object without a primary ID, and it must
// equal the primary ID of an object that has one. If a problem is an error,
// there is no record.
//
// A number that cannot be kept exactly is refused: RFC 8785, like most JSON
// readers, uses double precision, which changes integers beyond 2^53.
func (c *Checker) Record(key, object string) (Record, []problem.Problem) {
	w := newWalk(c, key)
	defer w.release()
	w.checkKey()
	return w.record(jsontext.Value(object))
}

// OwnRecord is Record for an object that contains its primary ID, which is the key
// of the record. It overwrites the object, whose bytes the record may share. The
// problems name no key.
func (c *Checker) OwnRecord(object []byte) (Record, []problem.Problem) {
	w := newWalk(c, "")
	defer w.release()
	w.isKeyless = true
	return w.record(object)
}

// record checks the object of a record.
func (w *walk) record(text jsontext.Value) (Record, []problem.Problem) {
	text = w.withoutArrays(text)
	if !problem.HasErrors(w.problems) {
		w.run(text)
	}
	if w.isKeyless && !problem.HasErrors(w.problems) {
		w.checkOwnKey()
	}
	if problem.HasErrors(w.problems) {
		return Record{}, w.problems
	}
	if !w.hasPrimaryID {
		text = w.withPrimaryID(text)
		w.declared++
	}
	if err := text.Canonicalize(); err != nil {
		w.syntax(err)
		return Record{}, w.problems
	}
	if limit := w.checker.options.MaximumBytes; limit > 0 && len(text)+arrayOverhead > limit {
		w.errorf("", "The record has %d bytes, which exceeds the limit for a batch (%d). Raise max_bytes, or remove fields.", len(text)+arrayOverhead, limit)
		return Record{}, w.problems
	}
	hash := sha256.Sum256(text)
	return Record{Key: w.key, JSON: text, Hash: hex.EncodeToString(hash[:]), Declared: w.declared}, w.problems
}

// withPrimaryID adds the primary ID before the object's other members.
func (w *walk) withPrimaryID(object jsontext.Value) jsontext.Value {
	_, members, _ := bytes.Cut(object, []byte("{"))
	text := make([]byte, 0, len(object)+len(w.checker.contract.PrimaryID)+len(w.key)+len(`"":"",`))
	text = append(text, '{')
	text, _ = jsontext.AppendQuote(text, w.checker.contract.PrimaryID) // Both were checked to be UTF-8.
	text = append(text, ':')
	if w.checker.primaryType() == TypeNumber {
		text = append(text, w.key...)
	} else {
		text, _ = jsontext.AppendQuote(text, w.key)
	}
	if w.hasMembers {
		text = append(text, ',')
	}
	return append(text, members...)
}

func (c *Checker) primaryType() FieldType {
	return c.contract.Fields[c.contract.PrimaryID].Type
}

// Incomplete warns when no record has a value for every declared field.
// Secureframe takes the structure of a new schema from the first object of the
// first push (spec), so Batches cannot send a first record that shows the whole
// structure.
func (c *Checker) Incomplete(records iter.Seq[Record]) []problem.Problem {
	best, ok := mostComplete(records)
	if !ok || best.Declared >= len(c.leaves) {
		return nil
	}
	return []problem.Problem{{IsWarning: true, Attribute: "records", Message: fmt.Sprintf(
		"No record has all %d declared fields. The most complete record, %q, has %d. Secureframe creates a new schema from the first object that it receives, so the Define Schema workflow will not list every field.",
		len(c.leaves), best.Key, best.Declared,
	)}}
}
