// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"errors"
)

// Organization is the account that the token belongs to.
type Organization struct {
	ID   string
	Name string
	// Usage is by resource: "application" is those with the advanced
	// configuration, "baseline" those with the default one (schema), and
	// "assessment".
	Usage map[string]Usage
}

// Usage is how much of a plan is used. Nil is not said.
type Usage struct {
	// Limit is nil if there is no limit.
	Limit     *int64
	Unlimited *bool
	// Reached says whether no more can be made.
	Reached *bool
	Total   *int64
}

// Organization reads the account.
func (c *Client) Organization(ctx context.Context) (Organization, error) {
	graph := c.graph("read the organization")
	answer, err := organization(ctx, graph)
	if err != nil {
		return Organization{}, err
	}
	node := answer.My.Organization
	if node.Id == "" {
		return Organization{}, graph.unexpected(errors.New(`it has no organization with an "id"`))
	}
	return Organization{
		ID:   string(node.Id),
		Name: node.Name,
		Usage: map[string]Usage{
			"application": node.Usage.Application.usage(),
			"assessment":  node.Usage.Assessment.usage(),
			"baseline":    node.Usage.Baseline.usage(),
		},
	}, nil
}

func (n usageNode) usage() Usage {
	return Usage{Limit: wide(n.Limit), Unlimited: n.Unlimited, Reached: n.Reached, Total: wide(n.Total)}
}

func wide(number *int) *int64 {
	if number == nil {
		return nil
	}
	return new(int64(*number))
}
