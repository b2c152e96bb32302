// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func start(t *testing.T, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return sandboxtest.Start(t, world.Default(), options...)
}

// scorecards is a client of SecurityScorecard with the right credential.
func scorecards(s *sandbox.Sandbox) sandboxtest.Client {
	return sandboxtest.Client{URL: s.SecurityScorecard.BaseURL, Headers: []string{
		"Authorization: Token " + s.SecurityScorecard.Token, "Cookie: session=" + s.SecurityScorecard.Token,
		"User-Agent: test/1", "Accept: application/json",
	}}
}

// call is a request that a system accepts.
type call struct {
	system             string
	client             sandboxtest.Client
	method, path, body string
	status             int
	at, want           string // a part of the answer
}

func (c call) send(t *testing.T) sandboxtest.Answer {
	t.Helper()
	return c.client.Send(t, c.method, c.path, c.body)
}

// calls has one for every host and credential, after the one for a token of
// ProcessUnity.
func calls(t *testing.T, s *sandbox.Sandbox) []call {
	t.Helper()
	const push = `{"schema_slug":"s","vendor_slug":%q,"resource_data":[{"id":"a"}]}`
	jsonType := "Content-Type: application/json"
	client := func(url string, headers ...string) sandboxtest.Client {
		return sandboxtest.Client{URL: url, Headers: append(headers, jsonType)}
	}
	keys := func(of sandbox.SecureframeEndpoint) sandboxtest.Client {
		return client(of.BaseURL, "Authorization: "+of.Key+" "+of.Secret)
	}
	bearer := "Authorization: Bearer " + s.NowSecure.Token
	return []call{
		{sandbox.SecurityScorecard, scorecards(s), "GET", "/me", "", 200, "email", `"robin@customer.example"`},
		{
			sandbox.JumpCloud, client(s.JumpCloud.BaseURL, "x-api-key: "+s.JumpCloud.APIKey, "x-org-id: "+s.JumpCloud.OrganizationID),
			"GET", "/api/systems?limit=1", "", 200, "totalCount", "7",
		},
		{
			sandbox.NowSecure, client(s.NowSecure.APIURL, bearer), "POST", "/graphql", `{"query":"{ my { organization { name } } }"}`,
			200, "data.my.organization.name", `"Customer Mobile Security"`,
		},
		{sandbox.NowSecure, client(s.NowSecure.LabAPIURL, bearer), "GET", "/app/", "", 200, "0.package", `"com.aurora.pay"`},
		{
			sandbox.ProcessUnity, client(s.ProcessUnity.BaseURL, "Authorization: Bearer "+token(t, s)),
			"GET", "/api/dataexchange/ImportableTemplates", "", 200, "HasError", "false",
		},
		{
			sandbox.Secureframe, keys(s.Secureframe), "POST", "/custom_connections/" + world.InfrastructureConnectionID + "/data",
			fmt.Sprintf(push, "infrastructure"), 202, "", "",
		},
		{
			sandbox.Secureframe, keys(s.SecureframeLimited), "POST", "/custom_connections/" + world.ScorecardsConnectionID + "/data",
			fmt.Sprintf(push, "securityscorecard"), 202, "", "",
		},
	}
}

// token is one that ProcessUnity grants.
func token(t *testing.T, s *sandbox.Sandbox) string {
	t.Helper()
	at := s.ProcessUnity
	form := url.Values{
		"grant_type": {"password"}, "username": {at.ServiceName}, "password": {at.ServicePassword},
		"processunityUserName": {at.Username}, "processunityPassword": {at.Password},
	}
	client := sandboxtest.Client{URL: at.BaseURL, Headers: []string{"Content-Type: application/x-www-form-urlencoded"}}
	return strings.Trim(client.Send(t, http.MethodPost, "/token", form.Encode()).At("access_token"), `"`)
}

