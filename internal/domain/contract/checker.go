// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"maps"
	"slices"
	"strings"
)

// Mode says how a pushed record changes the existing record in Secureframe.
type Mode string

// The modes.
const (
	// ModeReplace replaces the whole resource with the record (spec). It is the
	// default.
	ModeReplace Mode = "replace"
	// ModePartial keeps fields that are not given, and deletes fields that are
	// null (spec).
	ModePartial Mode = "partial"
)

// Arrays is the policy for arrays, which Secureframe ignores (spec).
type Arrays string

// The policies for arrays.
const (
	// ArraysError refuses the record. It is the default.
	ArraysError Arrays = "error"
	// ArraysDrop omits the array, as Secureframe would.
	ArraysDrop Arrays = "drop"
	// ArraysJoin joins the elements into a string with commas, as Secureframe
	// documents for several roles.
	ArraysJoin Arrays = "join"
)

// Options configure how records are checked.
type Options struct {
	Mode   Mode
	Arrays Arrays
	// StrictEnums refuses values that Secureframe did not document when the lists
	// were copied. Otherwise, such values cause a warning.
	StrictEnums bool
	// MaximumBytes is the limit for Batches. Zero means no limit.
	MaximumBytes int
	// Restores are paths that every record must have in ModePartial: the fields of
	// the tombstone. A record that returns would otherwise keep them.
	Restores []string
}

// Checker checks records under one contract. It is safe for concurrent use.
type Checker struct {
	options  Options
	contract Contract
	root     *node
	// leaves are the declared fields, sorted by path.
	leaves []*leaf
}

// node is a name in declared paths.
type node struct {
	children map[string]*node
	// leaf is nil if the name is only a parent of declared fields.
	leaf *leaf
}

// leaf is a declared field that a value of a record is checked against.
type leaf struct {
	index int
	path  string
	// fieldType is empty for a primary ID that is not declared.
	fieldType FieldType
	required  bool
	advised   bool
	primary   bool
	restores  bool
	// enumName and enum belong to the category's field.
	enumName string
	enum     map[string]bool
}

// Checker returns a checker of records under the contract. Validate must find
// no error in the contract.
func (c Contract) Checker(options Options) *Checker {
	checker := &Checker{options: options, contract: c, root: &node{}}
	leaves := map[string]*leaf{c.PrimaryID: {path: c.PrimaryID}}
	for path, field := range c.Fields {
		leaves[path] = &leaf{path: path, fieldType: field.Type, required: field.Required}
	}
	leaves[c.PrimaryID].primary = true
	for _, path := range options.Restores {
		leaves[path].restores = true
	}
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

// grow returns the node at a path, and creates it if necessary.
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
