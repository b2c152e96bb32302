// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
)

// Custody is what a resource that holds records keeps in its private state. It
// connects the resource with the ledger of the run.
type Custody struct {
	// Name identifies the resource in the ledger. It is empty for a resource that
	// does not exist yet, and for a tainted one: Terraform plans its replacement
	// without its private state.
	Name string `json:"name,omitempty"`
	// Kept are records that must not be marked as removed when they leave the
	// resource, because another one holds them. They are sorted.
	Kept []string `json:"kept,omitempty"`
	// Recreated are records that must not be marked either, because the resource that
	// replaces this one has them.
	Recreated []string `json:"recreated,omitempty"`
	// Unconfirmed are records that were sent, and answered in a way that is not an
	// acceptance.
	Unconfirmed []string `json:"unconfirmed,omitempty"`
	// IsPlanned says that a plan to destroy the resource has determined Kept.
	IsPlanned bool `json:"is_planned,omitempty"`
}

// Refresh prepares the custody of a state for a new run, before it is known which
// records are kept.
func (c Custody) Refresh() Custody { return Custody{Name: c.Holder()} }

// Holder returns a name for the ledger. Without a Name, it is another one for every
// call.
func (c Custody) Holder() string { return cmp.Or(c.Name, uuid.NewString()) }

// Destroy returns the custody of a resource that a plan destroys or replaces. It
// keeps the records that others hold by now, too.
func (c Custody) Destroy(found ledger.Findings) Custody {
	c.Kept = slices.Compact(slices.Sorted(slices.Values(slices.Concat(c.Kept, found.Held))))
	c.Recreated, c.IsPlanned = found.Recreated, true
	return c
}

// Settle returns the custody after an apply. A resource that was created gets a name
// of its own, even if it replaces another one: both may exist at the same time.
func (c Custody) Settle(unconfirmed []string) Custody {
	return Custody{Name: c.Holder(), Unconfirmed: unconfirmed}
}

// Split returns the records that may be marked as removed, and those that another
// resource holds.
func (c Custody) Split(removed []string) (marked, kept []string) {
	for _, key := range removed {
		_, isKept := slices.BinarySearch(c.Kept, key)
		_, isRecreated := slices.BinarySearch(c.Recreated, key)
		switch {
		case isRecreated:
		case isKept:
			kept = append(kept, key)
		default:
			marked = append(marked, key)
		}
	}
	return marked, kept
}

// PrivateState is the private state of a resource in a request or a response.
type PrivateState interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

const custodyKey = "custody"

// ReadCustody returns the custody in a private state, or an empty one.
func ReadCustody(ctx context.Context, private PrivateState) (Custody, diag.Diagnostics) {
	var custody Custody
	text, diags := private.GetKey(ctx, custodyKey)
	if len(text) > 0 && !diags.HasError() {
		if err := json.Unmarshal(text, &custody); err != nil {
			diags.AddError("Unable to Read the Private State", reportIssue(err))
		}
	}
	return custody, diags
}

// Store stores the custody in a private state.
func (c Custody) Store(ctx context.Context, private PrivateState) diag.Diagnostics {
	text, err := json.Marshal(c)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Store the Private State", reportIssue(err))}
	}
	return private.SetKey(ctx, custodyKey, text)
}
