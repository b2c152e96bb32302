// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package budget_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
)

func TestBudgetIsARollingWindow(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.May, 1, 12, 0, 0, 0, time.UTC)
	b := budget.New(2, time.Minute, func() time.Time { return now })
	for i, step := range []struct {
		pass time.Duration
		wait time.Duration
	}{
		{0, 0},
		{20 * time.Second, 0},
		{10 * time.Second, 30 * time.Second},
		{29 * time.Second, time.Second},
		{time.Second, 0},
		{0, 20 * time.Second},
		{time.Hour, 0},
	} {
		now = now.Add(step.pass)
		if wait, ok := b.Spend(); wait != step.wait || ok != (step.wait == 0) {
			t.Errorf("step %d: wait %s, %t, want %s", i, wait, ok, step.wait)
		}
	}
}

func TestBudgetIsSpentOnceByManyAtOnce(t *testing.T) {
	t.Parallel()
	b := budget.New(10, time.Hour, time.Now)
	var spent atomic.Int64
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if _, ok := b.Spend(); ok {
				spent.Add(1)
			}
		})
	}
	all.Wait()
	if spent.Load() != 10 {
		t.Errorf("%d were allowed, want 10", spent.Load())
	}
}
