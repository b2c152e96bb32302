// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// recordAttributes adds the computed attributes that describe the records of a
// configuration: unknown if they have a value, and null if they describe records that
// are given in another way.
func (a pushArguments) recordAttributes(planned framework.Values) framework.Values {
	ofMap, ofFile := any(tftypes.UnknownValue), any(tftypes.UnknownValue)
	if a.RecordsFile.IsNull() {
		ofFile = nil
	} else if a.RecordsFile.IsKnown() {
		ofMap = nil
	}
	planned["record_hashes"] = tftypes.NewValue(hashesType, ofMap)
	planned["records_file_sha256"] = tftypes.NewValue(tftypes.String, ofFile)
	planned["record_changes"] = tftypes.NewValue(changesType, ofFile)
	planned["record_digest"] = tftypes.NewValue(tftypes.String, ofFile)
	return planned
}

// planFile checks the records of a file, and plans what changes. Nothing is known of
// a file whose path is unknown.
func (p *pushPlan) planFile(ctx context.Context, records *ledger.Ledger, path framework.Argument[string], planned framework.Values) {
	if !path.IsKnown() {
		return
	}
	source, diags := openRecords(path.Value)
	p.diags.Append(diags...)
	if diags.HasError() {
		return
	}
	defer source.close()
	before, checker := p.prior.before(), p.checker()
	file, problems, diags := source.read(ctx, checker, before.Salt())
	if file != nil && p.isNew && !p.isReplacement() {
		problems = append(problems, file.Incomplete(checker)...)
	}
	p.diags.Append(diags...)
	p.diags.Append(fileProblems(problems)...)
	if problem.HasErrors(problems) || diags.HasError() {
		return
	}
	table := recordfile.NewTable(file, before, p.sendsAll())
	p.share("records_file", records, p.ledgerPlanOf(fileRecords{table.Planned(), p.Mode.Value}))
	p.warnOfRemovals(table.Removed())
	changes := table.Changes()
	planned["accepted_records"] = framework.Count(table.Len())
	if changes.Sent == 0 && !p.sendsTombstones(changes.Removed.Count) {
		planned["last_accepted_at"] = framework.String(p.prior.LastAcceptedAt.Value)
	}
	if changes.IsEmpty() && p.prior.digest != nil {
		planned["records_file_sha256"] = p.prior.FileSHA256.Wire()
		planned["record_changes"] = p.prior.RecordChanges.Wire()
		planned["record_digest"] = p.prior.RecordDigest.Wire()
		return
	}
	planned["records_file_sha256"] = framework.String(file.SHA256)
	planned["record_changes"] = changesValue(changes)
}
