// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"maps"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

func (c Contract) validateCategory() []problem.Problem {
	if c.Category == "" {
		if len(c.Mapping) == 0 {
			return nil
		}
		return []problem.Problem{{Attribute: "mapping", Message: "A mapping needs a category: one of " + problem.Allowed(Categories()) + "."}}
	}
	model, ok := documented().Categories[c.Category]
	if !ok {
		return []problem.Problem{{Attribute: "category", Message: "The category must be one of " + problem.Allowed(Categories()) + "."}}
	}
	found := problems{attribute: "category"}
	if model.Since != "" {
		found.warnf("", "Secureframe has documented the category %s only since %s. Make sure that the Define Schema workflow offers it.", c.Category, model.Since)
	}
	return slices.Concat(found.list, c.validateMapping(model.Fields), c.validateCoverage(model.Fields))
}

func (c Contract) validateMapping(model map[string]categoryField) []problem.Problem {
	found := problems{attribute: "mapping"}
	for _, name := range slices.Sorted(maps.Keys(c.Mapping)) {
		known, ok := model[name]
		if !ok {
			found.errorf(name, "The category %s has no such field. It has %s.", c.Category, problem.Allowed(slices.Sorted(maps.Keys(model))))
			continue
		}
		target := c.Mapping[name]
		got, ok := c.typeOf(target)
		switch {
		case !ok:
			found.errorf(name, "The field must be mapped to a path that is declared in fields, but %q is not declared.", target)
		case got != known.Type:
			found.errorf(name, "The field must be mapped to a %s, but fields[%q] is declared as %s.", known.Type, target, got)
		}
	}
	return found.list
}

// typeOf returns the type at a path. A primary ID that is not declared can be
// mapped as a string, like the identifiers of all categories.
func (c Contract) typeOf(path string) (FieldType, bool) {
	if field, ok := c.Fields[path]; ok {
		return field.Type, true
	}
	return TypeString, path == c.PrimaryID
}

func (c Contract) validateCoverage(model map[string]categoryField) []problem.Problem {
	found := problems{attribute: "mapping"}
	for _, name := range slices.Sorted(maps.Keys(model)) {
		if _, ok := c.Mapping[name]; ok {
			continue
		}
		switch field := model[name]; {
		case field.Required:
			found.errorf(name, "The category %s requires the field: map it to the path of a declared %s.", c.Category, field.Type)
		case field.Advised:
			found.warnf(name, "The category %s should have the field: map it to the path of a declared %s.", c.Category, field.Type)
		}
	}
	return found.list
}
