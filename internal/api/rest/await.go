// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"time"
)

// The waits between the probes of Await.
const (
	firstProbeWait = time.Second
	mostProbeWait  = 8 * time.Second
)

// Await calls probe until it reports true: at once, and again after waits that
// grow from one to eight seconds and add up to limit at most. It reports whether
// the probe did. A system may show what it has accepted only after a while.
func (c *Client) Await(ctx context.Context, limit time.Duration, probe func(context.Context) (bool, error)) (bool, error) {
	wait := firstProbeWait
	for waited := time.Duration(0); ; wait = min(2*wait, mostProbeWait) {
		if done, err := probe(ctx); done || err != nil {
			return done, err
		}
		wait = min(wait, limit-waited)
		if wait <= 0 {
			return false, nil
		}
		if err := c.config.Wait(ctx, wait); err != nil {
			return false, err
		}
		waited += wait
	}
}

// Sleep waits, unless the context ends before.
func Sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
