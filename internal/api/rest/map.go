// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"fmt"
	"net/http"

	"golang.org/x/sync/errgroup"
)

// Map calls read for every item and returns the results in the items' order.
// As many calls run at a time as the client has requests in flight. The first
// error ends the others and is returned.
func Map[In, Out any](ctx context.Context, client *Client, items []In, read func(context.Context, In) (Out, error)) ([]Out, error) {
	results := make([]Out, len(items))
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(client.config.MaxConcurrency)
	for i, item := range items {
		if groupCtx.Err() != nil {
			break
		}
		group.Go(func() error {
			result, err := read(groupCtx, item)
			results[i] = result
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return results, ctx.Err()
}

// Afford returns an error when the budget has less than the given number of
// requests left, so that a read that cannot end is not begun.
func (c *Client) Afford(operation string, requests int) error {
	if c.config.Limiter == nil || float64(requests) <= c.config.Limiter.Tokens() {
		return nil
	}
	return &Error{
		System:    c.config.System,
		Operation: operation,
		Status:    http.StatusTooManyRequests,
		Message: fmt.Sprintf("it takes at least %d requests, and this run has %.0f left of what the system allows in an hour; nothing was sent",
			requests, c.config.Limiter.Tokens()),
	}
}
