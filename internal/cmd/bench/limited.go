// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// What a system allows that refuses the rest.
const (
	allowedRequests = 20
	allowedWindow   = 2 * time.Second
)

// measureLimited compares a read of more companies than a system allows at once with
// the fastest that its limit permits: with the system's word for how long to wait,
// and without it. Each is read once, since the waits are most of it.
func measureLimited(ctx context.Context, b *bench) ([]figure, error) {
	companies := b.size(200, 40)
	fastest := time.Duration(companies/allowedRequests) * allowedWindow
	var figures []figure
	for _, saysHowLong := range []bool{true, false} {
		took, err := readLimited(ctx, b, companies, saysHowLong)
		if err != nil {
			return nil, err
		}
		what := fmt.Sprintf("%d companies with factors at %d requests in %s, with Retry-After / the least", companies, allowedRequests, allowedWindow)
		if !saysHowLong {
			what = fmt.Sprintf("%d companies with factors at %d requests in %s, without Retry-After / the least", companies, allowedRequests, allowedWindow)
		}
		figures = append(figures, ratio(what, took, fastest, 3))
	}
	return figures, nil
}

func readLimited(ctx context.Context, b *bench, companies int, saysHowLong bool) (time.Duration, error) {
	systems, err := sandbox.Start(ctx, world.Generate(1, world.Size{Companies: companies, Portfolios: 1}),
		sandbox.WithLatency(latency), sandbox.WithBudget(sandbox.SecurityScorecard, allowedRequests, allowedWindow))
	if err != nil {
		return 0, err
	}
	if !saysHowLong {
		server, err := withoutRetryAfter(systems.SecurityScorecard.BaseURL)
		if err != nil {
			return 0, err
		}
		defer server.Close()
		systems.SecurityScorecard.BaseURL = server.URL
	}
	plan, err := b.newPlan(ctx, systems, "factors.tf")
	if err != nil {
		return 0, err
	}
	took := timed(func() { err = plan.run(ctx) })
	return took, err
}

// withoutRetryAfter serves what another server answers, but for how long to wait.
func withoutRetryAfter(baseURL string) (*httptest.Server, error) {
	target, err := url.Parse(baseURL)
	if err != nil {
		return nil, err
	}
	return httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(request *httputil.ProxyRequest) { request.SetURL(target) },
		ModifyResponse: func(response *http.Response) error {
			response.Header.Del("Retry-After")
			return nil
		},
	}), nil
}
