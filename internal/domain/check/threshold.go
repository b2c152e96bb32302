// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"fmt"
	"maps"
	"slices"
)

// ThresholdName returns the name of a parameter that is unique among all
// checks, such as "user-password-age.max_days".
func ThresholdName(check Check, parameter Parameter) string { return check.ID + "." + parameter.Name }

// ThresholdNames returns the names of all parameters, sorted.
func ThresholdNames() []string { return slices.Sorted(maps.Keys(parameters())) }

func parameters() map[string]Parameter {
	byName := map[string]Parameter{}
	for _, check := range all() {
		for _, parameter := range check.Parameters {
			byName[ThresholdName(check, parameter)] = parameter
		}
	}
	return byName
}

// ValidateThreshold returns an error for a name that is not the name of a
// parameter, and for a value that the parameter does not accept.
func ValidateThreshold(name string, value int64) error {
	parameter, ok := parameters()[name]
	switch {
	case !ok:
		return fmt.Errorf("%q is not the name of a threshold; a name is the id of a check, a period, and one of its parameters: %v", name, ThresholdNames())
	case value < parameter.Minimum || value > parameter.Maximum:
		return fmt.Errorf("%s must be between %d and %d, got: %d", name, parameter.Minimum, parameter.Maximum, value)
	}
	return nil
}

// ValidateThresholds returns an error for values that contradict each other.
// ValidateThreshold must accept each of them.
func ValidateThresholds(thresholds map[string]int64) error {
	for _, check := range all() {
		in := input{Options: Options{Thresholds: thresholds}, check: check}
		if !slices.ContainsFunc(check.Parameters, func(p Parameter) bool { return p.Name == "min" }) {
			continue
		}
		if least, most := in.number("min"), in.number("max"); least > most {
			return fmt.Errorf("%s.min is %d, which is greater than %s.max (%d)", check.ID, least, check.ID, most)
		}
	}
	return nil
}
