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
	// JSON is the object in the canonical form of RFC 8785, its primary ID in
	// it. Two records mean the same exactly when these bytes are the same.
	JSON []byte
	// Hash is the SHA-256 of JSON in hexadecimal. What has few possible values
	// can be guessed from it.
	Hash string
	// Declared is how many of the contract's fields it has a value for.
	Declared int
}

// Record checks one JSON object and returns it as it is to be sent. The key is
// its primary ID: it is written into an object without one, and must equal
// that of an object with one. Where a problem is an error there is no record.
//
// Numbers are kept exactly or refused: RFC 8785, as most readers of JSON,
// takes them for double-precision ones, which changes integers beyond 2^53.
func (c *Checker) Record(key, object string) (Record, []problem.Problem) {
	w := newWalk(c, key)
	defer w.release()
	w.checkKey()
	text := w.withoutArrays(jsontext.Value(object))
	if !problem.HasErrors(w.problems) {
		w.run(text)
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
	if limit := c.options.MaximumBytes; limit > 0 && len(text)+arrayOverhead > limit {
		w.errorf("", "The record alone has %d bytes, more than a batch may have (%d). Raise max_bytes, or leave fields out.", len(text)+arrayOverhead, limit)
		return Record{}, w.problems
	}
	hash := sha256.Sum256(text)
	return Record{Key: key, JSON: text, Hash: hex.EncodeToString(hash[:]), Declared: w.declared}, w.problems
}

// withPrimaryID puts the primary ID before the object's other members.
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

// Incomplete warns when no record has a value for every declared field:
// Secureframe takes the structure of a new schema from the first object of the
// first push (spec), and Batches can put none first that shows it whole.
func (c *Checker) Incomplete(records iter.Seq[Record]) []problem.Problem {
	best, ok := mostComplete(records)
	if !ok || best.Declared >= len(c.leaves) {
		return nil
	}
	return []problem.Problem{{IsWarning: true, Attribute: "records", Message: fmt.Sprintf(
		"No record has all %d declared fields; the most complete one, %q, has %d. Secureframe makes a new schema from the first object it gets, so the Define Schema workflow will miss fields.",
		len(c.leaves), best.Key, best.Declared,
	)}}
}