func TestSandbox_servesEverySystem(t *testing.T) {
	t.Parallel()
	s, other := start(t), start(t)
	foreign := calls(t, other)
	var secrets []string
	for i, call := range calls(t, s) {
		if got := call.send(t); got.Status != call.status || got.At(call.at) != call.want {
			t.Errorf("%s: %d %s", call.system, got.Status, got.Text)
		}
		path, _, _ := strings.Cut(call.path, "?")
		if last := last(s); last.System != call.system || !strings.HasSuffix(last.Path, path) || !last.Authorized || last.Status != call.status {
			t.Errorf("request %+v", last)
		}
		secrets = append(secrets, strings.Fields(call.client.Headers[0])[1:]...)
		call.client.Headers = foreign[i].client.Headers
		if got := call.send(t); got.Status != http.StatusUnauthorized || last(s).Authorized {
			t.Errorf("%s: status %d with the credential of another sandbox", call.system, got.Status)
		}
	}
	recorded := fmt.Sprintf("%+v", s.Requests.All())
	for _, secret := range append(secrets, s.ProcessUnity.Password, s.ProcessUnity.ServicePassword) {
		if secret != "Token" && secret != "Bearer" && strings.Contains(recorded, secret) {
			t.Errorf("the credential %q is in %s", secret, recorded)
		}
	}
	got := calls(t, s)[6]
	got.path = calls(t, s)[5].path
	if answer := got.send(t); answer.Status != http.StatusForbidden {
		t.Errorf("status %d for a restricted connection", answer.Status)
	}
}

func last(s *sandbox.Sandbox) sandbox.Request {
	all := s.Requests.All()
	return all[len(all)-1]
}

func TestSandbox_showsChangesOfTheWorld(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.World.SetGrade("delta-data.example", "F", new(3))
	scorecards(s).Check(t, map[string]string{"/companies/delta-data.example grade": `"F"`})
}

