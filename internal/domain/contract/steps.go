// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"fmt"
	"maps"
	"slices"
)

// DefinitionSteps returns the steps that a person must take in Secureframe
// before it processes the data of the schema: in order, one line for each step.
// Validate must find no error in the contract.
func (c Contract) DefinitionSteps() []string {
	steps := []string{
		fmt.Sprintf("Push a first record: Secureframe creates the schema %q from its structure.", c.SchemaSlug),
		fmt.Sprintf("In Secureframe, open the Define Schema workflow for the schema %q of the connection %s (vendor %q).", c.SchemaSlug, c.ConnectionID, c.VendorSlug),
		fmt.Sprintf("Set %q as the primary ID. You cannot change it afterward.", c.PrimaryID),
	}
	for _, path := range slices.Sorted(maps.Keys(c.Fields)) {
		steps = append(steps, fmt.Sprintf("Define the field %q as %s.", path, c.Fields[path].Type))
	}
	steps = append(steps, c.mappingSteps()...)
	return append(steps, "Finish the workflow. Secureframe does not process data of the schema before it is defined.")
}

func (c Contract) mappingSteps() []string {
	model, ok := documented().Categories[c.Category]
	if !ok {
		return []string{"Do not set up a model mapping: the data is for Custom Automated Tests."}
	}
	steps := []string{fmt.Sprintf("Set up the model mapping %q.", model.Title)}
	for _, name := range slices.Sorted(maps.Keys(c.Mapping)) {
		steps = append(steps, fmt.Sprintf("Map %q to the field %q.", name, c.Mapping[name]))
	}
	return steps
}
