// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import _ "embed"

// cloudResourceTypesJSON maps the resource types of Terraform to those of
// Secureframe. It is sorted by provider and type.
//
//go:embed cloud_resource_types.json
var cloudResourceTypesJSON []byte

var cloudResourceTypes = embedded[map[string]string](cloudResourceTypesJSON)

// CloudResourceType returns Secureframe's cloud_resource_type for a Terraform
// resource type. It is not ok if Secureframe's list has no value for the same
// kind of resource. Only their names document the values. So no type has a
// value that does not name a kind of resource (analytics, iot), or whose kind
// depends on an attribute (network_load_balancer).
func CloudResourceType(terraformType string) (cloudResourceType string, ok bool) {
	cloudResourceType, ok = cloudResourceTypes()[terraformType]
	return cloudResourceType, ok
}

// CloudResources returns a record of the category cloud_resource for each
// resource of a Terraform state, by its id. The state is the output of
// `terraform show -json` for a state. For a plan, it is the planned state, in
// which new resources have no id from their provider yet.
//
// Data sources, deposed objects, and types without a CloudResourceType are
// omitted. A record has
//   - id: the arn, or else the self_link, or else the id. The address replaces it
//     if the resource has none of them, or if several resources share it.
//   - cloud_resource_type
//   - description: the address.
//   - account and region, if the arn or another attribute has them.
//
// Sensitive attributes are never copied.
func CloudResources(stateJSON []byte) (map[string]map[string]string, error) {
	resources, err := decodeState(stateJSON)
	if err != nil {
		return nil, err
	}
	ids := uniqueIDs(resources)
	records := make(map[string]map[string]string, len(resources))
	for i, resource := range resources {
		records[ids[i]] = resource.record(ids[i])
	}
	return records, nil
}

// uniqueIDs returns an id for each resource. If several resources share an id,
// or if it is the address of another resource, it does not identify a resource,
// and its address is used.
func uniqueIDs(resources []stateResource) []string {
	owners := map[string]int{}
	for _, resource := range resources {
		owners[resource.id()]++
		owners[resource.Address]++
	}
	ids := make([]string, len(resources))
	for i, resource := range resources {
		ids[i] = resource.id()
		if owners[ids[i]] > 1 || ids[i] == "" {
			ids[i] = resource.Address
		}
	}
	return ids
}

// record returns the resource in the form of Secureframe's model.
func (r stateResource) record(id string) map[string]string {
	cloudResourceType, _ := CloudResourceType(r.Type)
	record := map[string]string{"id": id, "cloud_resource_type": cloudResourceType, "description": r.Address}
	for name, value := range map[string]string{"account": r.account(), "region": r.region()} {
		if value != "" {
			record[name] = value
		}
	}
	return record
}
