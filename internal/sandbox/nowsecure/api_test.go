// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// api is the two hosts, and a plain client of them.
type api struct {
	t     *testing.T
	api   string
	lab   string
	world *world.NowSecure
}

const token = "the-token"

func serve(t *testing.T, quirks nowsecure.Quirks) api {
	t.Helper()
	return serveConfig(t, nowsecure.Config{Quirks: quirks})
}

func serveConfig(t *testing.T, config nowsecure.Config) api {
	t.Helper()
	w := world.Default()
	config.Token, config.World = token, &w.NowSecure
	host, lab := nowsecure.New(config)
	hostServer, labServer := httptest.NewServer(host), httptest.NewServer(lab)
	t.Cleanup(hostServer.Close)
	t.Cleanup(labServer.Close)
	return api{t: t, api: hostServer.URL, lab: labServer.URL, world: &w.NowSecure}
}

type reply struct {
	status int
	header http.Header
	text   string
	body   any
}

// send sends one request; the headers replace the right ones.
func (a api) send(method, url, body string, headers ...string) reply {
	a.t.Helper()
	if len(headers) == 0 {
		headers = []string{"Authorization: Bearer " + token, "Content-Type: application/json"}
	}
	status, header, text := sandboxtest.Send(a.t, http.DefaultClient, method, url, strings.NewReader(body), headers...)
	got := reply{status: status, header: header, text: text}
	if header.Get("Content-Type") != "text/html" {
		got.body = decode(a.t, got.text)
	}
	return got
}

// decode reads JSON with its numbers as they are written.
func decode(t *testing.T, text string) any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%v in %q", err, text)
	}
	return value
}

// get asks the REST host, which must answer.
func (a api) get(path string) reply {
	a.t.Helper()
	return a.want(http.StatusOK, path)
}

// want asks the REST host for an answer with the status.
func (a api) want(status int, path string) reply {
	a.t.Helper()
	got := a.send(http.MethodGet, a.lab+path, "")
	if got.status != status {
		a.t.Fatalf("GET %s: %d %s, want %d", path, got.status, got.text, status)
	}
	return got
}

// ask sends a GraphQL query, which must get a 200.
func (a api) ask(query string, variables map[string]any) reply {
	a.t.Helper()
	got := a.post(query, variables)
	if got.status != http.StatusOK {
		a.t.Fatalf("%s: %d %s", query, got.status, got.text)
	}
	return got
}

func (a api) post(query string, variables map[string]any) reply {
	a.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		a.t.Fatal(err)
	}
	return a.send(http.MethodPost, a.api+"/graphql", string(body))
}

// at follows field names and indices into the body; nil is what is absent.
func (r reply) at(path ...any) any {
	value := r.body
	for _, step := range path {
		switch step := step.(type) {
		case string:
			object, _ := value.(map[string]any)
			value = object[step]
		case int:
			array, _ := value.([]any)
			if step >= len(array) {
				return nil
			}
			value = array[step]
		}
	}
	return value
}

// length is the number of elements of an array.
func (r reply) length(path ...any) int {
	array, _ := r.at(path...).([]any)
	return len(array)
}

// pluck returns one field of every object of an array.
func (r reply) pluck(field string, path ...any) []any {
	values := []any{}
	for i := range r.length(path...) {
		values = append(values, r.at(append(path, i, field)...))
	}
	return values
}

// with returns the object of an array that has the field.
func (r reply) with(t *testing.T, field string, value any, path ...any) map[string]any {
	t.Helper()
	for i := range r.length(path...) {
		if object, _ := r.at(append(path, i)...).(map[string]any); object[field] == value {
			return object
		}
	}
	t.Fatalf("nothing has the %s %v in %s", field, value, r.text)
	return nil
}
