// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestToken_form(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	mustTemplate(t, newClient(t, p), world.IssueTemplateID)
	requests := p.received()
	if len(requests) != 2 {
		t.Fatalf("%d requests, want two", len(requests))
	}
	grant, listing := requests[0], requests[1]
	sandboxtest.Equal(t, "the first request", grant.method+" "+grant.path, "POST "+tokenPath)
	sandboxtest.Equal(t, "the content type", grant.header.Get("Content-Type"), "application/x-www-form-urlencoded")
	sandboxtest.Equal(t, "the authorization of the grant", grant.header.Get("Authorization"), "")
	form, err := url.ParseQuery(grant.body)
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "the form", form, url.Values{
		"grant_type": {"password"}, "username": {credentials.ServiceName}, "password": {credentials.ServicePassword},
		"processunityUserName": {credentials.Username}, "processunityPassword": {credentials.Password},
	})
	sandboxtest.Equal(t, "the second request", listing.method+" "+listing.path, "GET "+listingPath)
	if !strings.HasPrefix(listing.header.Get("Authorization"), "Bearer token-") {
		t.Errorf("authorization %q", listing.header.Get("Authorization"))
	}
	sandboxtest.Equal(t, "what is accepted", listing.header.Get("Accept"), "application/json")
}

// A token is used until a minute before its end, whatever it says that is, and
// one that lives shortly for half of its life.
func TestToken_expiry(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		expiresIn    int
		used, unused time.Duration
	}{
		"a day":          {0, 86338 * time.Second, 86340 * time.Second},
		"twenty minutes": {1200, 1139 * time.Second, 1140 * time.Second},
		"half a minute":  {30, 14 * time.Second, 15 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, once := range []struct {
				after time.Duration
				want  []string
			}{
				{test.used, []string{"POST " + exportPath + "123450"}},
				{test.unused, []string{"POST " + tokenPath, "POST " + exportPath + "123450"}},
			} {
				p := newPeer(system.Quirks{ExpiresIn: test.expiresIn})
				client := newClient(t, p)
				mustTemplate(t, client, world.IssueTemplateID)
				p.received()
				p.pass(once.after)
				if _, err := client.Export(t.Context(), world.ThirdPartyTemplateID); err != nil {
					t.Fatal(err)
				}
				sandboxtest.Equal(t, "requests after "+once.after.String(), p.asked(), once.want)
			}
		})
	}
}

// A token that ends before it says so is replaced, once for a request.
func TestToken_endsEarly(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{TokenRequests: 2})
	client := newClient(t, p)
	push := issues(t, client, keysFrom(450)...)
	if _, err := client.Push(t.Context(), push); err != nil {
		t.Fatal(err)
	}
	batch := "POST " + importPath + "123451"
	sandboxtest.Equal(t, "requests", p.asked(), []string{"POST " + tokenPath, "GET " + listingPath, batch, batch, "POST " + tokenPath, batch, batch})
	sandboxtest.Equal(t, "inserted", len(p.world.InsertedKeys(world.IssueTemplateID)), 450)
}

func TestToken_neverTaken(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	p.faults.Add(fault.Rule{Path: listingPath, Effect: fault.Respond(http.StatusUnauthorized, nil, "<html>No</html>")})
	_, err := newClient(t, p).Template(t.Context(), world.IssueTemplateID)
	mustFail(t, err, http.StatusUnauthorized, "could not list the import templates", "HTML page")
	sandboxtest.Equal(t, "requests", p.asked(), []string{"POST " + tokenPath, "GET " + listingPath, "POST " + tokenPath, "GET " + listingPath})
	if _, ok := errors.AsType[*processunity.GrantError](err); ok {
		t.Error("a token was granted")
	}
}

// Many that need a token at a time share one.
func TestToken_isShared(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if _, err := client.Template(t.Context(), world.IssueTemplateID); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	sandboxtest.Equal(t, "requests", p.asked(), []string{"POST " + tokenPath, "GET " + listingPath})
}

