// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package problem describes the problems in the data that a user wants to
// publish: where a problem is, and which values are allowed there.
package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one problem and its place. It names keys and fields, but never
// contains a value, because published data can contain personal data.
type Problem struct {
	// Attribute is the argument that has the problem, such as "primary_id" or
	// "records".
	Attribute string
	// Key is the element of the attribute: the primary ID of a record, the key of
	// a row. It is empty if the whole attribute has the problem.
	Key string
	// Field is the part of the element that has the problem: the dotted path in a
	// record, the column of a row. It is empty if the whole element has the
	// problem.
	Field string
	// Message says what is wrong and what is allowed.
	Message string
	// IsWarning says that the problem does not block the operation.
	IsWarning bool
}

// HasErrors reports whether any of the problems is an error.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, Problem.isError)
}

// Errors returns the problems that are not warnings.
func Errors(problems []Problem) []Problem {
	var found []Problem
	for _, problem := range problems {
		if problem.isError() {
			found = append(found, problem)
		}
	}
	return found
}

func (p Problem) isError() bool { return !p.IsWarning }

// Group is one problem that several elements have.
type Group struct {
	// Problem is the problem of the first element by key.
	Problem
	// Keys are the keys of all elements, sorted.
	Keys []string
}

// Groups groups problems that differ only in their key: a hundred thousand
// records without the same field are one group. Errors come first. Groups are
// then sorted by attribute, key, and field.
func Groups(problems []Problem) []Group {
	var groups []Group
	index := map[Problem]int{}
	for _, problem := range slices.SortedFunc(slices.Values(problems), compare) {
		kind := problem
		kind.Key = ""
		i, known := index[kind]
		if !known {
			i = len(groups)
			index[kind] = i
			groups = append(groups, Group{Problem: problem})
		}
		groups[i].Keys = append(groups[i].Keys, problem.Key)
	}
	return groups
}

func compare(a, b Problem) int {
	return cmp.Or(
		rank(a)-rank(b),
		cmp.Compare(a.Attribute, b.Attribute),
		cmp.Compare(a.Key, b.Key),
		cmp.Compare(a.Field, b.Field),
		cmp.Compare(a.Message, b.Message),
	)
}

func rank(p Problem) int {
	if p.IsWarning {
		return 1
	}
	return 0
}

// maxKeys is the maximum number of keys that Keys names.
const maxKeys = 20

// Keys names the first keys, and says how many more there are.
func Keys(keys []string) string {
	named := keys[:min(len(keys), maxKeys)]
	quoted := make([]string, len(named))
	for i, key := range named {
		quoted[i] = fmt.Sprintf("%q", key)
	}
	text := strings.Join(quoted, ", ")
	if more := len(keys) - len(named); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// Count is a number of things: "1 record", "2 records".
func Count(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}

// Allowed lists the values that are allowed.
func Allowed[S ~string](values []S) string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = string(value)
	}
	return strings.Join(words, ", ")
}
