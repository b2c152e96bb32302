// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

const manyRecords = 3000

// Many records of a kilobyte are sent in batches. Then only a hundred changed
// records are sent, and none if nothing has changed.
func TestPush_ofManyRecords(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	systems.World.KeepCountsOnly()
	m := newRun(t, systems, pushType)
	filling := strings.Repeat("x", 950)
	records := object{}
	for i := range manyRecords {
		records[fmt.Sprintf("vendor-%06d.example", i)] = fmt.Sprintf(`{"active":true,"grade":"A %s","score":95}`, filling)
	}
	mustApply(t, m, pushing(records))
	wantPushes(t, systems, 0, manyRecords/1000, manyRecords)
	if largest := systems.World.LargestPush(connectionID); largest > 1<<20+200 {
		t.Errorf("the largest request has %d bytes", largest)
	}
	for i := range 100 {
		records[fmt.Sprintf("vendor-%06d.example", manyRecords/100*i)] = record("F", i)
	}
	nextRun(t, systems, m)
	mustApply(t, m, pushing(records))
	wantPushes(t, systems, manyRecords/1000, 1, 100)
	mustBeSettled(t, systems, m, pushing(records))
	wantPushes(t, systems, manyRecords/1000+1, 0, 0)
}

// wantPushes checks the requests after the first ones, and their objects.
func wantPushes(t *testing.T, systems *sandbox.Sandbox, skip, requests, objects int) {
	t.Helper()
	pushes := systems.World.Pushes(connectionID)[skip:]
	sent := 0
	for _, push := range pushes {
		sent += push.Count
		if push.Count > 1000 {
			t.Errorf("a request has %d records", push.Count)
		}
	}
	if len(pushes) != requests || sent != objects {
		t.Errorf("%d requests with %d records, want %d with %d", len(pushes), sent, requests, objects)
	}
}
