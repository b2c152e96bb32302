// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestAwait(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		probe func(number int) (bool, error)
		// cancelAfter ends the context.
		cancelAfter time.Duration
		want        bool
		wantErr     error
		wantProbes  int
		wantWait    time.Duration
	}{
		"at once":     {probe: func(int) (bool, error) { return true, nil }, want: true, wantProbes: 1},
		"later":       {probe: func(n int) (bool, error) { return n == 4, nil }, want: true, wantProbes: 4, wantWait: 7 * time.Second},
		"never":       {probe: func(int) (bool, error) { return false, nil }, wantProbes: 6, wantWait: 20 * time.Second},
		"an error":    {probe: func(n int) (bool, error) { return false, map[int]error{2: broken}[n] }, wantErr: broken, wantProbes: 2, wantWait: time.Second},
		"interrupted": {probe: func(int) (bool, error) { return false, nil }, cancelAfter: 2 * time.Second, wantErr: context.DeadlineExceeded, wantProbes: 2, wantWait: 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, began, probes := t.Context(), time.Now(), 0
				if test.cancelAfter > 0 {
					limited, cancel := context.WithTimeout(ctx, test.cancelAfter)
					defer cancel()
					ctx = limited
				}
				got, err := newClient(t, newPeer(ok(""))).Await(ctx, 20*time.Second, func(context.Context) (bool, error) {
					probes++
					return test.probe(probes)
				})
				if got != test.want || !errors.Is(err, test.wantErr) || probes != test.wantProbes || time.Since(began) != test.wantWait {
					t.Errorf("%t, %v after %d probes and %s", got, err, probes, time.Since(began))
				}
			})
		})
	}
}
