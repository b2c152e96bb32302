// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package problem is what is wrong with what a user wants to publish: where it
// is, and what is allowed there.
package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing that is wrong, and where. It names keys and fields and
// never holds a value, since what is published can hold personal data.
type Problem struct {
	// Attribute is the argument that the problem belongs to: "primary_id",
	// "records".
	Attribute string
	// Key is the element of the attribute: the primary ID of a record, the key of
	// a row. It is empty where the problem is of the whole attribute.
	Key string
	// Field is what the problem is about inside the element: the dotted path in a
	// record, the column of a row. It is empty where the problem is of the whole
	// element.
	Field string
	// Message is a sentence that says what is wrong and what is allowed.
	Message string
	// IsWarning says that the problem prevents nothing.
	IsWarning bool
}

// HasErrors reports whether any of the problems is an error.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, Problem.isError)
}

// Errors are the problems that are not warnings.
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
	// Problem is that of the first element by key.
	Problem
	// Keys are all the elements, sorted.
	Keys []string
}

// Groups puts problems together that differ only in their key: a hundred
// thousand records without one field are one group. Errors come first, then the
// groups are in the order of attribute, key and field.
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

// maxKeys is how many of several keys are named.
const maxKeys = 20

// Keys names the first of several keys, and says how many more there are.
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
