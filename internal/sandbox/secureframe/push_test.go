// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestPushIsAccepted(t *testing.T) {
	t.Parallel()
	served := serve(t, secureframe.Quirks{})
	first := ` {"partial":false, "resource_data":[{"id":"a","n":1.0,"o":{"l":[1]}},{}], "vendor_slug":"securityscorecard", "schema_slug":"vendor_scorecards"} `
	second := strings.Replace(valid, `{"schema_slug"`, `{"partial":true,"schema_slug"`, 1)
	for _, body := range []string{first, second} {
		if got := served.push(body); got.status != http.StatusAccepted || got.body != "" || got.header.Get("Content-Type") != "" {
			t.Errorf("answer %+v", got)
		}
	}
	want := []world.Push{
		{
			Sequence: 1, SchemaSlug: slug, Count: 2, Bytes: int64(len(first)),
			Objects: []map[string]any{{"id": "a", "n": json.Number("1.0"), "o": map[string]any{"l": []any{json.Number("1")}}}, {}},
		},
		{Sequence: 2, SchemaSlug: slug, Partial: true, Count: 1, Bytes: int64(len(second)), Objects: []map[string]any{{"id": "a"}}},
	}
	if diff := cmp.Diff(want, served.world.Pushes(world.ScorecardsConnectionID)); diff != "" {
		t.Errorf("pushes (-want +got):\n%s", diff)
	}
	if got := served.accepted(); got != 2 {
		t.Errorf("%d pushes accepted", got)
	}
}

func TestPushesBecomeRecords(t *testing.T) {
	t.Parallel()
	served := serve(t, secureframe.Quirks{})
	served.push(valid)
	if held := served.world.Held(world.ScorecardsConnectionID, slug); len(held) != 1 {
		t.Errorf("held %v", held)
	}
	if err := served.world.Define(world.ScorecardsConnectionID, slug, "id", "", nil); err != nil {
		t.Fatal(err)
	}
	served.push(strings.Replace(valid, `"a"`, `"b"`, 1))
	want := map[string]map[string]any{"a": {"id": "a"}, "b": {"id": "b"}}
	if diff := cmp.Diff(want, served.world.Records(world.ScorecardsConnectionID, slug)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

func TestBodyMustHaveTheDocumentedFormat(t *testing.T) {
	t.Parallel()
	with := func(member string) string { return `{` + member + `,` + valid[1:] }
	without := func(from, to string) string { return strings.Replace(valid, from, to, 1) }
	tests := map[string]struct{ body, want string }{
		"empty":                  {"", "it is not a JSON object"},
		"no JSON":                {"schema_slug=x", "it is not a JSON object"},
		"array":                  {"[" + valid + "]", "it is not a JSON object"},
		"cut short":              {valid[:len(valid)-1], "it is not JSON"},
		"cut short in an object": {valid[:len(valid)-4], "element 0 of resource_data is not an object"},
		"cut short in the array": {valid[:len(valid)-2], "resource_data does not end"},
		"trailing comma":         {without(`]}`, `],}`), "it is not JSON"},
		"more than one":          {valid + valid, "something follows the JSON object"},
		"undocumented member":    {with(`"mode":"replace"`), `"mode" is not documented`},
		"member in another case": {without("schema_slug", "Schema_Slug"), `"Schema_Slug" is not documented`},
		"member twice":           {with(`"vendor_slug":"securityscorecard"`), "vendor_slug is given twice"},
		"no schema":              {without(`"schema_slug":"vendor_scorecards",`, ""), "schema_slug is missing"},
		"no vendor":              {without(`"vendor_slug":"securityscorecard",`, ""), "vendor_slug is missing"},
		"no data":                {without(`,"resource_data":[{"id":"a"}]`, ""), "resource_data is missing"},
		"schema is null":         {without(`"vendor_scorecards"`, "null"), "schema_slug is not a string with something in it"},
		"schema is blank":        {without(`"vendor_scorecards"`, `" "`), "schema_slug is not a string with something in it"},
		"schema is a number":     {without(`"vendor_scorecards"`, "1"), "schema_slug is not a string with something in it"},
		"vendor is empty":        {without(`"securityscorecard"`, `""`), "vendor_slug is not a string with something in it"},
		"data is null":           {without(`[{"id":"a"}]`, "null"), "resource_data is not an array"},
		"data is one object":     {without(`[{"id":"a"}]`, `{"id":"a"}`), "resource_data is not an array"},
		"data is empty":          {without(`[{"id":"a"}]`, "[]"), "resource_data is empty"},
		"object is null":         {without(`{"id":"a"}]`, `{"id":"a"},null]`), "element 1 of resource_data is not an object"},
		"object is a string":     {without(`{"id":"a"}]`, `"secret-name"]`), "element 0 of resource_data is not an object"},
		"object is JSON in text": {without(`{"id":"a"}]`, `"{\"id\":\"a\"}"]`), "element 0 of resource_data is not an object"},
		"partial is null":        {with(`"partial":null`), "partial is not a boolean"},
		"partial is a string":    {with(`"partial":"true"`), "partial is not a boolean"},
		"vendor of another":      {without("securityscorecard", "infrastructure"), ""},
		"vendor in upper case":   {without("securityscorecard", "SecurityScorecard"), ""},
		"vendor with a space":    {without("securityscorecard", " securityscorecard"), ""},
		"control character":      {without(`"a"`, "\"a\x01\""), "element 0 of resource_data is not an object"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, secureframe.Quirks{})
			want := "The request body was not in the correct format: " + test.want
			if test.want == "" {
				want = "vendor_slug does not match the vendor configured for the connection"
			}
			checkRefused(t, served, served.push(test.body), http.StatusBadRequest, want)
		})
	}
}

