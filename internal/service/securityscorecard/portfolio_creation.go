// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"encoding/json"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// creation is what the private state of a portfolio has of its creation. It is
// empty for one that was imported, and for a tainted one.
type creation struct {
	ID string `json:"id"`
	// At is when the portfolio was created. It is zero once the list has it.
	At time.Time `json:"at,omitzero"`
}

const creationKey = "creation"

func newCreation(created api.CreatedPortfolio) creation {
	if created.IsListed {
		return creation{ID: created.ID}
	}
	return creation{ID: created.ID, At: time.Now().UTC().Truncate(time.Second)}
}

// mayBeUnlisted reports whether the list of portfolios may not have the portfolio
// yet.
func (c creation) mayBeUnlisted(now time.Time) bool {
	return !c.At.IsZero() && now.Sub(c.At) <= api.ListedWithin
}

func readCreation(ctx context.Context, private framework.PrivateState) (creation, diag.Diagnostics) {
	var stored creation
	text, diags := private.GetKey(ctx, creationKey)
	if len(text) > 0 && json.Unmarshal(text, &stored) != nil {
		stored = creation{} // It is only an aid.
	}
	return stored, diags
}

func (c creation) store(ctx context.Context, private framework.PrivateState) diag.Diagnostics {
	text, err := json.Marshal(c)
	if err != nil {
		return nil
	}
	return private.SetKey(ctx, creationKey, text)
}
