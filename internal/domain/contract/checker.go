// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"maps"
	"slices"
	"strings"
)

// Mode says what a pushed record does to the one that Secureframe has.
type Mode string

// The modes.
const (
	// ModeReplace makes the record the whole resource (spec). It is the default.
	ModeReplace Mode = "replace"
	// ModePartial leaves fields that are not given as they are, and deletes
	// those that are null (spec).
	ModePartial Mode = "partial"
)

// Arrays says what is done with an array, which Secureframe ignores (spec).
type Arrays string

// The policies for arrays.
const (
	// ArraysError refuses the record. It is the default.
	ArraysError Arrays = "error"
	// ArraysDrop leaves the array out, as Secureframe would.
	ArraysDrop Arrays = "drop"
	// ArraysJoin makes a text of it, with commas between the elements, as
	// Secureframe documents it for several roles.
	ArraysJoin Arrays = "join"
)

// Options is how records are checked.
type Options struct {
	Mode   Mode
	Arrays Arrays
	// StrictEnums refuses values that Secureframe did not document when the
	// lists were taken; otherwise they draw a warning.
	StrictEnums bool
	// MaximumBytes is the limit that Batches will get. Zero is none.
	MaximumBytes int
}

// Checker checks records under one contract. It is safe for concurrent use.
type Checker struct {
	options  Options
	contract Contract
	root     *node
	// leaves are the declared fields, sorted by path.
	leaves []*leaf
}

// node is a name on declared paths.
type node struct {
	children map[string]*node
	// leaf is nil where the name is only on the way to declared fields.
	leaf *leaf
}

// leaf is what a record's value is held against.
type leaf struct {
	index int
	path  string
	// fieldType is empty for a primary ID that is not declared.
	fieldType FieldType
	required  bool
	advised   bool
	primary   bool
	// enumName and enum are those of the category's field.
	enumName string
	enum     map[string]bool
}

// Checker returns a checker of records under the contract, in which Validate
// must find no error.
func (c Contract) Checker(options Options) *Checker {
	checker := &Checker{options: options, contract: c, root: &node{}}
	leaves := map[string]*leaf{c.PrimaryID: {path: c.PrimaryID}}
	for path, field := range c.Fields {
		leaves[path] = &leaf{path: path, fieldType: field.Type, required: field.Required}
	}
	leaves[c.PrimaryID].primary = true
	for name, target := range c.Mapping {
		known, ok := documented().Categories[c.Category].Fields[name]
		if l := leaves[target]; ok && l != nil {
			l.required = l.required || known.Required
			l.advised = l.advised || known.Advised
			if known.Enum != "" {
				l.enumName, l.enum = known.Enum, documented().Enums[known.Enum].set()
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(leaves)) {
		l := leaves[path]
		l.index = len(checker.leaves)
		checker.leaves = append(checker.leaves, l)
		checker.root.grow(strings.Split(path, ".")).leaf = l
	}
	return checker
}

// grow returns the node at a path, and makes it where there is none.
func (n *node) grow(path []string) *node {
	for _, name := range path {
		if n.children == nil {
			n.children = map[string]*node{}
		}
		if n.children[name] == nil {
			n.children[name] = &node{}
		}
		n = n.children[name]
	}
	return n
}
