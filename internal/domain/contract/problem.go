// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity is how bad a problem is.
type Severity int

// The severities. What has an error must not be sent.
const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Problem is one thing that is wrong, and where. It names keys and paths and
// never holds a value, since records can hold personal data.
type Problem struct {
	Severity Severity
	// Attribute is the argument the problem belongs to: "primary_id",
	// "fields", "mapping", "records", "tombstone".
	Attribute string
	// Key is the element of the attribute, for "records" the primary ID. It is
	// empty where the problem is of the whole attribute.
	Key string
	// Field is the dotted path inside a record, empty where the problem is of
	// the whole record.
	Field string
	// Message is a sentence that says what is wrong and what is allowed.
	Message string
}

// Path is the attribute and the key as Terraform writes them: fields["x"].
func (p Problem) Path() string {
	if p.Key == "" {
		return p.Attribute
	}
	return fmt.Sprintf("%s[%q]", p.Attribute, p.Key)
}

func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s", p.Severity, p.Path(), p.Message)
}

// HasErrors reports whether a problem is an error.
func HasErrors(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Severity == Error })
}

// Group is one problem that several records have.
type Group struct {
	// Problem is that of the first record by key.
	Problem
	// Records is how many records have it, and Examples the first of their
	// keys, at most 5 and sorted.
	Records  int
	Examples []string
}

const maximumExamples = 5

// GroupProblems puts problems together that differ only in their key: a
// hundred thousand records without one field are one group. Errors come first,
// then the groups are in the order of attribute, key, and field.
func GroupProblems(problems []Problem) []Group {
	sorted := slices.SortedFunc(slices.Values(problems), compareProblems)
	groups := []Group{}
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
		group := &groups[i]
		group.Records++
		if len(group.Examples) < maximumExamples {
			group.Examples = append(group.Examples, problem.Key)
		}
	}
	return groups
}

func compareProblems(a, b Problem) int {
	return cmp.Or(
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Attribute, b.Attribute),
		cmp.Compare(a.Key, b.Key),
		cmp.Compare(a.Field, b.Field),
		cmp.Compare(a.Message, b.Message),
	)
}

// problems collects the problems of one attribute.
type problems struct {
	attribute string
	list      []Problem
}

func (p *problems) errorf(key, format string, arguments ...any) {
	p.add(Error, key, format, arguments...)
}

func (p *problems) warnf(key, format string, arguments ...any) {
	p.add(Warning, key, format, arguments...)
}

func (p *problems) add(severity Severity, key, format string, arguments ...any) {
	p.list = append(p.list, Problem{
		Severity: severity, Attribute: p.attribute, Key: key, Message: fmt.Sprintf(format, arguments...),
	})
}
