// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Two hundred applications, a twentieth of them never assessed: one request for
// each that can have findings, under the limit, none of them twice.
func TestFindings_ofManyApps(t *testing.T) {
	t.Parallel()
	const many, assessed, limit = 200, 190, 8
	for name, test := range map[string]struct {
		query   nowsecure.FindingsQuery
		perApp  string
		request int
	}{
		"latest":  {nowsecure.FindingsQuery{}, "report ", assessed},
		"history": {lastDays(365), "/resource/app/", many},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// The latency keeps requests in flight while the next ones come.
			s := startWith(t, world.Generate(1, world.Size{Apps: many}), sandbox.WithLatency(2*time.Millisecond))
			client, seen := newClient(t, s, func(config *rest.Config) { config.MaxConcurrency = limit })
			read := must[nowsecure.Findings](t)(client.Findings(t.Context(), test.query))
			notAssessed := 0
			for _, finding := range read.Findings {
				if finding.Type == "not_assessed" {
					notAssessed++
				}
			}
			if read.Apps != many || notAssessed != many-assessed || len(read.Findings) < many {
				t.Errorf("got %d findings of %d applications, %d of them not assessed", len(read.Findings), read.Apps, notAssessed)
			}
			requested := seen.requested()
			if unique := slices.Compact(slices.Clone(requested)); len(unique) != len(requested) {
				t.Errorf("%d requests were sent twice", len(requested)-len(unique))
			}
			perApp := slices.DeleteFunc(slices.Clone(requested), func(name string) bool { return !strings.HasPrefix(name, test.perApp) })
			if len(perApp) != test.request || len(requested) != test.request+4 {
				t.Errorf("%d requests, %d of them for one application, want %d", len(requested), len(perApp), test.request)
			}
			// Requests on the wire stay under the limit, on both hosts together,
			// and more than one is on it.
			if seen.most > limit || seen.most < 2 {
				t.Errorf("%d requests were in flight at once, the limit is %d", seen.most, limit)
			}
			again := must[nowsecure.Findings](t)(client.Findings(t.Context(), test.query))
			sandboxtest.Equal(t, "the findings again", fmt.Sprint(brief(again.Findings)), fmt.Sprint(brief(read.Findings)))
			if more := len(seen.requested()) - len(requested); more > 0 {
				t.Errorf("%d requests were sent again for the same", more)
			}
		})
	}
}

// Whoever reads at the same time shares the limit and the answers.
func TestFindings_togetherUnderOneLimit(t *testing.T) {
	t.Parallel()
	const limit = 3
	s := start(t, sandbox.WithLatency(2*time.Millisecond))
	client, seen := newClient(t, s, func(config *rest.Config) { config.MaxConcurrency = limit })
	group, ctx := errgroup.WithContext(t.Context())
	for _, query := range []nowsecure.FindingsQuery{{}, lastDays(30), {}, lastDays(60)} {
		group.Go(func() error {
			_, err := client.Findings(ctx, query)
			return err
		})
	}
	group.Go(func() error {
		_, err := client.Apps(ctx, nowsecure.AppsQuery{})
		return err
	})
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	requested := seen.requested()
	if len(requested) != 3+5+7 || len(slices.Compact(requested)) != len(requested) {
		t.Errorf("got the requests %q", requested)
	}
	if seen.most > limit {
		t.Errorf("%d requests were in flight at once, the limit is %d", seen.most, limit)
	}
}

// Reports are asked for one at a time: the gateway gives up on two.
func TestFindings_oneReportInAQuery(t *testing.T) {
	t.Parallel()
	client, _ := newClient(t, start(t, quirks(peer.Quirks{ReportsPerQuery: 1})))
	if _, err := client.Findings(t.Context(), nowsecure.FindingsQuery{}); err != nil {
		t.Error(err)
	}
}

// A part of the applications' assessments is not all of them.
func TestApps_partialData(t *testing.T) {
	t.Parallel()
	s := start(t, quirks(peer.Quirks{PartialData: true}))
	client, _ := newClient(t, s)
	for name, read := range map[string]func(context.Context, *nowsecure.Client) (bool, error){"apps": apps, "findings": findings(nowsecure.FindingsQuery{ReportErrors: true})} {
		if something, err := read(t.Context(), client); something || !strings.Contains(asError(t, s, err).Message, "Cannot resolve assessment") {
			t.Errorf("%s: got something: %v, %v", name, something, err)
		}
	}
}

// A 429 of one host holds back both: they are one account.
func TestPause_isForBothHosts(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Path: "/app/", Effect: fault.TooManyRequests(3600)})
	client, seen := newClient(t, s, func(config *rest.Config) { config.MaxWait = time.Minute })
	if _, err := client.Apps(t.Context(), nowsecure.AppsQuery{}); asError(t, s, err).Status != http.StatusTooManyRequests {
		t.Errorf("got %v", err)
	}
	before := len(seen.requested())
	if _, err := client.Organization(t.Context()); asError(t, s, err).Status != http.StatusTooManyRequests {
		t.Errorf("got %v", err)
	}
	if after := len(seen.requested()); after != before {
		t.Error("the other host was asked during the pause")
	}
}

// A read that is given up ends as such, and reports nothing.
func TestFindings_givenUp(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	client, seen := newClient(t, start(t))
	seen.answer = func(name string) string {
		if strings.HasPrefix(name, "report ") {
			cancel()
		}
		return ""
	}
	if read, err := client.Findings(ctx, nowsecure.FindingsQuery{ReportErrors: true}); err == nil || ctx.Err() == nil || read.Findings != nil {
		t.Errorf("got %v, %v", read, err)
	}
}
