// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Over a real connection, with each of the key pairs.
func TestPush_overTheNetwork(t *testing.T) {
	t.Parallel()
	s := sandboxtest.Start(t, world.Default())
	at := func(endpoint sandbox.SecureframeEndpoint) *secureframe.Client {
		client, err := secureframe.New(endpoint.Key, endpoint.Secret, "us", rest.Config{BaseURL: endpoint.BaseURL, UserAgent: sandboxtest.UserAgent})
		if err != nil {
			t.Fatal(err)
		}
		return client
	}
	mustPush(t, at(s.Secureframe), records(scorecards, "a", "b"))
	mustPush(t, at(s.Secureframe), records(infrastructure, "c"))
	mustPush(t, at(s.SecureframeLimited), records(scorecards, "d"))
	_, err := at(s.SecureframeLimited).Push(t.Context(), records(infrastructure, "e"))
	sandboxtest.Equal(t, "status", asError(t, err).Status, http.StatusForbidden)

	sandboxtest.Equal(t, "pushes to scorecards", len(s.World.Pushes(world.ScorecardsConnectionID)), 2)
	sandboxtest.Equal(t, "pushes to infrastructure", len(s.World.Pushes(world.InfrastructureConnectionID)), 1)
	for _, request := range s.Requests.All() {
		if !request.Authorized || request.Method != http.MethodPost || request.UserAgent != sandboxtest.UserAgent || len(request.Query) > 0 {
			t.Errorf("not a request as it should be: %+v", request)
		}
	}
}

// An object's bytes are what was hashed: none is changed.
func TestPush_body(t *testing.T) {
	t.Parallel()
	const first, second = "{ \"id\" : \"a\",\n\t\"z\":1.0e2, \"a\":12345678901234567890, \"h\":\"<&>\\u00e9é\" }", `{"id":"b","n":null}`
	for _, partial := range []bool{false, true} {
		p := newPeer(system.Quirks{})
		push := secureframe.Push{
			Destination: scorecards, Partial: partial, Objects: []json.RawMessage{[]byte(first), []byte(second)},
		}
		push.SchemaSlug = `a "slug"`
		mustPush(t, newClient(t, p), push)
		var sent map[string]json.RawMessage
		if err := json.Unmarshal([]byte(p.received()[0].body), &sent); err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for name, value := range sent {
			got[name] = string(value)
		}
		want := map[string]string{
			"schema_slug": `"a \"slug\""`, "vendor_slug": `"securityscorecard"`, "resource_data": "[" + first + "," + second + "]",
		}
		if partial {
			want["partial"] = "true"
		}
		sandboxtest.Equal(t, "body", got, want)
		sandboxtest.Equal(t, "partial", p.world.Pushes(scorecards.ConnectionID)[0].Partial, partial)
	}
}

// The documented acceptance is a 202, whose body is not documented.
func TestPush_accepted(t *testing.T) {
	t.Parallel()
	for _, body := range []system.AcceptedBody{system.AcceptedAsEmpty, system.AcceptedAsJSON, system.AcceptedAsJunk} {
		p := newPeer(system.Quirks{AcceptedBody: body})
		result, err := newClient(t, p).Push(t.Context(), records(scorecards, "a", "b"))
		if err != nil {
			t.Error(err)
		}
		sandboxtest.Equal(t, "result", result, secureframe.Result{Accepted: 2, IsUnconfirmed: body == system.AcceptedAsJunk})
		sandboxtest.Equal(t, "requests", len(p.received()), 1)
	}
	for _, body := range []string{`[]`, `"ok"`, `1`, `{"error":null,"errors":[]}`, `{"errors":{}}`, `{"error":false}`, `{"error":""}`, `{"id":"a"}`} {
		p := newPeer(system.Quirks{})
		p.faults.Add(fault.Rule{Effect: fault.Respond(http.StatusAccepted, nil, body)})
		if result, err := newClient(t, p).Push(t.Context(), records(scorecards, "a")); err != nil || result.Accepted != 1 || result.IsUnconfirmed {
			t.Errorf("%s: %v, %v", body, result, err)
		}
	}
}

// A success that is not the documented one is not an acceptance, and is not
// sent again at once.
func TestPush_successesThatAcceptNothing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status       int
		header, body string
		want         string
	}{
		"200":                  {200, "", "", "only the status 202 is documented"},
		"201":                  {201, "", `{"message":"accepted"}`, "only the status 202 is documented"},
		"204":                  {204, "", "", "only the status 202 is documented"},
		"200 with a page":      {200, "text/html", "<!DOCTYPE html><title>Sign in</title>", "HTML page"},
		"202 with a page":      {202, "", "\n <html>Sign in</html>", "HTML page"},
		"202 that is a page":   {202, "text/html; charset=utf-8", "Sign in", "HTML page"},
		"202 with errors":      {202, "", `{"errors":["no such schema"]}`, "with an error inside: no such schema"},
		"202 with an error":    {202, "", `{"error":"no such schema"}`, "with an error inside: no such schema"},
		"202 with error codes": {202, "", `{"errors":[{"code":4}]}`, "with an error inside: without a message"},
		"202 with a flag":      {202, "", `{"error":true}`, "with an error inside: without a message"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			p.faults.Add(fault.Rule{Effect: fault.Respond(test.status, http.Header{"Content-Type": {test.header}}, test.body)})
			result, err := newClient(t, p).Push(t.Context(), records(scorecards, "a", "b"))
			if failure := asError(t, err); failure.Status != test.status || !strings.Contains(failure.Message, test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
			sandboxtest.Equal(t, "result", result, secureframe.Result{})
			sandboxtest.Equal(t, "requests", len(p.received()), 1)
		})
	}
}