// checkRefused checks an error in the first form, and that nothing was
// accepted.
func checkRefused(t *testing.T, served api, got reply, status int, message string) {
	t.Helper()
	var body map[string]any
	if err := json.Unmarshal([]byte(got.body), &body); err != nil {
		t.Fatalf("%v in %q", err, got.body)
	}
	if diff := cmp.Diff(map[string]any{"message": message}, body); got.status != status || diff != "" {
		t.Errorf("status %d, want %d, body (-want +got):\n%s", got.status, status, diff)
	}
	if got.header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("content type %q", got.header.Get("Content-Type"))
	}
	if accepted := served.accepted(); accepted != 0 {
		t.Errorf("%d pushes accepted", accepted)
	}
}

func TestRequestMustBeTheDocumentedOne(t *testing.T) {
	t.Parallel()
	const unknown = "A custom connection could not be found for the provided ID"
	const format = "The request body was not in the correct format: "
	infrastructure := strings.Replace(valid, "securityscorecard", "infrastructure", 1)
	tests := map[string]struct {
		method, path, body string
		headers            []string
		status             int
		message            string
	}{
		"get":                        {"GET", scorecards, "", nil, 405, "Method not allowed"},
		"put":                        {"PUT", scorecards, valid, nil, 405, "Method not allowed"},
		"another path":               {"POST", "/custom_connections", valid, nil, 404, "Not found"},
		"path without data":          {"GET", "/custom_connections/" + world.ScorecardsConnectionID, "", nil, 404, "Not found"},
		"path with a slash too many": {"POST", scorecards + "/", valid, nil, 404, "Not found"},
		"path with a version":        {"POST", "/v1" + scorecards, valid, nil, 404, "Not found"},
		"path that climbs":           {"POST", "/x/.." + scorecards, valid, nil, 404, "Not found"},
		"unknown connection":         {"POST", "/custom_connections/3d0c6a52-8f1e-4b7a-9c45-2e6d1f7b8a02/data", valid, nil, 404, unknown},
		"connection that is no UUID": {"POST", "/custom_connections/securityscorecard/data", valid, nil, 404, unknown},
		"no connection":              {"POST", "/custom_connections//data", valid, nil, 404, unknown},
		"query parameter":            {"POST", scorecards + "?partial=true", valid, nil, 400, format + "no query parameter is documented"},
		"no content type":            {"POST", scorecards, valid, []string{authorized}, 400, format + "the content type is not application/json"},
		"form":                       {"POST", scorecards, valid, []string{authorized, "Content-Type: application/x-www-form-urlencoded"}, 400, format + "the content type is not application/json"},
		"restricted connection": {
			"POST", restricted, infrastructure,
			[]string{limited, jsonBody},
			403, "The API key provided was not authorized to push data for this custom connection",
		},
		"limited key, unknown connection": {"POST", "/custom_connections/none/data", valid, []string{limited, jsonBody}, 404, unknown},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, secureframe.Quirks{})
			got := served.send(test.method, test.path, test.body, test.headers...)
			checkRefused(t, served, got, test.status, test.message)
			if test.status == http.StatusMethodNotAllowed && got.header.Get("Allow") != http.MethodPost {
				t.Errorf("Allow is %q", got.header.Get("Allow"))
			}
			for name, accepted := range map[string]reply{
				"first":  served.send("POST", scorecards, valid, limited, "Content-Type: application/json; charset=utf-8"),
				"second": served.send("POST", restricted, infrastructure),
			} {
				if accepted.status != http.StatusAccepted {
					t.Errorf("%s connection, where nothing is wrong: %+v", name, accepted)
				}
			}
		})
	}
}

