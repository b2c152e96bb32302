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
)

// Custody is what a resource that holds records keeps in its private state. It
// connects the resource with the ledger of the run.
type Custody struct {
	// Name identifies the resource in the ledger. It is empty for a resource that
	// does not exist yet, and for a tainted one: Terraform plans its replacement
	// without its private state.
	Name string `json:"name,omitempty"`
	// Kept are records that must not be marked as removed when they leave the
	// resource.
	Kept []string `json:"kept,omitempty"`
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

// Destroy returns the custody of a resource that a plan destroys. It keeps more
// records than before.
func (c Custody) Destroy(kept []string) Custody {
	c.Kept, c.IsPlanned = slices.Concat(c.Kept, kept), true
	return c
}

// Settle returns the custody after an apply. A resource that was created gets a name
// of its own, even if it replaces another one: both may exist at the same time.
func (c Custody) Settle(unconfirmed []string) Custody {
	return Custody{Name: c.Holder(), Unconfirmed: unconfirmed}
}

// Keeps reports whether a record must not be marked as removed.
func (c Custody) Keeps() func(key string) bool {
	kept := make(map[string]bool, len(c.Kept))
	for _, key := range c.Kept {
		kept[key] = true
	}
	return func(key string) bool { return kept[key] }
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
