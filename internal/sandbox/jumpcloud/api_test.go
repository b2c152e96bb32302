// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	apiKey        = "jca_the-key"
	keyHeader     = "x-api-key: " + apiKey
	organization  = world.JumpCloudOrganizationID
	organizations = "/api/organizations"
	users         = "/api/systemusers"
	systems       = "/api/systems"
	policies      = "/api/v2/authn/policies"
)

// The directories of the default organization.
var (
	workspace = world.DefaultJumpCloud().IDNamed(world.JumpCloudGSuites, "Google Workspace")
	microsoft = world.DefaultJumpCloud().IDNamed(world.JumpCloudOffice365s, "Microsoft 365")
)

// api is a served API and a plain client of it.
type api struct {
	t      *testing.T
	url    string
	client *http.Client
	world  *world.JumpCloud
}

func serve(t *testing.T, quirks jumpcloud.Quirks) api {
	t.Helper()
	return serveWorld(t, world.DefaultJumpCloud(), quirks)
}

func serveWorld(t *testing.T, w *world.JumpCloud, quirks jumpcloud.Quirks) api {
	t.Helper()
	server := httptest.NewServer(jumpcloud.New(jumpcloud.Config{APIKey: apiKey, World: w, Quirks: quirks}))
	t.Cleanup(server.Close)
	return api{t: t, url: server.URL, client: server.Client(), world: w}
}

type reply struct {
	status int
	header http.Header
	text   string
	body   any
}

// send sends one request with the headers, "name: value" each, and no others.
func (a api) send(method, path string, headers ...string) reply {
	a.t.Helper()
	status, header, text := sandboxtest.Send(a.t, a.client, method, a.url+path, http.NoBody, headers...)
	got := reply{status: status, header: header, text: text}
	if header.Get("Content-Type") == "application/json; charset=utf-8" {
		if err := json.Unmarshal([]byte(text), &got.body); err != nil {
			a.t.Fatalf("%s %s: %v in %q", method, path, err, text)
		}
	}
	return got
}

// get is send for a GET that must succeed.
func (a api) get(path string, headers ...string) reply {
	a.t.Helper()
	got := a.send(http.MethodGet, path, append(headers, keyHeader)...)
	if got.status != http.StatusOK {
		a.t.Fatalf("GET %s: %d %s", path, got.status, got.text)
	}
	return got
}

// objects are those of a list of either version of the API, or the one object
// that the body is.
func (r reply) objects(t *testing.T) []world.Object {
	t.Helper()
	elements, ok := r.body.([]any)
	if object, one := r.body.(world.Object); one {
		if elements, ok = object["results"].([]any); !ok {
			return []world.Object{object}
		}
	}
	if !ok {
		t.Fatalf("no list of objects: %s", r.text)
	}
	objects := make([]world.Object, len(elements))
	for i, element := range elements {
		if objects[i], ok = element.(world.Object); !ok {
			t.Fatalf("no object: %v", element)
		}
	}
	return objects
}

// pluck returns one field of every object.
func (r reply) pluck(t *testing.T, path string) []any {
	t.Helper()
	values := []any{}
	for _, object := range r.objects(t) {
		value, _ := world.Get(object, path)
		values = append(values, value)
	}
	return values
}

// total is the number of objects that the API says there are, -1 for none.
func (r reply) total() any {
	if envelope, ok := r.body.(world.Object); ok {
		if total, present := envelope["totalCount"]; present {
			return total
		}
	}
	if header := r.header.Get("X-Total-Count"); header != "" {
		return header
	}
	return -1
}
