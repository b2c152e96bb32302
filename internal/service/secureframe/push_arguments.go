// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// pushArguments are the arguments but for the records, in the domain's terms.
type pushArguments struct {
	contract  contract.Contract
	options   contract.Options
	limits    contract.Limits
	onRemoval string
	tombstone string
}

// settings are the arguments that decide what is sent for a record.
var settings = []string{"mode", "arrays", "strict_enums", "batch"}

// areSettingsKnown reports whether records can be checked and hashed.
func areSettingsKnown(object attributes) bool {
	for _, name := range settings {
		if !object[name].IsFullyKnown() {
			return false
		}
	}
	reader := &framework.WireReader{}
	return object["schema"].IsKnown() && isContractKnown(reader.Attributes(object["schema"]))
}

// areRemovalsKnown reports whether it is known what becomes of records that
// are gone.
func areRemovalsKnown(object attributes) bool {
	return object["on_removal"].IsKnown() && object["tombstone"].IsKnown()
}

// readPush reads arguments that are known, of a plan or a state. Those of
// removals may be unknown, and are then zero.
func readPush(reader *framework.WireReader, object attributes) pushArguments {
	batch := reader.Attributes(object["batch"])
	limits := contract.Limits{
		MaximumRecords: count(reader, batch["max_records"], defaultMaxRecords),
		MaximumBytes:   count(reader, batch["max_bytes"], defaultMaxBytes),
	}
	arguments := pushArguments{
		contract: readContract(reader, reader.Attributes(object["schema"])),
		options: contract.Options{
			Mode:         contract.Mode(reader.String(object["mode"])),
			Arrays:       contract.Arrays(reader.String(object["arrays"])),
			StrictEnums:  reader.Bool(object["strict_enums"]),
			MaximumBytes: limits.MaximumBytes,
		},
		limits: limits,
	}
	if areRemovalsKnown(object) {
		arguments.onRemoval = reader.String(object["on_removal"])
		arguments.tombstone = reader.String(object["tombstone"])
	}
	return arguments
}

func count(reader *framework.WireReader, value tftypes.Value, whenNull int) int {
	if number := reader.Number(value); number != nil {
		return int(*number)
	}
	return whenNull
}

// givenRecords returns the records of a configuration, and the name of the
// attribute that has them. They are nil while the map is not known.
func givenRecords(reader *framework.WireReader, config attributes) (string, map[string]tftypes.Value) {
	attribute := "records"
	if config[attribute].IsNull() {
		attribute = "records_wo"
	}
	if !config[attribute].IsKnown() {
		return attribute, nil
	}
	records := reader.Attributes(config[attribute])
	if records == nil {
		records = map[string]tftypes.Value{}
	}
	return attribute, records
}

// validContract refuses a contract that records cannot be checked by. Its
// warnings are the schema resource's.
func (a pushArguments) validContract() diag.Diagnostics {
	return contractProblems(path.Root("schema").AtName, problem.Errors(a.contract.Validate()))
}

// readTombstone returns the tombstone, which must be there.
func (a pushArguments) readTombstone() (contract.Tombstone, diag.Diagnostics) {
	fields, err := jsonObject(a.tombstone)
	if err != nil {
		var diags diag.Diagnostics
		diags.AddAttributeError(path.Root("tombstone"), "Invalid Secureframe Tombstone",
			"The tombstone must be one JSON object, such as jsonencode({ active = false }).")
		return contract.Tombstone{}, diags
	}
	tombstone, problems := a.contract.Tombstone(fields)
	return tombstone, tombstoneProblems(problems)
}

func jsonObject(text string) (map[string]any, error) {
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); object == nil || !errors.Is(err, io.EOF) {
		return nil, errors.New("it is not one JSON object")
	}
	return object, nil
}
