// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// bootstrapRecord checks the sample record. The contract must be valid.
func bootstrapRecord(arguments schemaArguments) (contract.Record, diag.Diagnostics) {
	checker := arguments.contract().Checker(contract.Options{Mode: contract.ModeReplace, Arrays: contract.ArraysError})
	key, ok := primaryID(arguments.Bootstrap.Value, arguments.PrimaryID.Value)
	if !ok {
		return contract.Record{}, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("bootstrap"), "Invalid Secureframe Record",
			"The sample must be a single JSON object with its primary ID, the field "+arguments.PrimaryID.Value+", as a string or a number.")}
	}
	record, problems := checker.Record(key, arguments.Bootstrap.Value)
	if !problem.HasErrors(problems) {
		problems = append(problems, checker.Incomplete(slices.Values([]contract.Record{record}))...)
	}
	return record, textProblems("bootstrap", problems)
}

// primaryID returns the primary ID of a JSON object.
func primaryID(object, name string) (string, bool) {
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(object), &members) != nil {
		return "", false
	}
	value := jsontext.Value(members[name])
	switch value.Kind() {
	case '"':
		text, err := jsontext.AppendUnquote(nil, value)
		return string(text), err == nil && len(text) > 0
	case '0':
		err := value.Canonicalize()
		return string(value), err == nil
	default:
		return "", false
	}
}

// pushBootstrap sends the sample record.
func (r *schemaResource) pushBootstrap(ctx context.Context, arguments schemaArguments) diag.Diagnostics {
	var diags diag.Diagnostics
	record, found := bootstrapRecord(arguments)
	if found.HasError() {
		return found
	}
	client, ok := r.Client(&diags)
	if !ok {
		return diags
	}
	objects := []json.RawMessage{record.JSON}
	if _, err := client.Push(ctx, api.Push{Destination: api.Destination(arguments.identity()), Objects: objects}); err != nil {
		diags.Append(pushError("the Sample Record", "The schema is not in the state. Apply again.", withoutEcho(err, objects)))
	}
	return diags
}
