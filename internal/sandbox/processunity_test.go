// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const importIssues = "/api/importexport/Import/123451"

// post sends a body to ProcessUnity. The answer is decoded into body, when it
// is not nil.
func post(ctx context.Context, to sandbox.ProcessUnityEndpoint, path, text string, body any, headers ...string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.BaseURL+path, strings.NewReader(text))
	if err != nil {
		return 0, err
	}
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	if body == nil {
		return response.StatusCode, nil
	}
	return response.StatusCode, json.NewDecoder(response.Body).Decode(body)
}

// token asks for a token with the credentials of an endpoint.
func token(ctx context.Context, at sandbox.ProcessUnityEndpoint) (string, error) {
	form := url.Values{
		"grant_type": {"password"}, "username": {at.ServiceName}, "password": {at.ServicePassword},
		"processunityUserName": {at.Username}, "processunityPassword": {at.Password},
	}
	var granted struct {
		Token string `json:"access_token"`
	}
	status, err := post(ctx, at, "/token", form.Encode(), &granted, "Content-Type: application/x-www-form-urlencoded")
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("status %d", status)
	}
	return granted.Token, err
}

func mustToken(t *testing.T, s *sandbox.Sandbox) string {
	t.Helper()
	granted, err := token(t.Context(), s.ProcessUnity)
	if err != nil {
		t.Fatal(err)
	}
	return granted
}

// importIssue imports one issue.
func importIssue(ctx context.Context, s *sandbox.Sandbox, bearer, externalID string) (int, error) {
	row := fmt.Sprintf(`{"data":[{"a":"Name","b":"","c":%q,"d":"High","e":"","f":"","g":"","h":"","i":""}]}`, externalID)
	return post(ctx, s.ProcessUnity, importIssues, row, nil, "Authorization: Bearer "+bearer, "Content-Type: application/json")
}

func TestServesProcessUnity(t *testing.T) {
	t.Parallel()
	s, other := start(t), start(t)
	bearer := mustToken(t, s)
	if status, err := importIssue(t.Context(), s, bearer, "a"); status != http.StatusOK || err != nil {
		t.Errorf("status %d, %v", status, err)
	}
	if status, err := importIssue(t.Context(), other, bearer, "b"); status != http.StatusUnauthorized || err != nil {
		t.Errorf("status %d, %v with the token of another sandbox", status, err)
	}
	mixed := s.ProcessUnity
	mixed.Password = other.ProcessUnity.Password
	if _, err := token(t.Context(), mixed); err == nil {
		t.Error("granted a token for the password of another sandbox")
	}
	if diff := cmp.Diff([]string{"a"}, s.World.InsertedKeys(world.IssueTemplateID)); diff != "" {
		t.Errorf("inserted (-want +got):\n%s", diff)
	}
}

func TestProcessUnityIsRecordedWithoutCredentials(t *testing.T) {
	t.Parallel()
	s := start(t)
	bearer := mustToken(t, s)
	wrong := s.ProcessUnity
	wrong.ServicePassword = "wrong"
	if _, err := token(t.Context(), wrong); err == nil {
		t.Error("granted")
	}
	for _, with := range []string{bearer, "wrong"} {
		if _, err := importIssue(t.Context(), s, with, "a"); err != nil {
			t.Fatal(err)
		}
	}
	type recorded struct {
		Path       string
		Authorized bool
		Status     int
	}
	var got []recorded
	for _, request := range s.Requests.All() {
		if request.System == sandbox.ProcessUnity {
			got = append(got, recorded{strings.TrimPrefix(request.Path, "/customer"), request.Authorized, request.Status})
		}
	}
	want := []recorded{{"/token", true, 200}, {"/token", false, 401}, {importIssues, true, 200}, {importIssues, false, 401}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	text := fmt.Sprintf("%+v", s.Requests.All())
	for _, credential := range []string{bearer, s.ProcessUnity.Username, s.ProcessUnity.Password, s.ProcessUnity.ServicePassword} {
		if credential == "" || strings.Contains(text, credential) {
			t.Errorf("the credential %q stands in %s", credential, text)
		}
	}
}

func TestOptionsReachProcessUnity(t *testing.T) {
	t.Parallel()
	s := start(t,
		sandbox.WithQuirks(processunity.Quirks{TokenRequests: 1}),
		sandbox.WithBudget(sandbox.ProcessUnity, 3, time.Hour))
	bearer := mustToken(t, s)
	var statuses []int
	for range 3 {
		status, err := importIssue(t.Context(), s, bearer, "a")
		if err != nil {
			t.Fatal(err)
		}
		statuses = append(statuses, status)
	}
	if diff := cmp.Diff([]int{200, 401, 429}, statuses); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

// The client cannot tell these from an import that never arrived.
func TestImportMayTakeEffectWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(
		fault.Rule{Path: "/customer" + importIssues, Times: 1, Effect: fault.DropAnswer()},
		fault.Rule{Path: "/customer" + importIssues, Times: 1, Effect: fault.DropConnection()},
		fault.Rule{Path: "/customer/token", Times: 1, Effect: fault.DropAnswer()})
	if _, err := token(t.Context(), s.ProcessUnity); err == nil {
		t.Error("the first token came, and should have been dropped")
	}
	bearer := mustToken(t, s)
	for _, id := range []string{"committed", "lost"} {
		if status, err := importIssue(t.Context(), s, bearer, id); err == nil {
			t.Errorf("%s: status %d, where there is no answer", id, status)
		}
	}
	for _, id := range []string{"committed", "lost"} {
		if _, err := importIssue(t.Context(), s, bearer, id); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff([]string{"committed", "lost"}, s.World.InsertedKeys(world.IssueTemplateID)); diff != "" {
		t.Errorf("inserted (-want +got):\n%s", diff)
	}
	if got := len(s.World.Imports(world.IssueTemplateID)); got != 3 {
		t.Errorf("%d imports, want 3", got)
	}
}
