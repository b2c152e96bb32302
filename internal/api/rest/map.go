// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// Map calls read for every item and returns the results in the items' order.
// As many calls run at a time as the client has requests in flight. The first
// error ends the others and is returned. noun names the items, in the plural, for
// the notices of how many are read.
func Map[In, Out any](ctx context.Context, client *Client, noun string, items []In, read func(context.Context, In) (Out, error)) ([]Out, error) {
	results := make([]Out, len(items))
	progress := client.Progress(noun, len(items))
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(client.config.MaxConcurrency)
	for i, item := range items {
		if groupCtx.Err() != nil {
			break
		}
		group.Go(func() error {
			result, err := read(groupCtx, item)
			results[i] = result
			if err == nil {
				progress.Add(groupCtx, 1)
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return results, nil
}

// ErrBudget is what Afford's errors wrap.
var ErrBudget = errors.New("the request budget is too small")

// Afford returns an error when the budget cannot pay for those of the reads
// that this process has not begun, so that a job that cannot end is not
// begun either.
func (c *Client) Afford(operation string, reads []Request) error {
	if c.config.Limiter == nil {
		return nil
	}
	needed := 0
	for _, read := range reads {
		if !c.cache.has(cacheKey(read, c.url(read))) {
			needed++
		}
	}
	left := int(max(0, c.config.Limiter.Tokens()))
	if needed <= left {
		return nil
	}
	return c.failure(Request{Operation: operation}, 0, fmt.Sprintf(
		"it takes at least %d requests more, and this run has %d left of what the system allows: it is not begun", needed, left), ErrBudget)
}
