// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func start(t *testing.T, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return sandboxtest.Start(t, world.Default(), options...)
}

// get sends a request that carries the right credential, and reads its answer.
func get(ctx context.Context, s *sandbox.Sandbox, path string) (status int, body string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.SecurityScorecard.BaseURL+path, http.NoBody)
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Authorization", "Token "+s.SecurityScorecard.Token)
	request.Header.Set("Cookie", "session="+s.SecurityScorecard.Token)
	request.Header.Set("User-Agent", "test/1")
	request.Header.Set("Accept", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}

func mustGet(t *testing.T, s *sandbox.Sandbox, path string) (status int, body string) {
	t.Helper()
	status, body, err := get(t.Context(), s, path)
	if err != nil {
		t.Fatal(err)
	}
	return status, body
}

// waitFor returns when that many matching requests have arrived.
func waitFor(s *sandbox.Sandbox, match func(sandbox.Request) bool, count int) {
	for s.Requests.Count(match) < count {
		runtime.Gosched()
	}
}

func TestServesTheWorld(t *testing.T) {
	t.Parallel()
	s := start(t)
	if status, body := mustGet(t, s, "/me"); status != http.StatusOK || !strings.Contains(body, "robin@customer.example") {
		t.Errorf("status %d, body %s", status, body)
	}
	s.World.SetGrade("delta-data.example", "F", new(3))
	if _, body := mustGet(t, s, "/companies/delta-data.example"); !strings.Contains(body, `"grade":"F"`) {
		t.Errorf("a change of the world does not show: %s", body)
	}
}

func TestEachSandboxHasItsOwnToken(t *testing.T) {
	t.Parallel()
	one, other := start(t), start(t)
	other.SecurityScorecard.Token = one.SecurityScorecard.Token
	if status, _ := mustGet(t, other, "/me"); status != http.StatusUnauthorized {
		t.Errorf("status %d with the token of another sandbox", status)
	}
}

func TestEnvironment(t *testing.T) {
	t.Parallel()
	s := start(t)
	want := []string{
		"JUMPCLOUD_API_KEY=" + s.JumpCloud.APIKey,
		"JUMPCLOUD_BASE_URL=" + s.JumpCloud.BaseURL,
		"JUMPCLOUD_ORG_ID=" + world.JumpCloudOrganizationID,
		"NOWSECURE_API_TOKEN=" + s.NowSecure.Token,
		"NOWSECURE_API_URL=" + s.NowSecure.APIURL,
		"NOWSECURE_LAB_API_URL=" + s.NowSecure.LabAPIURL,
		"PROCESSUNITY_BASE_URL=" + s.ProcessUnity.BaseURL,
		"PROCESSUNITY_PASSWORD=" + s.ProcessUnity.Password,
		"PROCESSUNITY_SERVICE_NAME=directwebservice",
		"PROCESSUNITY_SERVICE_PASSWORD=" + s.ProcessUnity.ServicePassword,
		"PROCESSUNITY_USERNAME=" + s.ProcessUnity.Username,
		"SECUREFRAME_API_KEY=" + s.Secureframe.Key,
		"SECUREFRAME_API_SECRET=" + s.Secureframe.Secret,
		"SECUREFRAME_BASE_URL=" + s.Secureframe.BaseURL,
		"SECURITYSCORECARD_API_TOKEN=" + s.SecurityScorecard.Token,
		"SECURITYSCORECARD_BASE_URL=" + s.SecurityScorecard.BaseURL,
	}
	if diff := cmp.Diff(want, s.Environment()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, served := range []string{
		s.SecurityScorecard.BaseURL, s.Secureframe.BaseURL, s.JumpCloud.BaseURL,
		s.NowSecure.APIURL, s.NowSecure.LabAPIURL, s.ProcessUnity.BaseURL,
	} {
		if !strings.HasPrefix(served, "http://127.0.0.1:") {
			t.Errorf("served at %s", served)
		}
	}
}

func TestOptionsReachTheAPI(t *testing.T) {
	t.Parallel()
	s := start(t,
		sandbox.WithQuirks(securityscorecard.Quirks{NoMe: true}),
		sandbox.WithBudget(sandbox.SecurityScorecard, 2, time.Hour))
	var statuses []int
	for range 3 {
		status, _ := mustGet(t, s, "/me")
		statuses = append(statuses, status)
	}
	if diff := cmp.Diff([]int{404, 404, 429}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

func TestAddressThatIsTakenIsAnError(t *testing.T) {
	t.Parallel()
	taken := strings.TrimPrefix(start(t).SecurityScorecard.BaseURL, "http://")
	if s, err := sandbox.Start(t.Context(), world.Default(), sandbox.WithSecurityScorecardAddress(taken)); err == nil {
		t.Error("no error", s.Close())
	}
}

func TestFaultsDisturbAnswers(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		fault.Rule{System: sandbox.SecurityScorecard, Path: "/me", Times: 1, Effect: fault.TooManyRequests(1)},
		fault.Rule{Path: "/portfolios", Effect: fault.DropMidBody()})
	if status, _ := mustGet(t, s, "/me"); status != http.StatusTooManyRequests {
		t.Errorf("status %d", status)
	}
	if status, _ := mustGet(t, s, "/me"); status != http.StatusOK {
		t.Errorf("status %d after the fault", status)
	}
	if status, body, err := get(t.Context(), s, "/portfolios"); !errors.Is(err, io.ErrUnexpectedEOF) || body == "" {
		t.Errorf("status %d, body %q, error %v", status, body, err)
	}
	if unmet := s.Faults.Unmet(); unmet != nil {
		t.Errorf("unmet: %v", unmet)
	}
}

func TestCloseCutsOffRequests(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Path: "/me", Effect: fault.Hang()})
	failed := make(chan error)
	go func() {
		_, _, err := get(t.Context(), s, "/me")
		failed <- err
	}()
	waitFor(s, sandbox.Path("/me"), 1)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := <-failed; err == nil {
		t.Error("a request was answered that should have been cut off")
	}
	if _, _, err := get(t.Context(), s, "/portfolios"); err == nil {
		t.Error("a closed sandbox answers")
	}
	if err := s.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
}

func TestEndOfTheContextCloses(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s, err := sandbox.Start(ctx, world.Default())
	if err != nil {
		t.Fatal(err)
	}
	s.Faults.Add(fault.Rule{Times: 1, Effect: fault.Hang()})
	var all sync.WaitGroup
	all.Go(func() {
		if status, _, err := get(t.Context(), s, "/me"); err == nil {
			t.Errorf("status %d, where there is no answer", status)
		}
	})
	waitFor(s, sandbox.Path("/me"), 1)
	cancel()
	all.Wait()
	answered := 0
	for answered < 10_000 {
		if _, _, err := get(t.Context(), s, "/me"); err != nil {
			break
		}
		answered++
	}
	if answered == 10_000 {
		t.Error("the sandbox still answers")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
