// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package budget_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
)

func TestBudget_isARollingWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := budget.New(2, time.Minute)
		for i, step := range []struct{ pass, wait time.Duration }{
			{0, 0},
			{20 * time.Second, 0},
			{10 * time.Second, 30 * time.Second},
			{29 * time.Second, time.Second},
			{time.Second, 0},
			{0, 20 * time.Second},
			{time.Hour, 0},
		} {
			<-time.After(step.pass)
			if wait, ok := b.Spend(); wait != step.wait || ok != (step.wait == 0) {
				t.Errorf("step %d: wait %s, %t, want %s", i, wait, ok, step.wait)
			}
		}
	})
}
