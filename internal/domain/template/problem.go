// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"cmp"
	"slices"
)

// Problem is something that is wrong with an argument of a resource, or with
// the template that it names.
type Problem struct {
	// Attribute is the argument: "template_id", "rows".
	Attribute string
	// Key is the element of it, and Column the element of that; empty where
	// the problem is of the whole.
	Key    string
	Column string
	// Message is a sentence that says what is wrong and what to do.
	Message string
	// IsWarning says that it does not stand in the way.
	IsWarning bool
}

// Refusals are the problems that are no warnings.
func Refusals(problems []Problem) []Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(problem Problem) bool { return problem.IsWarning })
}

// Group is one problem that several rows have.
type Group struct {
	// Problem is that of the first row by key.
	Problem
	// Keys are all the rows, sorted.
	Keys []string
}

// GroupProblems puts problems together that differ only in their key: 300 rows
// with one unknown column are one group. Errors come first, then the groups are
// in the order of attribute, key and column.
func GroupProblems(problems []Problem) []Group {
	sorted := slices.SortedStableFunc(slices.Values(problems), func(a, b Problem) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Attribute, b.Attribute), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Column, b.Column))
	})
	var groups []Group
	index := map[Problem]int{}
	for _, problem := range sorted {
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

func rank(p Problem) int {
	if p.IsWarning {
		return 1
	}
	return 0
}