// Whether an object is left out is asked when the push has its turn: it sees
// what the push before it has done.
func TestPush_leavesOutAtItsTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{})
		p.latency = time.Second
		client := newClient(t, p)
		before := inBackground(t.Context(), client, records(scorecards, "a"))
		synctest.Wait()
		late := records(scorecards, "a", "b", "c")
		late.Unless = func(index int) bool { return index != 1 && len(p.ids(scorecards)) == 1 }
		result, err := client.Push(t.Context(), late)
		if err := errors.Join(err, before()); err != nil {
			t.Error(err)
		}
		sandboxtest.Equal(t, "result", result, secureframe.Result{Accepted: 1, LeftOut: []int{0, 2}})
		sandboxtest.Equal(t, "pushed", p.ids(scorecards), []string{"a", "b"})
	})
}

func TestPush_leftOutIsNotSent(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	push := records(scorecards, "a", "b")
	push.Unless = func(int) bool { return true }
	result, err := newClient(t, p).Push(t.Context(), push)
	if err != nil {
		t.Error(err)
	}
	sandboxtest.Equal(t, "result", result, secureframe.Result{LeftOut: []int{0, 1}})
	sandboxtest.Equal(t, "requests", len(p.received()), 0)
}

// sized are records with a kilobyte each, but for those in upper case, which
// have ten.
func sized(ids string) secureframe.Push {
	push := secureframe.Push{Destination: scorecards}
	for id := range strings.SplitSeq(ids, "") {
		size := 1000
		if id != strings.ToLower(id) {
			size = 10_000
		}
		push.Objects = append(push.Objects, json.RawMessage(`{"id":"`+id+`","text":"`+strings.Repeat("x", size)+`"}`))
	}
	return push
}

func TestPush_tooLargeIsHalved(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		ids      string
		want     []string
		accepted int
		requests int
		refused  bool
	}{
		"fits":                  {"abc", []string{"a b c"}, 3, 1, false},
		"twice":                 {"abcdef", []string{"a b c", "d e f"}, 6, 3, false},
		"odd":                   {"abcdefg", []string{"a b c", "d e", "f g"}, 7, 5, false}, // d to g are too many
		"often":                 {"abcdefghijkl", []string{"a b c", "d e f", "g h i", "j k l"}, 12, 7, false},
		"one that is too large": {"A", nil, 0, 1, true},
		"first is too large":    {"Abcd", nil, 0, 3, true},
		"second is too large":   {"aBcd", []string{"a"}, 1, 4, true},
		"third is too large":    {"abCd", []string{"a b"}, 2, 4, true},
		"last is too large":     {"abcdefgH", []string{"a b", "c d", "e f", "g"}, 7, 9, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{MaxRequestBytes: 3500})
			push := sized(test.ids)
			push.Partial = true
			result, err := newClient(t, p).Push(t.Context(), push)
			if test.refused {
				sandboxtest.Equal(t, "status", asError(t, err).Status, http.StatusRequestEntityTooLarge)
			} else if err != nil {
				t.Error(err)
			}
			sandboxtest.Equal(t, "result", result, secureframe.Result{Accepted: test.accepted})
			sandboxtest.Equal(t, "pushed", p.ids(scorecards), test.want)
			sandboxtest.Equal(t, "requests", len(p.received()), test.requests)
			for _, accepted := range p.world.Pushes(scorecards.ConnectionID) {
				if !accepted.Partial {
					t.Errorf("push %d is not partial", accepted.Sequence)
				}
			}
		})
	}
}

// What was accepted before another failure is counted, and nothing is sent
// after it.
func TestPush_halfThatFails(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		skip     int
		want     []string
		accepted int
	}{
		"first half":          {1, nil, 0},
		"second half":         {2, []string{"a b c"}, 3},
		"quarter of a second": {4, []string{"a b c", "d e"}, 5},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{MaxRequestBytes: 3500})
			p.faults.Add(fault.Rule{Skip: test.skip, Effect: fault.Respond(http.StatusForbidden, nil, "")})
			result, err := newClient(t, p).Push(t.Context(), sized("abcdefg"))
			sandboxtest.Equal(t, "status", asError(t, err).Status, http.StatusForbidden)
			sandboxtest.Equal(t, "accepted", result.Accepted, test.accepted)
			sandboxtest.Equal(t, "pushed", p.ids(scorecards), test.want)
			sandboxtest.Equal(t, "requests", len(p.received()), test.skip+1)
		})
	}
}

func TestPush_halvingLeavesTheObjectsAlone(t *testing.T) {
	t.Parallel()
	push, same := sized("abcdefg"), sized("abcdefg")
	if _, err := newClient(t, newPeer(system.Quirks{MaxRequestBytes: 3500})).Push(t.Context(), push); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(same, push); diff != "" {
		t.Errorf("the push changed:\n%s", diff)
	}
}
