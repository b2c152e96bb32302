// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// api is a served API and a plain client of it.
type api struct {
	t      *testing.T
	url    string
	client *http.Client
	world  *world.World
}

const token = "the-token"

func serve(t *testing.T, quirks securityscorecard.Quirks) api {
	t.Helper()
	return serveConfig(t, securityscorecard.Config{Quirks: quirks})
}

func serveConfig(t *testing.T, config securityscorecard.Config) api {
	t.Helper()
	w := world.Default()
	config.Token, config.World = token, &w.Scorecards
	server := httptest.NewServer(securityscorecard.New(config))
	t.Cleanup(server.Close)
	return api{t: t, url: server.URL, client: server.Client(), world: w}
}

type reply struct {
	status int
	header http.Header
	text   string
	body   any
}

// send sends one request; the headers replace the right credential.
func (a api) send(method, path string, headers ...string) reply {
	a.t.Helper()
	if len(headers) == 0 {
		headers = []string{"Authorization: Token " + token}
	}
	status, header, text := sandboxtest.Send(a.t, a.client, method, a.url+path, http.NoBody, headers...)
	got := reply{status: status, header: header, text: text}
	if err := json.Unmarshal([]byte(text), &got.body); err != nil {
		a.t.Fatalf("%s %s: %v in %q", method, path, err, text)
	}
	if header.Get("Content-Type") != "application/json; charset=utf-8" {
		a.t.Errorf("%s %s: content type %q", method, path, header.Get("Content-Type"))
	}
	return got
}

// get is send for a GET that must succeed.
func (a api) get(path string) reply {
	a.t.Helper()
	got := a.send(http.MethodGet, path)
	if got.status != http.StatusOK {
		a.t.Fatalf("GET %s: %d %s", path, got.status, got.text)
	}
	return got
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
func (r reply) pluck(field string, path ...any) []string {
	var values []string
	array, _ := r.at(path...).([]any)
	for i := range array {
		value, _ := r.at(append(path, i, field)...).(string)
		values = append(values, value)
	}
	return values
}

// has reports whether the object has the field, null or not.
func (r reply) has(field string, path ...any) bool {
	object, _ := r.at(path...).(map[string]any)
	_, present := object[field]
	return present
}

const (
	aurora   = "aurora-payments.example" // A, few issues
	delta    = "delta-data.example"      // C, three issue types
	ember    = "ember-energy.example"    // D, every issue type
	jasmine  = "jasmine-labs.example"    // no grade
	unscored = "/portfolios/" + world.DefaultPortfolioID + "/companies"
	critical = "/portfolios/" + world.CriticalVendorsID + "/companies"
)
