// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
)

// sendMobile sends a request with NowSecure's token.
func sendMobile(ctx context.Context, to sandbox.NowSecureEndpoint, method, url, body string) (status int, answer string, err error) {
	request, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Authorization", "Bearer "+to.Token)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}

func mustListApps(t *testing.T, to sandbox.NowSecureEndpoint) (status int, answer string) {
	t.Helper()
	status, answer, err := sendMobile(t.Context(), to, http.MethodGet, to.LabAPIURL+"/app/", "")
	if err != nil {
		t.Fatal(err)
	}
	return status, answer
}

func TestServesNowSecureOnTwoHosts(t *testing.T) {
	t.Parallel()
	s := start(t)
	if status, answer := mustListApps(t, s.NowSecure); status != http.StatusOK || !strings.Contains(answer, "com.aurora.pay") {
		t.Errorf("REST: status %d, %s", status, answer)
	}
	query := `{"query":"{ my { organization { name } } }"}`
	status, answer, err := sendMobile(t.Context(), s.NowSecure, http.MethodPost, s.NowSecure.APIURL+"/graphql", query)
	if err != nil || answer != `{"data":{"my":{"organization":{"name":"Customer Mobile Security"}}}}` {
		t.Errorf("GraphQL: status %d, %s, error %v", status, answer, err)
	}
	other := start(t).NowSecure
	other.Token = s.NowSecure.Token
	if status, _ := mustListApps(t, other); status != http.StatusUnauthorized {
		t.Errorf("status %d with the token of another sandbox", status)
	}
	if s.NowSecure.APIURL == s.NowSecure.LabAPIURL {
		t.Error("there is one host")
	}
	for i, want := range []string{"GET /app/", "POST /graphql"} {
		got := s.Requests.All()[i]
		if got.System != sandbox.NowSecure || got.Method+" "+got.Path != want || got.Status != http.StatusOK || !got.Authorized {
			t.Errorf("request %+v", got)
		}
	}
	if recorded := fmt.Sprintf("%+v", s.Requests.All()); strings.Contains(recorded, s.NowSecure.Token) {
		t.Errorf("the credential stands in %s", recorded)
	}
}

func TestOptionsReachNowSecure(t *testing.T) {
	t.Parallel()
	s := start(t, sandbox.WithQuirks(nowsecure.Quirks{OneHost: true}), sandbox.WithBudget(sandbox.NowSecure, 2, time.Hour))
	s.NowSecure.LabAPIURL = s.NowSecure.APIURL
	var statuses []int
	for range 3 {
		status, _ := mustListApps(t, s.NowSecure)
		statuses = append(statuses, status)
	}
	if diff := cmp.Diff([]int{200, 200, 429}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

func TestNowSecureHasItsOwnFaults(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{System: sandbox.NowSecure, Path: "/app/", Times: 1, Effect: fault.GatewayPage()})
	if status, answer := mustListApps(t, s.NowSecure); status != http.StatusServiceUnavailable || !strings.Contains(answer, "<html>") {
		t.Errorf("status %d, %s", status, answer)
	}
	if status, _ := mustListApps(t, s.NowSecure); status != http.StatusOK {
		t.Errorf("status %d after the fault", status)
	}
	if status, _ := mustGet(t, s, "/me"); status != http.StatusOK {
		t.Errorf("status %d of the other system", status)
	}
}

func TestCloseEndsBothHosts(t *testing.T) {
	t.Parallel()
	s := start(t)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	for _, host := range []string{s.NowSecure.APIURL, s.NowSecure.LabAPIURL} {
		if status, _, err := sendMobile(t.Context(), s.NowSecure, http.MethodGet, host+"/user/token/", ""); err == nil {
			t.Errorf("a closed sandbox answers %d", status)
		}
	}
}
