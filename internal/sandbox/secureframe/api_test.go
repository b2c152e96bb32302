// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// api is a served API and a plain client of it.
type api struct {
	t      *testing.T
	url    string
	client *http.Client
	world  *world.World
}

const (
	slug       = "vendor_scorecards"
	scorecards = "/custom_connections/" + world.ScorecardsConnectionID + "/data"
	restricted = "/custom_connections/" + world.InfrastructureConnectionID + "/data"
	authorized = "Authorization: the-key the-secret"
	limited    = "Authorization: limited-key limited-secret"
	jsonBody   = "Content-Type: application/json"
	// valid is a body that the first connection accepts.
	valid = `{"schema_slug":"vendor_scorecards","vendor_slug":"securityscorecard","resource_data":[{"id":"a"}]}`
)

func serve(t *testing.T, quirks secureframe.Quirks) api {
	t.Helper()
	return serveConfig(t, secureframe.Config{Quirks: quirks})
}

func serveConfig(t *testing.T, config secureframe.Config) api {
	t.Helper()
	w := world.Default()
	server := httptest.NewServer(secureframe.New(complete(config, w)))
	t.Cleanup(server.Close)
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return api{t: t, url: server.URL, client: client, world: w}
}

// complete sets the key pairs and the world.
func complete(config secureframe.Config, w *world.World) secureframe.Config {
	config.Credential = secureframe.Credential{Key: "the-key", Secret: "the-secret"}
	config.Limited = secureframe.Credential{Key: "limited-key", Secret: "limited-secret"}
	config.World = &w.CustomConnections
	return config
}

type reply struct {
	status int
	header http.Header
	body   string
}

// send sends one request; the headers replace those that are right.
func (a api) send(method, path, body string, headers ...string) reply {
	a.t.Helper()
	return a.sendReader(method, path, strings.NewReader(body), headers...)
}

func (a api) sendReader(method, path string, body io.Reader, headers ...string) reply {
	a.t.Helper()
	if len(headers) == 0 {
		headers = []string{authorized, jsonBody}
	}
	status, header, text := sandboxtest.Send(a.t, a.client, method, a.url+path, body, headers...)
	return reply{status, header, text}
}

// push sends a body to the first connection.
func (a api) push(body string) reply {
	a.t.Helper()
	return a.send(http.MethodPost, scorecards, body)
}

// accepted is how many pushes either connection has accepted.
func (a api) accepted() int {
	return len(a.world.Pushes(world.ScorecardsConnectionID)) + len(a.world.Pushes(world.InfrastructureConnectionID))
}
