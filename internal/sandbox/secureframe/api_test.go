// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	scorecards = "/custom_connections/" + world.ScorecardsConnectionID + "/data"
	restricted = "/custom_connections/" + world.InfrastructureConnectionID + "/data"
	authorized = "Authorization: the-key the-secret"
	limited    = "Authorization: limited-key limited-secret"
	jsonBody   = "Content-Type: application/json"
	// valid is a body that the first connection accepts.
	valid = `{"schema_slug":"vendor_scorecards","vendor_slug":"securityscorecard","resource_data":[{"id":"a"}]}`
)

func serve(w *world.World, quirks secureframe.Quirks) sandboxtest.Client {
	return sandboxtest.Direct(secureframe.New(secureframe.Config{
		Credential: secureframe.Credential{Key: "the-key", Secret: "the-secret"},
		Limited:    secureframe.Credential{Key: "limited-key", Secret: "limited-secret"},
		World:      &w.CustomConnections,
		Quirks:     quirks,
	}), authorized, jsonBody)
}

func TestPushes_areAccepted(t *testing.T) {
	t.Parallel()
	w := world.Default()
	client := serve(w, secureframe.Quirks{})
	first := ` {"partial":false, "resource_data":[{"id":"a","n":1.0,"o":{"l":[1]}},{}], "vendor_slug":"securityscorecard", "schema_slug":"vendor_scorecards"} `
	second := strings.Replace(valid, `{"schema_slug"`, `{"partial":true,"schema_slug"`, 1)
	for i, body := range []string{first, second} {
		got := client.Send(t, http.MethodPost, scorecards, body, []string{authorized, limited}[i], jsonBody+"; charset=utf-8")
		if got.Status != http.StatusAccepted || got.Text != "" || got.Header.Get("Content-Type") != "" {
			t.Errorf("answer %+v", got)
		}
	}
	want := []world.Push{
		{
			Sequence: 1, SchemaSlug: "vendor_scorecards", Count: 2, Bytes: int64(len(first)),
			Objects: []map[string]any{{"id": "a", "n": json.Number("1.0"), "o": map[string]any{"l": []any{json.Number("1")}}}, {}},
		},
		{
			Sequence: 2, SchemaSlug: "vendor_scorecards", Partial: true, Count: 1, Bytes: int64(len(second)),
			Objects: []map[string]any{{"id": "a"}},
		},
	}
	if diff := cmp.Diff(want, w.Pushes(world.ScorecardsConnectionID)); diff != "" {
		t.Errorf("pushes (-want +got):\n%s", diff)
	}
}

