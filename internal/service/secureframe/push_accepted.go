// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// accepted is what Secureframe has accepted of the records of a resource. It changes
// while an apply goes on. It is a *recordfile.Table for records of a file.
type accepted interface {
	// Accept notes a record that was accepted.
	Accept(record contract.Record)
	// Doubt notes that it is unknown whether a record was accepted.
	Doubt(key string)
	// Forget notes that a record is no longer one of the resource.
	Forget(key string)
	// DoubtChanges notes that what has changed may not be where the rest is.
	DoubtChanges()
	// Accepted are the keys of the records that are or may be accepted, sorted.
	Accepted() []string
	// AcceptedCount is the number of records that are known to be accepted.
	AcceptedCount() int
}

// acceptedHashes are the hashes of the accepted records. A hash is empty if the record was
// sent but it is unknown whether Secureframe accepted it.
type acceptedHashes struct{ before, now map[string]string }

func newAcceptedHashes(before map[string]string) *acceptedHashes {
	return &acceptedHashes{before, maps.Clone(before)}
}

func (h *acceptedHashes) Accept(record contract.Record) { h.now[record.Key] = record.Hash }
func (h *acceptedHashes) Doubt(key string)              { h.now[key] = "" }
func (h *acceptedHashes) Forget(key string)             { delete(h.now, key) }
func (h *acceptedHashes) Accepted() []string            { return slices.Sorted(maps.Keys(h.now)) }

func (h *acceptedHashes) DoubtChanges() {
	for key, hash := range h.now {
		if hash != h.before[key] {
			h.now[key] = ""
		}
	}
}

func (h *acceptedHashes) AcceptedCount() int {
	count := 0
	for _, hash := range h.now {
		if hash != "" {
			count++
		}
	}
	return count
}

// decode reads arguments, and the digest of the accepted records.
func (a *pushArguments) decode(object tftypes.Value) diag.Diagnostics {
	diags := framework.Decode(object, a)
	if diags.HasError() || a.RecordDigest.Value == "" {
		return diags
	}
	digest, err := recordfile.ParseDigest(a.RecordDigest.Value)
	if err != nil {
		diags.AddError("Unable to Read the Accepted Records", "The attribute record_digest of the state cannot be read. Restore an earlier version of the state, or remove the resource "+
			"with terraform state rm and create it again, which sends every record. Records that have left the file since then get no tombstone.")
	}
	a.digest = digest
	return diags
}

// before are the accepted records of a state, to be compared with a file.
func (a pushArguments) before() recordfile.Before {
	if a.digest != nil {
		return a.digest
	}
	return recordfile.NewHashes(a.hashes())
}

// acceptedKeys are the keys of the accepted records of a state.
func (a pushArguments) acceptedKeys() ledger.Keys {
	if a.digest != nil {
		return a.digest
	}
	return ledger.SetOf(maps.Keys(a.RecordHashes.Value))
}

// acceptedCount is the number of the accepted records of a state.
func (a pushArguments) acceptedCount() int {
	if a.digest != nil {
		return a.digest.Len()
	}
	return len(a.RecordHashes.Value)
}

// accepted are the accepted records of a state, before an apply changes them.
func (a pushArguments) accepted() accepted {
	if a.digest != nil {
		return recordfile.NewTable(nil, a.digest, false)
	}
	return newAcceptedHashes(a.hashes())
}
