// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// publishFile sends the records of a file that are new or changed. It reads the file
// twice: it compares all of it with the plan before it sends anything, and reads what
// is sent again, because the records do not fit into memory.
func (p *publication) publishFile(ctx context.Context, name string) diag.Diagnostics {
	source, diags := openRecords(name)
	if diags.HasError() {
		return diags
	}
	defer source.close()
	// Both this and the file may have a million rows.
	p.accepted = nil
	defer func() {
		if p.accepted == nil {
			p.accepted = p.prior.accepted()
		}
	}()
	before, checker := p.prior.before(), p.checker()
	file, problems, diags := source.read(ctx, checker, before.Salt())
	if !p.FileSHA256.IsKnown() || problem.HasErrors(problems) {
		diags.Append(fileProblems(problems)...)
	}
	if diags.HasError() {
		return diags
	}
	table := recordfile.NewTable(file, before, p.resend)
	changes := table.Changes()
	if p.isOtherFile(file.SHA256, changes) {
		return fileChangedError("Nothing was sent.")
	}
	p.accepted, p.removed = table, table.Removed()
	p.fileSHA256, p.changes = file.SHA256, changes
	p.ledger().Send(p.place(p.address), table.Planned()) // It remains in memory, and the table does not.
	if changes.Sent == 0 || !p.connect(&diags) {
		return diags
	}
	diags.Append(p.sendFile(ctx, table, source, checker, changes.Sent)...)
	return append(diags, p.unconfirmedWarning()...)
}

// isOtherFile reports whether the file is not the planned one. A plan without changes
// has the hash of an earlier file, with the same records.
func (p *publication) isOtherFile(hash string, changes recordfile.Changes) bool {
	switch {
	case !p.FileSHA256.IsKnown(), hash == p.FileSHA256.Value:
		return false
	}
	return p.prior.digest == nil || !p.FileSHA256.Equal(p.prior.FileSHA256) || !p.RecordChanges.Equal(p.prior.RecordChanges) || !changes.IsEmpty()
}

// fileChangedError refuses a file that differs from that of the plan.
func fileChangedError(progress string) diag.Diagnostics {
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("records_file"), "Secureframe Records Have Changed Since the Plan",
		"The file is not the one of the plan. "+progress+" Plan again, and do not change the file until the apply has ended.")}
}

// sendFile pushes the records of a file in batches.
func (p *publication) sendFile(ctx context.Context, table *recordfile.Table, source recordsFile, checker *contract.Checker, total int) diag.Diagnostics {
	sent := 0
	progress := func() string {
		return fmt.Sprintf("%d of %d records were accepted. %s", sent, total, p.remedy())
	}
	var unread error
	records := func(yield func(contract.Record) bool) {
		for record, err := range table.Pending(ctx, source, checker) {
			if unread = err; err != nil || !yield(record) {
				return
			}
		}
	}
	for batch := range contract.BatchesOf(records, p.limits()) {
		if unread != nil {
			break
		}
		err := p.sendBatch(ctx, api.Push{Partial: p.Mode.Value == contract.ModePartial}, batch, func(record contract.Record) {
			p.accepted.Accept(record)
			sent++
		})
		if err != nil {
			return diag.Diagnostics{pushError(ctx, "Records", progress(), err)}
		}
		p.logFile(ctx, sent, total)
	}
	switch {
	case errors.Is(unread, recordfile.ErrChanged):
		return fileChangedError(progress())
	case unread != nil:
		return diag.Diagnostics{pushError(ctx, "Records", progress(), unread)}
	}
	return nil
}

// computedOfFile adds the computed attributes about the records of a file.
func (p *publication) computedOfFile(table *recordfile.Table, hasFailed bool, values framework.Values) {
	for _, key := range p.unconfirmed {
		table.Doubt(key)
	}
	values["record_hashes"] = tftypes.NewValue(hashesType, nil)
	values["record_digest"] = framework.String(table.Digest())
	if hasFailed {
		return
	}
	if !p.FileSHA256.IsKnown() {
		values["records_file_sha256"] = framework.String(p.fileSHA256)
	}
	if !p.RecordChanges.IsKnown() {
		values["record_changes"] = changesValue(p.changes)
	}
	if p.RecordDigest.IsKnown() { // Nothing has changed.
		values["record_digest"] = p.RecordDigest.Wire()
	}
}
