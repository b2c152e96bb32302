// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package peer_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

const right = "X-Key: right"

// failure is an error of a system that writes its status only.
type failure int

// system is one with an endpoint of each kind.
func system(b *budget.Budget, retryAfter bool) sandboxtest.Client {
	refused := func(status failure) *failure { return &status }
	authorized := func(r *http.Request) bool { return peer.Carries(r, "X-Key", "right") }
	shell := &peer.Shell[failure]{
		Checks:           []peer.Check[failure]{peer.Authorize(authorized, refused(401)), peer.Spend(b, retryAfter, refused(429))},
		NoSuchPath:       refused(404),
		MethodNotAllowed: refused(405),
		InvalidParameter: func(string, string) *failure { return refused(400) },
		Fail: func(w http.ResponseWriter, _ *http.Request, err *failure) {
			peer.WriteText(w, int(*err), "text/plain", "")
		},
	}
	shell.Handle("GET /items", func(w http.ResponseWriter, _ *http.Request) (any, *failure) {
		w.Header().Set("X-Total", "1")
		return []string{"<a>"}, nil
	}, "limit", "filter...")
	shell.Handle("POST /items/{id}", func(_ http.ResponseWriter, r *http.Request) (any, *failure) {
		return map[string]string{"id": r.PathValue("id")}, nil
	}, peer.AnyParameter)
	shell.Handle("GET /gone", func(http.ResponseWriter, *http.Request) (any, *failure) { return nil, refused(410) })
	return sandboxtest.Direct(shell, right)
}

func TestShell_servesOnlyWhatIsDocumented(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		method, path string
		headers      []string
		status       int
	}{
		"documented":             {method: "GET", path: "/items", status: 200},
		"parameters":             {method: "GET", path: "/items?limit=1&filter=a&filter=b", status: 200},
		"any parameter":          {method: "POST", path: "/items/a?x=1&x=2", status: 200},
		"an error":               {method: "GET", path: "/gone", status: 410},
		"no credential":          {method: "GET", path: "/items", headers: []string{"X-Other: right"}, status: 401},
		"another credential":     {method: "GET", path: "/none", headers: []string{"X-Key: wrong"}, status: 401},
		"the credential twice":   {method: "GET", path: "/items", headers: []string{right, right}, status: 401},
		"unknown path":           {method: "GET", path: "/none", status: 404},
		"a slash at the end":     {method: "GET", path: "/items/", status: 404},
		"an empty segment":       {method: "POST", path: "/items//", status: 404},
		"a path that climbs":     {method: "GET", path: "/none/../items", status: 404},
		"another method":         {method: "POST", path: "/items", status: 405},
		"undocumented parameter": {method: "GET", path: "/items?Limit=1", status: 400},
		"a parameter twice":      {method: "GET", path: "/items?limit=1&limit=1", status: 400},
		"an invalid query":       {method: "GET", path: "/items?limit=%", status: 400},
	}
	for name, test := range tests {
		got := system(nil, false).Send(t, test.method, test.path, "", test.headers...)
		if got.Status != test.status || (got.Header.Get("Allow") != "") != (test.status == 405) {
			t.Errorf("%s: status %d, Allow %q", name, got.Status, got.Header.Get("Allow"))
		}
	}
	got := system(nil, false).Get(t, "/items")
	if got.Text != "[\"<a>\"]\n" || got.Header.Get("Content-Type") != peer.JSONType || got.Header.Get("X-Total") != "1" {
		t.Errorf("answer %+v", got)
	}
	if got := system(nil, false).Send(t, "POST", "/items/a", ""); got.At("id") != `"a"` {
		t.Errorf("answer %+v", got)
	}
}

func TestBudget_isSpentByRequestsThatPassTheChecksBefore(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for retryAfter, want := range map[bool]string{true: "30", false: ""} {
			client := system(budget.New(2, time.Minute), retryAfter)
			for i, step := range []struct {
				pass   time.Duration
				header string
				status int
			}{
				{0, right, 200},
				{0, "X-Key: wrong", 401},
				{30500 * time.Millisecond, right, 200},
				{0, right, 429},
				{29500 * time.Millisecond, right, 200},
				{500 * time.Millisecond, right, 429},
			} {
				<-time.After(step.pass)
				got := client.Send(t, http.MethodGet, "/items", "", step.header)
				if got.Status != step.status || (got.Status == 429 && got.Header.Get("Retry-After") != want) {
					t.Errorf("step %d: status %d, Retry-After %q", i, got.Status, got.Header.Get("Retry-After"))
				}
			}
		}
	})
}

func TestWriteJSON_changesEveryObject(t *testing.T) {
	t.Parallel()
	noNulls := func(object map[string]any) {
		for name, value := range object {
			if value == nil {
				delete(object, name)
			}
		}
	}
	body := map[string]any{"list": []any{map[string]any{"id": 12345678901234567, "closed": nil}}}
	client := sandboxtest.Direct(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		peer.WriteJSON(w, http.StatusOK, body, noNulls, peer.ExtraField)
	}))
	const extra = `"x_undocumented":{"nested":[1,"two",null]}`
	want := `{"list":[{"id":12345678901234567,` + extra + `}],` + extra + `}`
	if diff := cmp.Diff(want, client.Get(t, "/").At("")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
