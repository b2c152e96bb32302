// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"golang.org/x/sync/errgroup"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// measureFindings holds the findings of 200 companies against what every
// provider needs: the same requests, and Terraform itself.
//
// With many findings for each request, most of the plan is what Terraform
// itself spends on every value; that figure has no bound.
func measureFindings(ctx context.Context, b *bench) ([]figure, error) {
	var figures []figure
	for _, size := range []struct {
		findingsPerType int
		bound           float64
	}{{1, 1.5}, {4, 0}} {
		measured, err := compareFindings(ctx, b, world.Size{
			Companies: b.size(200, 20), IssueTypesPerCompany: 12, IssuesPerType: size.findingsPerType,
		}, size.bound)
		if err != nil {
			return nil, err
		}
		figures = append(figures, measured...)
	}
	return figures, nil
}

func compareFindings(ctx context.Context, b *bench, size world.Size, bound float64) ([]figure, error) {
	systems, err := startSandbox(ctx, size)
	if err != nil {
		return nil, err
	}
	findings, err := b.newPlan(ctx, systems, "findings.tf")
	if err != nil {
		return nil, err
	}
	empty, err := b.newPlan(ctx, systems, "empty.tf")
	if err != nil {
		return nil, err
	}
	if err := findings.run(ctx); err != nil {
		return nil, err
	}
	requests := systems.Requests.All()
	// The bound is near, and a plan takes a few seconds.
	often := *b
	often.rounds *= 3
	medians, err := often.medians(ctx, findings.run, replay(systems, requests), empty.run)
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("%d companies with %d findings", size.Companies, size.Companies*size.IssueTypesPerCompany*size.IssuesPerType)
	return append(
		[]figure{ratio(what+" / bare Go client + empty plan", medians[0], medians[1]+medians[2], bound)},
		memory(what, findings)...,
	), nil
}

// replay returns a client that sends the requests and decodes the answers, as
// many at a time as the provider does, and nothing else.
func replay(systems *sandbox.Sandbox, requests []sandbox.Request) task {
	const inFlight = 8 // the provider's default
	return func(ctx context.Context) error {
		transport := &http.Transport{MaxIdleConnsPerHost: inFlight}
		defer transport.CloseIdleConnections()
		client := &http.Client{Transport: transport}
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(inFlight)
		for _, request := range requests {
			group.Go(func() error { return send(ctx, client, systems.SecurityScorecard, request) })
		}
		return group.Wait()
	}
}

func send(ctx context.Context, client *http.Client, endpoint sandbox.SecurityScorecardEndpoint, recorded sandbox.Request) error {
	target := endpoint.BaseURL + recorded.Path + "?" + recorded.Query.Encode()
	request, err := http.NewRequestWithContext(ctx, recorded.Method, target, http.NoBody)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Token "+endpoint.Token)
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", recorded.Path, response.Status)
	}
	var document any
	return json.NewDecoder(response.Body).Decode(&document)
}
