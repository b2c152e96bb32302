// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestRequests_areRecorded(t *testing.T) {
	t.Parallel()
	s := start(t)
	scorecards(s).Send(t, http.MethodGet, "/companies/delta-data.example/active-issues?issue_types=a&issue_types=b", "")
	s.SecurityScorecard.Token = "wrong"
	scorecards(s).Send(t, http.MethodGet, "/me", "")
	header := http.Header{"Accept": {"application/json"}, "User-Agent": {"test/1"}}
	want := []sandbox.Request{
		{
			Sequence: 1, System: sandbox.SecurityScorecard, Method: "GET", Path: "/companies/delta-data.example/active-issues",
			Query: url.Values{"issue_types": {"a", "b"}}, Header: header, UserAgent: "test/1",
			Authorized: true, InFlight: 1, InFlightAtPath: 1, Status: 200,
		},
		{
			Sequence: 2, System: sandbox.SecurityScorecard, Method: "GET", Path: "/me", Query: url.Values{},
			Header: header, UserAgent: "test/1", InFlight: 1, InFlightAtPath: 1, Status: 401,
		},
	}
	if diff := cmp.Diff(want, s.Requests.All()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestRequests_areFiltered(t *testing.T) {
	t.Parallel()
	s := start(t)
	for _, path := range []string{"/me", "/companies/a/factors", "/companies/b/factors", "/companies/b", "/companies/b/c/factors"} {
		scorecards(s).Send(t, http.MethodGet, path, "")
	}
	if got := s.Requests.Count(sandbox.Path("/companies/*/factors")); got != 2 {
		t.Errorf("%d requests for factors", got)
	}
	if got := s.Requests.Matching(sandbox.Path("/companies/b")); len(got) != 1 || got[0].Sequence != 4 {
		t.Errorf("requests %+v", got)
	}
	s.Requests.Reset()
	scorecards(s).Send(t, http.MethodGet, "/me", "")
	if got := s.Requests.All(); len(got) != 1 || got[0].Sequence != 6 {
		t.Errorf("after a reset: %+v", got)
	}
}

func TestRequests_withoutAnswerHaveNoStatus(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Path: "/me", Effect: fault.DropConnection()})
	if got, err := scorecards(s).Try(t.Context(), http.MethodGet, "/me", ""); err == nil {
		t.Errorf("answer %+v", got)
	}
	scorecards(s).Send(t, http.MethodGet, "/portfolios", "")
	for _, request := range s.Requests.Matching(sandbox.Path("/me")) {
		if request.Status != 0 {
			t.Errorf("request %+v", request)
		}
	}
	if got := s.Requests.MaxInFlight(); got != 1 {
		t.Errorf("%d in flight: a dropped request is not over", got)
	}
}

func TestPath_panicsOnABadPattern(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	sandbox.Path("/[")
}

// A client that sends its next request when it has read the answer never has
// two in flight, however busy the connections are.
func TestRequests_oneAfterTheOtherIsOneInFlight(t *testing.T) {
	t.Parallel()
	s := start(t)
	for range 200 {
		scorecards(s).Send(t, http.MethodGet, "/portfolios", "")
	}
	if last := s.Requests.All()[199]; last.InFlightAtPath != 1 {
		t.Errorf("%d in flight at the path", last.InFlightAtPath)
	}
	if got := s.Requests.MaxInFlight(); got != 1 {
		t.Errorf("%d in flight", got)
	}
}

func TestRequests_inFlightAreCounted(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Path: "/me", Effect: fault.Hang()})
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range 7 {
		all.Go(func() { _, _ = scorecards(s).Try(ctx, http.MethodGet, "/me", "") })
	}
	waitFor(s, sandbox.Path("/me"), 7)
	scorecards(s).Send(t, http.MethodGet, "/portfolios", "")
	cancel()
	all.Wait()
	if got := s.Requests.MaxInFlight(); got != 8 {
		t.Errorf("%d in flight, want 8", got)
	}
	requests := s.Requests.All()
	if first, last, other := requests[0], requests[6], requests[7]; first.InFlightAtPath != 1 || last.InFlightAtPath != 7 ||
		other.InFlightAtPath != 1 || other.InFlight != 8 {
		t.Errorf("at their paths: %+v, %+v, %+v", first, last, other)
	}
}

// Run with the race detector, this is what the tests of the provider do.
func TestSandbox_takesChangesFaultsAndRequestsAtOnce(t *testing.T) {
	t.Parallel()
	s := start(t)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for i := range 10 {
				s.World.SetGrade("delta-data.example", "B", &i)
				s.World.AddCompany(world.Company{Domain: fmt.Sprintf("new-%d-%d.example", worker, i)}, world.CloudServicesID)
				s.Faults.Add(fault.Rule{Path: "/nobody", Effect: fault.Garbage()})
				for _, path := range []string{
					"/portfolios/" + world.CloudServicesID + "/companies",
					"/companies/delta-data.example/factors",
					"/companies/ember-energy.example/active-issues?issue_types=open_port",
				} {
					if got, err := scorecards(s).Try(t.Context(), http.MethodGet, path, ""); err != nil || got.Status != http.StatusOK {
						t.Errorf("%s: status %d, error %v", path, got.Status, err)
					}
				}
				s.Requests.Count(sandbox.Path("/companies/*"))
			}
		})
	}
	all.Wait()
	if got := len(s.Requests.All()); got != 8*10*3 {
		t.Errorf("%d requests", got)
	}
}
