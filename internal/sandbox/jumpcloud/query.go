// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// checkQuery refuses what cannot be parsed, what the endpoint does not
// document, and what is given twice. Only filters may be.
func checkQuery(r *http.Request, parameters []string) *failure {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return errInvalidParameter(r.URL.RawQuery, err.Error())
	}
	for name, values := range query {
		if !slices.Contains(parameters, name) || (len(values) > 1 && name != filterParameter) {
			return errInvalidParameter(name, strings.Join(values, " "))
		}
	}
	return nil
}

// words splits a parameter that takes several words: at spaces in version 1 of
// the API, at commas in version 2. The other separator is refused.
func words(r *http.Request, name string) ([]string, *failure) {
	value := r.URL.Query().Get(name)
	separator, other := " ", ","
	if version2(r) {
		separator, other = other, separator
	}
	if strings.Contains(value, other) {
		return nil, errInvalidParameter(name, value)
	}
	return slices.DeleteFunc(strings.Split(value, separator), func(word string) bool { return word == "" }), nil
}

// fields are the fields that are asked for, none for all of them.
func (h *Handler) fields(r *http.Request) ([]string, *failure) {
	if h.quirks.IgnoreFields {
		return nil, nil
	}
	return words(r, fieldsParameter)
}

// selectObjects filters and sorts the objects as the request asks for.
func selectObjects(r *http.Request, collection world.JumpCloudCollection, objects []world.Object) ([]world.Object, *failure) {
	sorting, err := words(r, sortParameter)
	if err != nil {
		return nil, err
	}
	if len(sorting) == 0 && collection == world.JumpCloudApplications {
		sorting = []string{"name"}
	}
	objects = slices.Clone(objects)
	for _, filter := range r.URL.Query()[filterParameter] {
		matches, err := parseFilter(r, filter)
		if err != nil {
			return nil, err
		}
		objects = slices.DeleteFunc(objects, func(object world.Object) bool { return !matches(object) })
	}
	for _, field := range slices.Backward(sorting) {
		if err := sortBy(objects, field); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// parseFilter understands equality and its opposite, of the many operators.
func parseFilter(r *http.Request, filter string) (func(world.Object) bool, *failure) {
	parts := strings.SplitN(filter, ":", 3)
	equal, different := "$eq", "$ne"
	if version2(r) {
		equal, different = "eq", "ne"
	}
	if len(parts) != 3 || (parts[1] != equal && parts[1] != different) {
		return nil, errInvalidParameter(filterParameter, filter)
	}
	return func(object world.Object) bool {
		value, present := world.Get(object, parts[0])
		return (present && fmt.Sprint(value) == parts[2]) == (parts[1] == equal)
	}, nil
}

// sortBy sorts by one field, descending when it starts with "-". A field that
// no object has is refused.
func sortBy(objects []world.Object, field string) *failure {
	path, descending := strings.CutPrefix(field, "-")
	known := func(object world.Object) bool {
		_, present := world.Get(object, path)
		return present
	}
	if len(objects) > 0 && !slices.ContainsFunc(objects, known) {
		return errInvalidParameter(sortParameter, field)
	}
	slices.SortStableFunc(objects, func(a, b world.Object) int {
		order := compare(a, b, path)
		if descending {
			return -order
		}
		return order
	})
	return nil
}

// compare orders numbers by their size, and all else by its text.
func compare(a, b world.Object, path string) int {
	one, _ := world.Get(a, path)
	other, _ := world.Get(b, path)
	oneNumber, oneIsNumber := number(one)
	otherNumber, otherIsNumber := number(other)
	if oneIsNumber && otherIsNumber {
		return cmp.Compare(oneNumber, otherNumber)
	}
	return cmp.Compare(fmt.Sprint(one), fmt.Sprint(other))
}

func number(value any) (float64, bool) {
	switch value := value.(type) {
	case int:
		return float64(value), true
	case float64:
		return value, true
	default:
		return 0, false
	}
}
