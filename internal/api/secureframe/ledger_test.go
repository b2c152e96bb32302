// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

func TestLedger(t *testing.T) {
	t.Parallel()
	schema, connection, vendor := scorecards, scorecards, scorecards
	schema.SchemaSlug, connection.ConnectionID, vendor.VendorSlug = "other", "other", "other"
	var ledger secureframe.Ledger
	if ledger.Claimed(scorecards, "a") {
		t.Error("an empty ledger has a record")
	}
	for _, step := range []struct {
		to       secureframe.Destination
		id, hash string
		conflict bool
	}{
		{scorecards, "a", "1", false},
		{scorecards, "a", "1", false},
		{scorecards, "a", "2", true},
		{scorecards, "a", "1", false}, // the first claim is valid
		{scorecards, "b", "2", false},
		{scorecards, "A", "2", false},
		{schema, "a", "3", false},
		{connection, "a", "4", false},
		{vendor, "a", "5", false},
		{schema, "a", "1", true},
	} {
		err := ledger.Claim(step.to, step.id, step.hash)
		if !step.conflict {
			if err != nil || !ledger.Claimed(step.to, step.id) {
				t.Errorf("%+v: %v", step, err)
			}
			continue
		}
		var conflict *secureframe.ConflictError
		if !errors.As(err, &conflict) {
			t.Fatalf("%+v: %v", step, err)
		}
		sandboxtest.Equal(t, "conflict", *conflict, secureframe.ConflictError{Destination: step.to, ID: step.id})
		sandboxtest.Equal(t, "error", err.Error(), fmt.Sprintf("record %q was already pushed to schema %s of connection %s in this run, with other content",
			step.id, step.to.SchemaSlug, step.to.ConnectionID))
	}
	if ledger.Claimed(schema, "b") {
		t.Error("a record of one schema is in another")
	}
}

// Of those who claim one record at once with different content, one may.
func TestLedger_isSharedSafely(t *testing.T) {
	t.Parallel()
	const ids, claims = 5000, 8
	var ledger secureframe.Ledger
	var granted [ids]atomic.Int32
	var all sync.WaitGroup
	start := make(chan struct{})
	for hash := range claims {
		all.Go(func() {
			<-start
			for id := range ids {
				if ledger.Claim(scorecards, fmt.Sprint(id), fmt.Sprint(hash)) == nil {
					granted[id].Add(1)
				}
				if !ledger.Claimed(scorecards, fmt.Sprint(id)) {
					t.Errorf("record %d was claimed, and is not there", id)
				}
			}
		})
	}
	close(start)
	all.Wait()
	for id := range granted {
		sandboxtest.Equal(t, "granted", granted[id].Load(), 1)
	}
}