func TestHandler_acceptsOnlyTheDocumentedRequest(t *testing.T) {
	t.Parallel()
	const (
		format   = "The request body was not in the correct format: "
		unknown  = "A custom connection could not be found for the provided ID"
		mismatch = "vendor_slug does not match the vendor configured for the connection"
	)
	infrastructure := strings.Replace(valid, "securityscorecard", "infrastructure", 1)
	for name, test := range map[string]struct {
		request string
		headers []string
		body    string
		status  int
		message string
	}{
		"another method":         {"GET " + scorecards, nil, "", 405, "Method not allowed"},
		"another path":           {"POST /custom_connections", nil, valid, 404, "Not found"},
		"slash at the end":       {"POST " + scorecards + "/", nil, valid, 404, "Not found"},
		"unknown connection":     {"POST " + strings.Replace(scorecards, "a", "b", 1), nil, valid, 404, unknown},
		"connection by its name": {"POST /custom_connections/securityscorecard/data", nil, valid, 404, unknown},
		"restricted connection": {
			"POST " + restricted,
			[]string{limited, jsonBody},
			infrastructure, 403,
			"The API key provided was not authorized to push data for this custom connection",
		},
		"query parameter": {"POST " + scorecards + "?partial=true", nil, valid, 400, format + "no query parameter is documented"},
		"no content type": {"POST " + scorecards, []string{authorized}, valid, 400, format + "the content type is not application/json"},
		"another vendor":  {"POST " + scorecards, nil, infrastructure, 400, mismatch},
		"vendor in upper case": {
			"POST " + scorecards, nil, strings.Replace(valid, "securityscorecard", "SecurityScorecard", 1), 400, mismatch,
		},
	} {
		w := world.Default()
		client := serve(w, secureframe.Quirks{})
		method, path, _ := strings.Cut(test.request, " ")
		got := client.Send(t, method, path, test.body, test.headers...)
		if got.Status != test.status || got.At("") != `{"message":"`+test.message+`"}` || w.Pushes(world.ScorecardsConnectionID) != nil {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
		if got := client.Send(t, "POST", restricted, infrastructure); got.Status != http.StatusAccepted {
			t.Errorf("where nothing is wrong: %d %s", got.Status, got.Text)
		}
	}
}

func TestBody_mustHaveTheDocumentedFormat(t *testing.T) {
	t.Parallel()
	with := func(member string) string { return `{` + member + `,` + valid[1:] }
	without := func(from, to string) string { return strings.Replace(valid, from, to, 1) }
	const (
		notAnObject = "it is not a JSON object"
		otherType   = "a member is of another type than documented"
	)
	for body, want := range map[string]string{
		"":                                    notAnObject,
		"schema_slug=x":                       notAnObject,
		"[" + valid + "]":                     notAnObject,
		valid[:len(valid)-1]:                  notAnObject,
		without(`]}`, `],}`):                  notAnObject,
		valid + valid:                         notAnObject,
		with(`"mode":"replace"`):              `\"mode\" is not documented`,
		without("schema_slug", "Schema_Slug"): `\"Schema_Slug\" is not documented`,
		with(`"vendor_slug":"securityscorecard"`):         "vendor_slug is given twice",
		without(`"schema_slug":"vendor_scorecards",`, ""): "schema_slug is missing or blank",
		without(`"vendor_scorecards"`, "null"):            "schema_slug is missing or blank",
		without(`"vendor_scorecards"`, `" "`):             "schema_slug is missing or blank",
		without(`"vendor_scorecards"`, "1"):               otherType,
		without(`"securityscorecard"`, `""`):              "vendor_slug is missing or blank",
		without(`,"resource_data":[{"id":"a"}]`, ""):      "resource_data is missing",
		without(`[{"id":"a"}]`, "null"):                   "resource_data is empty",
		without(`[{"id":"a"}]`, "[]"):                     "resource_data is empty",
		without(`[{"id":"a"}]`, `{"id":"a"}`):             otherType,
		without(`{"id":"a"}]`, `{"id":"a"},null]`):        "an element of resource_data is null",
		without(`{"id":"a"}]`, `"secret-name"]`):          otherType,
		with(`"partial":null`):                            "partial is null",
		with(`"partial":"true"`):                          otherType,
	} {
		w := world.Default()
		got := serve(w, secureframe.Quirks{}).Send(t, http.MethodPost, scorecards, body)
		want = `{"message":"The request body was not in the correct format: ` + want + `"}`
		if got.Status != http.StatusBadRequest || got.At("") != want || w.Pushes(world.ScorecardsConnectionID) != nil {
			t.Errorf("%s: %d %s, want %s", body, got.Status, got.Text, want)
		}
	}
}

func TestCredential_isTakenInOneFormOnly(t *testing.T) {
	t.Parallel()
	for name, headers := range map[string][]string{
		"none":            {jsonBody},
		"key only":        {"Authorization: the-key"},
		"two spaces":      {"Authorization: the-key  the-secret"},
		"colon":           {"Authorization: the-key:the-secret"},
		"bearer":          {"Authorization: Bearer the-key the-secret"},
		"basic":           {"Authorization: Basic dGhlLWtleTp0aGUtc2VjcmV0"},
		"other way round": {"Authorization: the-secret the-key"},
		"mixed pairs":     {"Authorization: the-key limited-secret"},
		"twice":           {authorized, authorized},
	} {
		// The form of this one error is known.
		got := serve(world.Default(), secureframe.Quirks{Errors: secureframe.ErrorAsList}).Send(t, http.MethodPost, "/", valid, headers...)
		if got.Status != http.StatusUnauthorized || got.At("") != `{"message":"Authorization failed"}` {
			t.Errorf("%s: %d %s", name, got.Status, got.Text)
		}
	}
	alone := secureframe.New(secureframe.Config{Credential: secureframe.Credential{Key: "k", Secret: "s"}})
	if alone.Authorized(&http.Request{Header: http.Header{"Authorization": {" "}}}) {
		t.Error("a key pair that is not set is accepted")
	}
}

func TestQuirks(t *testing.T) {
	t.Parallel()
	for want, quirks := range map[string]secureframe.Quirks{
		`{"message":"accepted"}` + "\n":                        {AcceptedBody: secureframe.AcceptedAsJSON},
		"\x00\x1f\x8b not json \xff\xfe{{{":                    {AcceptedBody: secureframe.AcceptedAsJunk, AcceptedStatus: 200},
		`{"error":"Use HTTPS"}` + "\n":                         {Errors: secureframe.ErrorAsError, RedirectToHTTPS: true},
		`{"errors":["The request body was too large"]}` + "\n": {Errors: secureframe.ErrorAsList, MaxRequestBytes: len(valid) - 1},
		"": {MaxRequestBytes: len(valid)},
	} {
		got := serve(world.Default(), quirks).Send(t, http.MethodPost, scorecards, valid)
		if got.Text != want || (got.Header.Get("Location") != "") != quirks.RedirectToHTTPS {
			t.Errorf("%+v: %d %s", quirks, got.Status, got.Text)
		}
	}
}

// The limit is one per address: a request without the right credential costs as
// much as others.
func TestBudget_isTheDocumentedOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := serve(world.Default(), secureframe.Quirks{})
		client.Send(t, http.MethodPost, scorecards, valid, "Authorization: wrong")
		<-time.After(30 * time.Second)
		statuses := map[int]int{}
		for range 501 {
			statuses[client.Send(t, http.MethodPost, scorecards, valid).Status]++
		}
		<-time.After(30 * time.Second)
		statuses[client.Send(t, http.MethodPost, scorecards, valid).Status]++
		if diff := cmp.Diff(map[int]int{202: 500, 429: 2}, statuses); diff != "" {
			t.Errorf("statuses (-want +got):\n%s", diff)
		}
	})
}
