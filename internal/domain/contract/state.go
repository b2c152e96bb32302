// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// stateValues is what is needed of `terraform show -json`. Terraform documents
// the format, and keeps what is in it within a major version.
type stateValues struct {
	RootModule stateModule `json:"root_module"`
}

type stateModule struct {
	Resources    []stateResource `json:"resources"`
	ChildModules []stateModule   `json:"child_modules"`
}

type stateResource struct {
	Address         string          `json:"address"`
	Mode            string          `json:"mode"`
	Type            string          `json:"type"`
	DeposedKey      string          `json:"deposed_key"`
	Values          attributes      `json:"values"`
	SensitiveValues json.RawMessage `json:"sensitive_values"`
}

// attributes are those that records are made of, as they stand in the state.
type attributes struct {
	ARN      json.RawMessage `json:"arn"`
	SelfLink json.RawMessage `json:"self_link"`
	ID       json.RawMessage `json:"id"`
	Region   json.RawMessage `json:"region"`
	Location json.RawMessage `json:"location"`
	Zone     json.RawMessage `json:"zone"`
	Project  json.RawMessage `json:"project"`
}

const stateRemedy = "give it what `terraform show -json` prints"

// decodeState returns the resources that have a CloudResourceType, without
// what is sensitive.
func decodeState(text []byte) ([]stateResource, error) {
	var members map[string]json.RawMessage
	if err := unmarshalState(text, &members); err != nil {
		return nil, err
	}
	if err := checkState(members); err != nil {
		return nil, err
	}
	var values stateValues
	if value := stateMember(members); value != nil {
		if err := unmarshalState(value, &values); err != nil {
			return nil, err
		}
	}
	return values.RootModule.collect(nil), nil
}

// stateMember is the values of a state, else those that a plan leads to.
func stateMember(members map[string]json.RawMessage) json.RawMessage {
	if values, ok := members["values"]; ok {
		return values
	}
	return members["planned_values"]
}

// unmarshalState decodes without the library's own words, which can quote the
// state.
func unmarshalState(text []byte, target any) error {
	err := json.Unmarshal(text, target)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("the state is no valid JSON after byte %d: %s", syntax.Offset, stateRemedy)
	case err != nil:
		return fmt.Errorf("the JSON is not that of a Terraform state: %s", stateRemedy)
	}
	return nil
}

func checkState(members map[string]json.RawMessage) error {
	version, known := members["format_version"]
	switch {
	case !known && members["lineage"] != nil:
		return fmt.Errorf("the JSON is a state file, whose format is Terraform's own: %s", stateRemedy)
	case !known:
		return fmt.Errorf("the JSON is not that of a Terraform state, because it has no format_version: %s", stateRemedy)
	case !strings.HasPrefix(text(version), "1."):
		return fmt.Errorf("the state has the format version %.20s, but only versions 1.x are known: %s, with Terraform 1.1 or later", version, stateRemedy)
	}
	// A state of nothing has the format_version alone. Other commands print it
	// too, beside members of their own.
	if stateMember(members) == nil && len(members) > 1 {
		return fmt.Errorf("the JSON is not that of a Terraform state, because it has neither values nor planned_values: %s", stateRemedy)
	}
	return nil
}

// collect appends the resources of the module and those beneath it.
func (m stateModule) collect(resources []stateResource) []stateResource {
	for _, resource := range m.Resources {
		if _, ok := CloudResourceType(resource.Type); ok && resource.Mode == "managed" && resource.DeposedKey == "" {
			resource.Values = resource.Values.without(resource.SensitiveValues)
			resources = append(resources, resource)
		}
	}
	for _, child := range m.ChildModules {
		resources = child.collect(resources)
	}
	return resources
}
