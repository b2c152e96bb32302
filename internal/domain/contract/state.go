// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// stateValues has the parts of the output of `terraform show -json` that are
// needed. Terraform documents the format, and keeps it compatible within a
// major version.
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

// attributes are the attributes that records use, as they are in the state.
type attributes struct {
	ARN      json.RawMessage `json:"arn"`
	SelfLink json.RawMessage `json:"self_link"`
	ID       json.RawMessage `json:"id"`
	Region   json.RawMessage `json:"region"`
	Location json.RawMessage `json:"location"`
	Zone     json.RawMessage `json:"zone"`
	Project  json.RawMessage `json:"project"`
}

const stateRemedy = "use the output of `terraform show -json`"

// decodeState returns the resources that have a CloudResourceType, without
// sensitive values.
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

// stateMember returns the values of a state, or else the planned values of a
// plan.
func stateMember(members map[string]json.RawMessage) json.RawMessage {
	if values, ok := members["values"]; ok {
		return values
	}
	return members["planned_values"]
}

// unmarshalState decodes without the library's own error messages, which can
// quote the state.
func unmarshalState(text []byte, target any) error {
	err := json.Unmarshal(text, target)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("the state is not valid JSON after byte %d: %s", syntax.Offset, stateRemedy)
	case err != nil:
		return fmt.Errorf("the JSON is not a Terraform state: %s", stateRemedy)
	}
	return nil
}

func checkState(members map[string]json.RawMessage) error {
	version, known := members["format_version"]
	switch {
	case !known && members["lineage"] != nil:
		return fmt.Errorf("the JSON is a state file, and its format is internal to Terraform: %s", stateRemedy)
	case !known:
		return fmt.Errorf("the JSON is not a Terraform state, because it has no format_version: %s", stateRemedy)
	case !strings.HasPrefix(text(version), "1."):
		return fmt.Errorf("the state has the format version %.20s, but only versions 1.x are supported: %s, with Terraform 1.1 or later", version, stateRemedy)
	}
	// An empty state has only the format_version. Other commands also print it,
	// with members of their own.
	if stateMember(members) == nil && len(members) > 1 {
		return fmt.Errorf("the JSON is not a Terraform state, because it has neither values nor planned_values: %s", stateRemedy)
	}
	return nil
}

// collect appends the resources of the module and of its child modules.
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
