// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
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
	formType  = "Content-Type: application/x-www-form-urlencoded"
	jsonType  = "Content-Type: application/json"
	templates = "/api/dataexchange/ImportableTemplates"
	exchange  = "/api/importexport/"
)

func serve(t *testing.T, quirks processunity.Quirks) api {
	t.Helper()
	return serveConfig(t, processunity.Config{Quirks: quirks})
}

func serveConfig(t *testing.T, config processunity.Config) api {
	t.Helper()
	w := world.Default()
	server := httptest.NewServer(processunity.New(complete(config, w)))
	t.Cleanup(server.Close)
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return api{t: t, url: server.URL + "/acme", client: client, world: w}
}

// complete sets the tenant, its credential, and the world.
func complete(config processunity.Config, w *world.World) processunity.Config {
	config.Tenant = "acme"
	config.Credential = processunity.Credential{
		Username: "robin", Password: "pass word+1", ServiceName: "directwebservice", ServicePassword: "guid",
	}
	config.World = &w.Tenant
	return config
}

type reply struct {
	status int
	header http.Header
	body   string
}

// send sends one request with the headers, and no others.
func (a api) send(method, path, body string, headers ...string) reply {
	a.t.Helper()
	status, header, text := sandboxtest.Send(a.t, a.client, method, a.url+path, strings.NewReader(body), headers...)
	return reply{status, header, text}
}

// form is the body that is granted a token.
func form() url.Values {
	return url.Values{
		"grant_type": {"password"}, "username": {"directwebservice"}, "password": {"guid"},
		"processunityUserName": {"robin"}, "processunityPassword": {"pass word+1"},
	}
}

// token is the header of a new token.
func (a api) token() string {
	a.t.Helper()
	got := a.send(http.MethodPost, "/token", form().Encode(), formType)
	if got.status != http.StatusOK {
		a.t.Fatalf("no token: %+v", got)
	}
	return "Authorization: Bearer " + got.member(a.t, "access_token")
}

// list asks for templates with a new token.
func (a api) list(suffix string) reply {
	a.t.Helper()
	return a.send(http.MethodGet, templates+suffix, "", a.token())
}

// post sends JSON to Import/{id} or Export/{id} with a new token.
func (a api) post(path, body string) reply {
	a.t.Helper()
	return a.send(http.MethodPost, exchange+path, body, a.token(), jsonType)
}

// importRows imports arrays of values as rows, with a log.
func (a api) importRows(templateID int, rows ...[]string) reply {
	a.t.Helper()
	return a.post(fmt.Sprintf("Import/%d", templateID), importBody(rows...))
}

// importBody names the values by numbers: names have no meaning.
func importBody(rows ...[]string) string {
	var body bytes.Buffer
	body.WriteString(`{"data":[`)
	for i, row := range rows {
		if i > 0 {
			body.WriteString(",")
		}
		for j, value := range row {
			fmt.Fprintf(&body, "%s%q:%s", map[bool]string{true: "{", false: ","}[j == 0], fmt.Sprint(j), quote(value))
		}
		body.WriteString("}")
	}
	body.WriteString(`],"param":{"IncludeLog":true}}`)
	return body.String()
}

func quote(value string) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func (r reply) decode(t *testing.T) map[string]any {
	t.Helper()
	var body map[string]any
	decoder := json.NewDecoder(strings.NewReader(r.body))
	decoder.UseNumber()
	if err := decoder.Decode(&body); err != nil {
		t.Fatalf("%v in %q", err, r.body)
	}
	return body
}

func (r reply) member(t *testing.T, name string) string {
	t.Helper()
	return fmt.Sprint(r.decode(t)[name])
}

// totals are the members that are numbers other than 0, in Data when there is
// such a member.
func (r reply) totals(t *testing.T) map[string]string {
	t.Helper()
	body := r.decode(t)
	if data, ok := body["Data"].(map[string]any); ok {
		body = data
	}
	totals := map[string]string{}
	for name, value := range body {
		if number, ok := value.(json.Number); ok && number != "0" {
			totals[name] = number.String()
		}
	}
	return totals
}

// checkPage checks an error that is a page.
func checkPage(t *testing.T, got reply, status int) {
	t.Helper()
	if got.status != status || got.header.Get("Content-Type") != "text/html" || !strings.HasPrefix(got.body, "<!DOCTYPE html>") {
		t.Errorf("answer %+v, want a page of status %d", got, status)
	}
}

// checkMessage checks an error that is no page.
func checkMessage(t *testing.T, got reply, status int, message string) {
	t.Helper()
	if diff := cmp.Diff(map[string]any{"Message": message}, got.decode(t)); got.status != status || diff != "" {
		t.Errorf("status %d, want %d, body (-want +got):\n%s", got.status, status, diff)
	}
}

// checkRefused checks a call that failed as a whole, and that it imported
// nothing.
func checkRefused(t *testing.T, served api, got reply, status int, message string) {
	t.Helper()
	want := map[string]any{"HasError": true, "Message": message, "Data": nil}
	if diff := cmp.Diff(want, got.decode(t)); got.status != status || diff != "" {
		t.Errorf("status %d, want %d, body (-want +got):\n%s", got.status, status, diff)
	}
	for _, template := range served.world.ImportTemplates() {
		if imports := served.world.Imports(template.ID); imports != nil {
			t.Errorf("imported %+v", imports)
		}
	}
}
