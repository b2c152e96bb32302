// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

// The tables in the files entities_*.go have every data source, resource and
// function of the provider, with arguments that are valid in the default world.
// The matrix tests range over them. A test fails if one is missing.

// Reading is one way to read a data source from the default world.
type Reading struct {
	// DataSource is the full type name.
	DataSource string
	// Name distinguishes the readings of one data source.
	Name      string
	Arguments map[string]any
	// Refused has an invalid value for each argument, which must be refused at the
	// argument. Bools need none.
	Refused map[string]any
	// Tolerated are path patterns of requests whose failure does not fail the
	// read. The findings say that their data is unknown.
	Tolerated []string
}

// Managing is one way to manage a resource in the default world.
type Managing struct {
	// Resource is the full type name.
	Resource  string
	Arguments map[string]any
	// Refused is as in Reading. The values are refused during validation or plan.
	Refused map[string]any
	// WithoutRefusal are arguments that accept any value of their type, and why.
	WithoutRefusal map[string]string
	// Recovers are patterns of requests, "POST /tests/*", whose lost answer is no
	// error: what they did is looked up.
	Recovers []string
	// Confirms are patterns of requests that only check or confirm what is done, each with
	// the number of equal requests before them. Their failure is a warning: an error
	// would make Terraform replace what was created.
	Confirms map[string]int
}

// Calling is a call of a function.
type Calling struct {
	Function  string
	Arguments []any
	// Refused has an invalid value for each argument, or nil for an argument that
	// accepts any value.
	Refused []any
}