// Whatever is answered to the credentials, they are not shown, not sent
// elsewhere, and not sent again.
func TestToken_refusals(t *testing.T) {
	t.Parallel()
	header := http.Header{"Location": {"https://elsewhere.example/token"}}
	for name, test := range map[string]struct {
		effect fault.Effect
		status int
		says   string
	}{
		"a page":              {fault.Respond(http.StatusUnauthorized, nil, "<html>No</html>"), http.StatusUnauthorized, "HTML page"},
		"OAuth's words":       {fault.Respond(http.StatusBadRequest, nil, `{"error":"invalid_grant","error_description":"Wrong user"}`), http.StatusBadRequest, "Wrong user"},
		"OAuth's word":        {fault.Respond(http.StatusBadRequest, nil, `{"error":"invalid_grant"}`), http.StatusBadRequest, "invalid_grant"},
		"an echo of the body": {fault.EchoBody(http.StatusBadRequest), http.StatusBadRequest, "(redacted)"},
		"a page as success":   {fault.HTMLPage(), http.StatusOK, "HTML page"},
		"garbage":             {fault.Garbage(), http.StatusOK, "no access_token"},
		"nothing":             {fault.EmptyBody(), http.StatusOK, "no access_token"},
		"no token":            {fault.Respond(http.StatusOK, nil, `{"access_token":"","expires_in":5}`), http.StatusOK, "no access_token"},
		"another type":        {fault.Respond(http.StatusOK, nil, `{"access_token":"a","token_type":"mac"}`), http.StatusOK, "bearer"},
		"a token of two lines": {
			fault.Respond(http.StatusOK, nil, `{"access_token":"planted\r\nX: y"}`), http.StatusOK, "header",
		},
		"a redirect":           {fault.Redirect("https://elsewhere.example/token"), http.StatusFound, "it redirects"},
		"a redirect that asks": {fault.Respond(http.StatusTemporaryRedirect, header, ""), http.StatusTemporaryRedirect, "it redirects"},
		"a redirect close by":  {fault.Redirect(tenant + "/login"), http.StatusFound, "it redirects"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			p.faults.Add(fault.Rule{Path: tokenPath, Effect: test.effect})
			_, err := newClient(t, p).Template(t.Context(), world.IssueTemplateID)
			mustFail(t, err, test.status, "ProcessUnity: could not get a token", test.says)
			if _, ok := errors.AsType[*processunity.GrantError](err); !ok {
				t.Errorf("it is a %T", err)
			}
			sandboxtest.Equal(t, "requests", p.asked(), []string{"POST " + tokenPath})
		})
	}
}

// Without a lifetime, or with an invalid one, a 401 says when a token ends.
func TestToken_lifetimes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		expiresIn string
		grants    int // after a day
	}{
		"none":      {``, 1},
		"null":      {`,"expires_in":null`, 1},
		"zero":      {`,"expires_in":0`, 1},
		"negative":  {`,"expires_in":-5`, 1},
		"a word":    {`,"expires_in":"soon"`, 1},
		"an object": {`,"expires_in":{}`, 1},
		"a text":    {`,"expires_in":"1200"`, 2},
		"too long":  {`,"expires_in":1e300`, 1},
		"a number":  {`,"expires_in":1199.9`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			p.faults.Add(
				fault.Rule{Path: tokenPath, Effect: fault.Respond(http.StatusOK, nil, `{"access_token":"abc","token_type":"Bearer"`+test.expiresIn+`}`)},
				fault.Rule{Path: exportPath + "*", Effect: fault.Respond(http.StatusOK, nil, `{"HasError":false,"Data":[]}`)},
			)
			client := newClient(t, p)
			for _, id := range []int64{1, 2} {
				if _, err := client.Export(t.Context(), id); err != nil {
					t.Fatal(err)
				}
				p.pass(24 * time.Hour)
			}
			grants := 0
			for _, request := range p.received() {
				if request.path == tokenPath {
					grants++
				} else {
					sandboxtest.Equal(t, "authorization", request.header.Get("Authorization"), "Bearer abc")
				}
			}
			sandboxtest.Equal(t, "grants", grants, test.grants)
		})
	}
}

// A server that repeats the token, or a password, is not quoted.
func TestSecrets_areNotShown(t *testing.T) {
	t.Parallel()
	for name, effect := range map[string]fault.Effect{
		"an error": fault.Respond(http.StatusBadRequest, nil, `{"Message":"token abcdefgh is bad, so is `+credentials.ServicePassword+`"}`),
		"an error that is a success": fault.Respond(http.StatusOK, nil,
			`{"HasError":true,"Message":"token abcdefgh is bad, so is `+credentials.Password+`","Data":null}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			p.faults.Add(
				fault.Rule{Path: tokenPath, Effect: fault.Respond(http.StatusOK, nil, `{"access_token":"abcdefgh"}`)},
				fault.Rule{Effect: effect},
			)
			var logged strings.Builder
			client := newClient(t, p, func(config *rest.Config) {
				config.Log = func(_ context.Context, attempt rest.Attempt) { fmt.Fprintf(&logged, "%+v\n", attempt) }
			})
			_, err := client.Template(t.Context(), world.IssueTemplateID)
			if err == nil || strings.Contains(err.Error(), "abcdefgh") || !strings.Contains(err.Error(), "(redacted) is bad, so is (redacted)") {
				t.Errorf("the error: %v", err)
			}
			sandboxtest.NoSecrets(t, secrets, logged.String())
			if strings.Contains(logged.String(), "abcdefgh") || !strings.Contains(logged.String(), tokenPath) {
				t.Errorf("logged: %s", logged.String())
			}
		})
	}
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	mustTemplate(t, client, world.IssueTemplateID)
	long := client.Clean(strings.Repeat("é", 300) + credentials.Password)
	if len([]rune(long)) != 201 {
		t.Errorf("%d characters", len([]rune(long)))
	}
	sandboxtest.NoSecrets(t, secrets, client.Clean("a "+credentials.Password+" b "+url.QueryEscape(credentials.ServicePassword)))
}