func TestCredentialIsTakenInOneFormOnly(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		headers []string
		want    int
	}{
		"key and secret":  {[]string{authorized}, 202},
		"limited pair":    {[]string{limited}, 202},
		"none":            {nil, 401},
		"key only":        {[]string{"Authorization: the-key"}, 401},
		"secret only":     {[]string{"Authorization: the-secret"}, 401},
		"two spaces":      {[]string{"Authorization: the-key  the-secret"}, 401},
		"colon":           {[]string{"Authorization: the-key:the-secret"}, 401},
		"bearer":          {[]string{"Authorization: Bearer the-key the-secret"}, 401},
		"basic":           {[]string{"Authorization: Basic dGhlLWtleTp0aGUtc2VjcmV0"}, 401},
		"other way round": {[]string{"Authorization: the-secret the-key"}, 401},
		"upper case":      {[]string{"Authorization: THE-KEY the-secret"}, 401},
		"mixed pairs":     {[]string{"Authorization: the-key limited-secret"}, 401},
		"twice":           {[]string{authorized, authorized}, 401},
		"other header":    {[]string{"X-Authorization: the-key the-secret"}, 401},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, secureframe.Quirks{Errors: secureframe.ErrorAsList})
			got := served.send(http.MethodPost, scorecards, valid, append(test.headers, jsonBody)...)
			if got.status != test.want {
				t.Errorf("status %d, want %d", got.status, test.want)
			}
			if test.want == http.StatusUnauthorized {
				checkRefused(t, served, got, http.StatusUnauthorized, "Authorization failed")
			}
		})
	}
}

func TestWithoutALimitedPairThereIsOnlyOne(t *testing.T) {
	t.Parallel()
	handler := secureframe.New(secureframe.Config{Credential: secureframe.Credential{Key: "k", Secret: "s"}})
	for header, want := range map[string]bool{"k s": true, " ": false, "": false} {
		if got := handler.Authorized(&http.Request{Header: http.Header{"Authorization": {header}}}); got != want {
			t.Errorf("%q: %t", header, got)
		}
	}
}

// brokenBody ends in an error, as a client does that dies while it sends.
type brokenBody struct{ io.Reader }

func (b brokenBody) Read(into []byte) (int, error) {
	n, err := b.Reader.Read(into)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func TestBodyThatBreaksOffIsNotAccepted(t *testing.T) {
	t.Parallel()
	for _, sent := range []string{valid, valid[:40]} {
		w := world.Default()
		handler := secureframe.New(complete(secureframe.Config{}, w))
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, scorecards, brokenBody{strings.NewReader(sent)})
		if err != nil {
			t.Fatal(err)
		}
		request.Header = http.Header{"Authorization": {"the-key the-secret"}, "Content-Type": {"application/json"}}
		func() {
			defer func() {
				cause := recover()
				if err, _ := cause.(error); !errors.Is(err, http.ErrAbortHandler) {
					t.Errorf("panic %v, want the end of the connection", cause)
				}
			}()
			handler.ServeHTTP(nil, request)
		}()
		if got := w.Pushes(world.ScorecardsConnectionID); got != nil {
			t.Errorf("accepted %+v", got)
		}
	}
}

// A server that answers before it has read may break the connection of a
// client that is still sending.
func TestBodyIsReadBeforeAnyAnswer(t *testing.T) {
	t.Parallel()
	for path, header := range map[string]string{scorecards: authorized, restricted: limited, "/nowhere": authorized, "/": "Authorization: wrong"} {
		body := strings.NewReader("[" + valid)
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, path, body)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", strings.TrimPrefix(header, "Authorization: "))
		answer := httptest.NewRecorder()
		secureframe.New(complete(secureframe.Config{}, world.Default())).ServeHTTP(answer, request)
		if body.Len() > 0 || answer.Code < 400 {
			t.Errorf("%s: status %d with %d bytes left", path, answer.Code, body.Len())
		}
	}
}
