// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	scorecardsData     = "/custom_connections/" + world.ScorecardsConnectionID + "/data"
	infrastructureData = "/custom_connections/" + world.InfrastructureConnectionID + "/data"
)

// push sends one object to a connection, and returns the status.
func push(ctx context.Context, to sandbox.SecureframeEndpoint, path, vendor, id string) (int, error) {
	body := fmt.Sprintf(`{"schema_slug":"s","vendor_slug":%q,"resource_data":[{"id":%q}]}`, vendor, id)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.BaseURL+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Authorization", to.Key+" "+to.Secret)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

func mustPush(t *testing.T, to sandbox.SecureframeEndpoint, path, vendor, id string) (status int) {
	t.Helper()
	status, err := push(t.Context(), to, path, vendor, id)
	if err != nil {
		t.Fatal(err)
	}
	return status
}

// pushedIDs are the objects that a connection has accepted.
func pushedIDs(s *sandbox.Sandbox, connectionID string) []string {
	var ids []string
	for _, accepted := range s.World.Pushes(connectionID) {
		ids = append(ids, accepted.Values("id")...)
	}
	return ids
}

func TestServesSecureframe(t *testing.T) {
	t.Parallel()
	s := start(t)
	statuses := []int{
		mustPush(t, s.Secureframe, scorecardsData, "securityscorecard", "a"),
		mustPush(t, s.Secureframe, infrastructureData, "infrastructure", "b"),
		mustPush(t, s.SecureframeLimited, scorecardsData, "securityscorecard", "c"),
		mustPush(t, s.SecureframeLimited, infrastructureData, "infrastructure", "d"),
		mustPush(t, start(t).Secureframe, scorecardsData, "securityscorecard", "e"), // the other sandbox takes it
		mustPush(t, sandbox.SecureframeEndpoint{BaseURL: s.Secureframe.BaseURL, Key: "k", Secret: "s"}, scorecardsData, "securityscorecard", "f"),
	}
	if diff := cmp.Diff([]int{202, 202, 202, 403, 202, 401}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a", "c"}, pushedIDs(s, world.ScorecardsConnectionID)); diff != "" {
		t.Errorf("pushed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"b"}, pushedIDs(s, world.InfrastructureConnectionID)); diff != "" {
		t.Errorf("pushed (-want +got):\n%s", diff)
	}
}

func TestPushesAreRecordedWithoutCredentials(t *testing.T) {
	t.Parallel()
	s := start(t)
	mustPush(t, s.Secureframe, scorecardsData, "securityscorecard", "a")
	mustPush(t, s.SecureframeLimited, infrastructureData, "infrastructure", "b")
	requests := s.Requests.All()
	for i, want := range []struct {
		path   string
		status int
	}{{scorecardsData, 202}, {infrastructureData, 403}} {
		got := requests[i]
		if got.System != sandbox.Secureframe || got.Path != want.path || got.Status != want.status || !got.Authorized {
			t.Errorf("request %+v", got)
		}
	}
	recorded := fmt.Sprintf("%+v", requests)
	for _, credential := range []string{s.Secureframe.Key, s.Secureframe.Secret, s.SecureframeLimited.Key, s.SecureframeLimited.Secret} {
		if credential == "" || strings.Contains(recorded, credential) {
			t.Errorf("the credential %q stands in %s", credential, recorded)
		}
	}
}

func TestOptionsReachSecureframe(t *testing.T) {
	t.Parallel()
	s := start(t,
		sandbox.WithQuirks(secureframe.Quirks{AcceptedStatus: http.StatusOK}),
		sandbox.WithBudget(sandbox.Secureframe, 2, time.Hour))
	var statuses []int
	for range 3 {
		statuses = append(statuses, mustPush(t, s.Secureframe, scorecardsData, "securityscorecard", "a"))
	}
	if diff := cmp.Diff([]int{200, 200, 429}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

func TestSystemsHaveTheirOwnFaults(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{System: sandbox.Secureframe, Effect: fault.GatewayPage()})
	if status := mustPush(t, s.Secureframe, scorecardsData, "securityscorecard", "a"); status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
	if status, _ := mustGet(t, s, "/me"); status != http.StatusOK {
		t.Errorf("status %d of the other system", status)
	}
	if got := pushedIDs(s, world.ScorecardsConnectionID); got != nil {
		t.Errorf("pushed %v", got)
	}
}

// The client cannot tell these from a push that never arrived.
func TestPushMayTakeEffectWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		fault.Rule{Skip: 1, Times: 1, Effect: fault.DropAnswer()},
		fault.Rule{Skip: 1, Times: 1, Effect: fault.DropConnection()}) // sees what the first rule lets pass
	var failed []string
	for _, id := range []string{"a", "b", "c", "d"} {
		if _, err := push(t.Context(), s.Secureframe, scorecardsData, "securityscorecard", id); err != nil {
			failed = append(failed, id)
		}
	}
	if diff := cmp.Diff([]string{"b", "c"}, failed); diff != "" {
		t.Errorf("failed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a", "b", "d"}, pushedIDs(s, world.ScorecardsConnectionID)); diff != "" {
		t.Errorf("accepted (-want +got):\n%s", diff)
	}
	for i, want := range []int{202, 0, 0, 202} {
		if got := s.Requests.All()[i]; got.Status != want {
			t.Errorf("request %+v, want status %d", got, want)
		}
	}
}

func TestPushMayTakeEffectBeforeTheClientGivesUp(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Times: 1, Effect: fault.HangAnswered()}, fault.Rule{Times: 1, Effect: fault.Hang()})
	pushUntilGivenUp(t, s, "a", func() bool { return pushedIDs(s, world.ScorecardsConnectionID) != nil })
	pushUntilGivenUp(t, s, "b", func() bool { return len(s.Requests.All()) == 2 })
	if diff := cmp.Diff([]string{"a"}, pushedIDs(s, world.ScorecardsConnectionID)); diff != "" {
		t.Errorf("accepted (-want +got):\n%s", diff)
	}
}

// pushUntilGivenUp sends a push that is not answered, and gives up when the
// time has come.
func pushUntilGivenUp(t *testing.T, s *sandbox.Sandbox, id string, due func() bool) {
	t.Helper()
	ctx, giveUp := context.WithCancel(t.Context())
	var all sync.WaitGroup
	all.Go(func() {
		if status, err := push(ctx, s.Secureframe, scorecardsData, "securityscorecard", id); err == nil {
			t.Errorf("status %d", status)
		}
	})
	for !due() {
		runtime.Gosched()
	}
	giveUp()
	all.Wait()
}

// A handler that has not read the body does not see its client go.
func TestPushThatIsGivenUpIsOver(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Times: 3, Effect: fault.Hang()})
	for i := range 3 {
		pushUntilGivenUp(t, s, "a", func() bool { return len(s.Requests.All()) > i })
	}
	inFlight := 0
	for inFlight != 1 {
		mustPush(t, s.Secureframe, scorecardsData, "securityscorecard", "b")
		requests := s.Requests.All()
		inFlight = requests[len(requests)-1].InFlight
		if len(requests) == 400 {
			t.Fatalf("%d in flight", inFlight)
		}
	}
}
