// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// answer is a recorded answer in JSON.
type answer struct {
	exchange fault.Exchange
	document any
}

// isTo reports whether the exchange is the recorded one. Answers are not
// compared: a token is a new one each time.
func (a answer) isTo(exchange fault.Exchange) bool {
	return a.exchange.Method == exchange.Method && a.exchange.Path == exchange.Path &&
		a.exchange.Query == exchange.Query && a.exchange.Sent == exchange.Sent
}

// identifier is a segment of a path that identifies an object.
var identifier = regexp.MustCompile(`^([0-9]+|[0-9a-f]{24}|[0-9a-f-]{36}|.*\..*)$`)

// request returns the path without what identifies an object.
func (a answer) request() string {
	segments := strings.Split(a.exchange.Path, "/")
	for i, segment := range segments {
		if identifier.MatchString(segment) {
			segments[i] = "*"
		}
	}
	return strings.Join(segments, "/")
}

// recordAnswers returns what the systems answer with while do runs, in JSON, each
// request once, in a stable order.
func recordAnswers(systems *sandbox.Sandbox, do func()) []answer {
	var mutex sync.Mutex
	var answers []answer
	systems.Faults.Reset()
	systems.Faults.Add(fault.Rule{Effect: fault.Rewrite("recorded", func(exchange fault.Exchange) []byte {
		mutex.Lock()
		defer mutex.Unlock()
		if document, err := decodeDocument(exchange.Answer); err == nil {
			answers = append(answers, answer{exchange, document})
		}
		return exchange.Answer
	})})
	do()
	systems.Faults.Reset()
	slices.SortStableFunc(answers, func(a, b answer) int {
		return cmp.Or(cmp.Compare(a.exchange.Path, b.exchange.Path), cmp.Compare(a.exchange.Query, b.exchange.Query), cmp.Compare(a.exchange.Sent, b.exchange.Sent))
	})
	return answers
}

func decodeDocument(body []byte) (document any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	err = decoder.Decode(&document)
	return document, err
}

// spoiled returns the effect of a mutation of one value of the answer.
func (a answer) spoiled(place fault.Place, edit fault.Edit) fault.Effect {
	return fault.Rewrite("spoiled", func(exchange fault.Exchange) []byte {
		if !a.isTo(exchange) {
			return exchange.Answer
		}
		document, err := decodeDocument(exchange.Answer)
		if err != nil {
			return exchange.Answer
		}
		body, err := json.Marshal(place.Edit(document, edit))
		if err != nil {
			panic("JSON is always JSON: " + err.Error())
		}
		return body
	})
}

// field is a value in an answer.
type field struct {
	answer answer
	place  fault.Place
	value  any
	// isFirst says that it is the first with its name.
	isFirst bool
}

// String is the same for the same field of every object.
func (f field) String() string {
	return strings.TrimSpace(f.answer.request() + " " + f.place.String())
}

// fieldsOf returns the fields of answers to spoil. A field that many objects have
// is there with the first and the last of the values that differ, and an entry
// of an array with a middle one too. Of many values, such as names, one is enough.
func fieldsOf(answers []answer) []field {
	values := map[string][]field{}
	names := []string{}
	seen := map[string]bool{}
	for _, answer := range answers {
		for place, value := range fault.Places(answer.document) {
			found := field{answer: answer, place: place, value: value}
			name := found.String()
			different := fmt.Sprintf("%s %T %v", name, value, value)
			if seen[different] {
				continue
			}
			seen[different] = true
			if values[name] == nil {
				names = append(names, name)
				found.isFirst = true
			}
			values[name] = append(values[name], found)
		}
	}
	var fields []field
	for _, name := range names {
		const many = 8
		last := len(values[name]) - 1
		chosen := []int{0, last}
		switch {
		case isEntry(values[name][0].place, nil):
			chosen = []int{0, (last + 1) / 2, last}
		case last >= many:
			chosen = []int{0}
		}
		for _, i := range slices.Compact(chosen) {
			fields = append(fields, values[name][i])
		}
	}
	return fields
}

func (f field) describe(m mutation) string {
	text, err := json.Marshal(f.value)
	if err != nil {
		text = []byte(err.Error())
	}
	const most = 80
	if len(text) > most {
		text = append(text[:most:most], "…"...)
	}
	return fmt.Sprintf("%s, %s at %v %s: %s", f, m.name, []any(f.place), f.answer.exchange.Path, text)
}
