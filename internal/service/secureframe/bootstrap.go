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
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
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

// samplePlace is the place of the sample record in the ledger.
func (a schemaArguments) samplePlace(address string) string {
	return "sample of " + address + " " + a.identity().id()
}

// pushSample sends the sample record, unless the run has destroyed a schema that had
// it: the sample must not overwrite what was pushed since.
func (r *schemaResource) pushSample(ctx context.Context, arguments schemaArguments, address string) diag.Diagnostics {
	if arguments.Bootstrap.Value == "" {
		return nil
	}
	record, diags := bootstrapRecord(arguments)
	if diags.HasError() || r.ProviderData().Ledger.IsSent(arguments.samplePlace(address), record.Key) {
		return diags.Errors()
	}
	diags = nil
	client, ok := r.Client(&diags)
	if !ok {
		return diags
	}
	objects := []json.RawMessage{record.JSON}
	if _, err := client.Push(ctx, api.Push{Destination: api.Destination(arguments.identity()), Objects: objects}); err != nil {
		diags.Append(pushError(ctx, "the Sample Record", "The state is as it was before. Apply again.", withoutEcho(err, objects)))
	}
	return diags
}

// noteSample notes the sample record of a schema that is destroyed.
func (r *schemaResource) noteSample(state schemaArguments) {
	if key, ok := primaryID(state.Bootstrap.Value, state.PrimaryID.Value); ok {
		r.ProviderData().Ledger.Send(state.samplePlace(state.Destination.Value), ledger.Set{key: true})
	}
}