func TestEnvironment(t *testing.T) {
	t.Parallel()
	var names []string
	for _, line := range start(t).Environment() {
		name, value, _ := strings.Cut(line, "=")
		names = append(names, name)
		if value == "" || strings.HasSuffix(name, "_URL") != strings.HasPrefix(value, "http://127.0.0.1:") {
			t.Errorf("%s", line)
		}
	}
	want := []string{
		"JUMPCLOUD_API_KEY", "JUMPCLOUD_BASE_URL", "JUMPCLOUD_ORG_ID", "NOWSECURE_API_TOKEN", "NOWSECURE_API_URL", "NOWSECURE_LAB_API_URL",
		"PROCESSUNITY_BASE_URL", "PROCESSUNITY_PASSWORD", "PROCESSUNITY_SERVICE_NAME", "PROCESSUNITY_SERVICE_PASSWORD", "PROCESSUNITY_USERNAME",
		"SECUREFRAME_API_KEY", "SECUREFRAME_API_SECRET", "SECUREFRAME_BASE_URL", "SECURITYSCORECARD_API_TOKEN", "SECURITYSCORECARD_BASE_URL", "SECURITYSCORECARD_USERNAME",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOptions_reachEverySystem(t *testing.T) {
	t.Parallel()
	s := start(t,
		sandbox.WithQuirks(securityscorecard.Quirks{NoMe: true}), sandbox.WithBudget(sandbox.SecurityScorecard, 1, time.Hour),
		sandbox.WithQuirks(jumpcloud.Quirks{Forbidden: []string{"/api/systems"}}),
		sandbox.WithQuirks(nowsecure.Quirks{AppsLimit: 1}), sandbox.WithBudget(sandbox.NowSecure, 2, time.Hour),
		sandbox.WithQuirks(processunity.Quirks{TokenRequests: 1}), sandbox.WithBudget(sandbox.ProcessUnity, 3, time.Hour),
		sandbox.WithQuirks(secureframe.Quirks{AcceptedStatus: 200}), sandbox.WithBudget(sandbox.Secureframe, 2, time.Hour))
	all := calls(t, s)
	for i, want := range [][]int{{404, 429}, {403, 403}, {200}, {200, 429}, {200, 401, 429}, {200}, {200, 429}} {
		for _, status := range want {
			if got := all[i].send(t); got.Status != status {
				t.Errorf("%s: status %d, want %d", all[i].system, got.Status, status)
			}
		}
	}
}

func TestFaults_areOfOneSystem(t *testing.T) {
	t.Parallel()
	for _, disturbed := range []string{
		sandbox.JumpCloud, sandbox.NowSecure, sandbox.ProcessUnity, sandbox.Secureframe, sandbox.SecurityScorecard,
	} {
		s := start(t)
		all := calls(t, s)
		s.Faults.Add(fault.Rule{System: disturbed, Effect: fault.GatewayPage()})
		for _, call := range all {
			if got := call.send(t); (got.Status == http.StatusServiceUnavailable) != (call.system == disturbed) {
				t.Errorf("%s: status %d with a fault of %s", call.system, got.Status, disturbed)
			}
		}
	}
}

func TestStart_refusesAnAddressThatIsTaken(t *testing.T) {
	t.Parallel()
	address := strings.TrimPrefix(start(t).SecurityScorecard.BaseURL, "http://")
	taken, err := netip.ParseAddrPort(address)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sandbox.Start(t.Context(), world.Default(), sandbox.WithAddress(taken.Addr().String(), int(taken.Port())))
	if err == nil {
		t.Fatal("no error", s.Close())
	}
	if !errors.Is(err, syscall.EADDRINUSE) || !strings.Contains(err.Error(), address) {
		t.Errorf("error %v", err)
	}
}

func TestStart_servesWithFixedCredentials(t *testing.T) {
	t.Parallel()
	var environments [][]string
	for range 2 {
		s := start(t, sandbox.WithFixedCredentials())
		var credentials []string
		for _, variable := range s.Environment() {
			if !strings.Contains(variable, "http://") {
				credentials = append(credentials, variable)
			}
		}
		environments = append(environments, credentials)
	}
	if diff := cmp.Diff(environments[0], environments[1]); diff != "" {
		t.Errorf("the second start has other credentials (-first +second):\n%s", diff)
	}
}

// waitFor returns when that many matching requests have arrived.
func waitFor(s *sandbox.Sandbox, match func(sandbox.Request) bool, count int) {
	for s.Requests.Count(match) < count {
		runtime.Gosched()
	}
}

func TestClose_cutsOffRequests(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(s *sandbox.Sandbox, cancel func()) error{
		"Close":             func(s *sandbox.Sandbox, _ func()) error { return s.Close() },
		"the context's end": func(_ *sandbox.Sandbox, cancel func()) error { cancel(); return nil },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		s, err := sandbox.Start(ctx, world.Default())
		if err != nil {
			t.Fatal(err)
		}
		all := calls(t, s)
		s.Faults.Add(fault.Rule{Path: "/me", Effect: fault.Hang()})
		failed := make(chan error)
		go func() {
			_, err := scorecards(s).Try(t.Context(), http.MethodGet, "/me", "")
			failed <- err
		}()
		waitFor(s, sandbox.Path("/me"), 1)
		if err := end(s, cancel); err != nil {
			t.Error(err)
		}
		if err := <-failed; err == nil {
			t.Errorf("%s: a request was answered that should have been cut off", name)
		}
		if err := s.Close(); err != nil { // waits, and is harmless when it comes twice
			t.Errorf("%s: %v", name, err)
		}
		received := len(s.Requests.All())
		for _, call := range slices.Backward(all) {
			// Another test's sandbox may have the port by now, and answer.
			_, _ = call.client.Try(t.Context(), call.method, call.path, call.body)
			if len(s.Requests.All()) > received {
				t.Errorf("%s: %s still answers", name, call.system)
			}
		}
		cancel()
	}
}
