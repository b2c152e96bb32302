// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// checkDefinition reports why the schema cannot be defined so.
func (s *schema) checkDefinition(primaryID, category string, mapping map[string]string) error {
	if s.Defined && s.PrimaryID != primaryID {
		return fmt.Errorf("its primary ID is %q and cannot be changed", s.PrimaryID)
	}
	if _, exists := s.Structure[primaryID]; !exists {
		return fmt.Errorf("the first object has no field %q to be the primary ID", primaryID)
	}
	if category == "" {
		if len(mapping) > 0 {
			return errors.New("there is a mapping, and no category")
		}
		return nil
	}
	fields, exists := categories[category]
	if !exists {
		return fmt.Errorf("there is no category %q", category)
	}
	for _, field := range slices.Sorted(maps.Keys(mapping)) {
		if !slices.Contains(fields.required, field) && !slices.Contains(fields.optional, field) {
			return fmt.Errorf("category %s has no field %q", category, field)
		}
		if _, exists := s.Structure[mapping[field]]; !exists {
			return fmt.Errorf("the first object has no field %q to be mapped to %s", mapping[field], field)
		}
	}
	for _, field := range fields.required {
		if _, mapped := mapping[field]; !mapped {
			return fmt.Errorf("category %s needs %s, which is not mapped", category, field)
		}
	}
	return nil
}

// process brings the records up to date with a push, object by object.
func (s *schema) process(push Push) {
	for index, object := range push.Objects {
		if err := s.processObject(object, push.Partial); err != nil {
			s.rejected = append(s.rejected, Rejection{Sequence: push.Sequence, Index: index, Reason: err.Error()})
		}
	}
}

// processObject replaces the record of the object's primary ID, or merges the
// object into it. A record that is merely missing from a push stays. That a
// partial object of an unknown primary ID makes a record is not documented.
func (s *schema) processObject(object Object, partial bool) error {
	id, _ := scalarAt(object, s.PrimaryID)
	if id == "" {
		return fmt.Errorf("no primary ID at %q", s.PrimaryID)
	}
	record := withoutArrays(object)
	if partial {
		record = merge(s.records[id], record)
	}
	for _, field := range categories[s.Category].required {
		if _, ok := scalarAt(record, s.Mapping[field]); !ok {
			return fmt.Errorf("no %s at %q", field, s.Mapping[field])
		}
	}
	s.records[id] = record
	return nil
}

// categoryFields are the fields that data of a category is mapped to.
type categoryFields struct {
	required, optional []string
}

// categories are those that were documented in August 2026.
var categories = map[string]categoryFields{
	"cloud_resource": {
		required: []string{"id", "cloud_resource_type"},
		optional: []string{"account", "description", "region"},
	},
	"training_record": {
		required: []string{"id", "training_slug", "user_email"},
		optional: []string{"completed_at"},
	},
	"personnel_account": {
		required: []string{"id", "email"},
		optional: []string{
			"active", "admin", "first_name", "last_name", "preferred_first_name", "roles", "secondary_email",
			"two_factor_enabled", "username",
		},
	},
	"device": {
		optional: []string{
			"active", "anti_virus_software", "cpu", "device_name", "device_uuid", "email", "enroll_date",
			"hard_drive_encrypted", "last_checkin_at", "local_firewall_enabled", "mac_address",
			"macos_filevault_enabled", "make", "memory", "model", "native_anti_virus_enabled", "os",
			"password_enforcement_enabled", "remote_ip", "serial_number", "session_timeout_enabled",
		},
	},
}
