// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

// The tables in this file and beside it have every data source, resource and
// function of the provider, with arguments that work over the default world.
// The matrix tests range over them, and a test fails when one is missing.

// Reading is a way to read a data source from the default world.
type Reading struct {
	// DataSource is the full type name.
	DataSource string
	// Name distinguishes the readings of one data source.
	Name      string
	Arguments map[string]any
	// Refused has a value for each argument that must be refused at it. Bools
	// need none.
	Refused map[string]any
	// Tolerated are path patterns of requests whose failure does not fail the
	// read: what they would have told is unknown in the findings.
	Tolerated []string
}

// Managing is a way to manage a resource over the default world.
type Managing struct {
	// Resource is the full type name.
	Resource  string
	Arguments map[string]any
	// Refused is as in Reading, refused at the validation or the plan.
	Refused map[string]any
	// WithoutRefusal are arguments that take any value of their type, and why.
	WithoutRefusal map[string]string
}

// Calling is a call of a function.
type Calling struct {
	Function  string
	Arguments []any
	// Refused has a value for each argument that must be refused at it; nil for
	// one that takes any value.
	Refused []any
}
