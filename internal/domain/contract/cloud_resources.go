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

// CloudResourceType is Secureframe's cloud_resource_type for a Terraform
// resource type, where Secureframe's list has a value for the same kind of
// thing; otherwise it is not ok. What the values mean is documented nowhere but
// in their names, so a value that names no kind of resource (analytics, iot),
// or whose kind an attribute decides (network_load_balancer), is matched by
// nothing.
func CloudResourceType(terraformType string) (cloudResourceType string, ok bool) {
	cloudResourceType, ok = cloudResourceTypes()[terraformType]
	return cloudResourceType, ok
}

// CloudResources returns a record of the category cloud_resource for each
// resource of a Terraform state, by its id. The state is what
// `terraform show -json` prints of a state; of a plan it is what is planned,
// where what does not exist yet has no id of its provider.
//
// Data sources, deposed objects, and types without a CloudResourceType are left
// out. A record has
//   - id: the arn, else the self_link, else the id. The address stands in where
//     the resource has none of them, or where several resources share it.
//   - cloud_resource_type
//   - description: the address.
//   - account and region, where the arn or another attribute gives them.
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

// uniqueIDs is an id for each resource. An id that several resources have, or
// that is another one's address, tells them apart for nobody.
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

// record is the resource as Secureframe's model has it.
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
