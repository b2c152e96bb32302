// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

const issued = "https://storage.example.com/planted/a%2Fb?X-Signature=planted%2Bsigned%3D&b=2&a=1"

var upload = rest.Request{
	Operation: "send the bytes", Method: http.MethodPut, Path: "/not/used",
	Header: http.Header{"X-Storage": {"as it is"}}, Body: []byte("bytes"), Idempotent: true,
}

// The request goes to exactly the URL that was issued, as it is, and has no
// credential.
func TestUpload(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok("fine"))
	if _, err := newClient(t, peer).Upload(t.Context(), upload, issued+"#part"); err != nil {
		t.Fatal(err)
	}
	request := peer.requests[0]
	if request.URL.String() != issued || request.Method != http.MethodPut || peer.bodies[0] != "bytes" || request.Header.Get("X-Storage") != "as it is" {
		t.Errorf("%s %s %q %v", request.Method, request.URL, peer.bodies[0], request.Header)
	}
	if got := request.Header.Get("Authorization"); got != "" {
		t.Errorf("it has the credential %q", got)
	}
}

// No credential goes to the system's own host either: the URL is the credential.
func TestUpload_toTheSameHost(t *testing.T) {
	t.Parallel()
	peer := newPeer(ok("fine"))
	if _, err := newClient(t, peer).Upload(t.Context(), upload, baseURL+"/upload?signature=planted"); err != nil {
		t.Fatal(err)
	}
	if got := peer.requests[0].Header.Get("Authorization"); got != "" {
		t.Errorf("it has the credential %q", got)
	}
}

// Nothing is sent to a URL that is not safe.
func TestUpload_refusesURLs(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"", "planted", "/planted", "http://storage.example.com/planted", "ftp://storage.example.com/planted", "https:///planted",
		"https://planted:planted@storage.example.com/", "http://127.0.0.1.planted.example/", "https://storage.example.com/%zzplanted",
	} {
		peer := newPeer(ok("fine"))
		_, err := newClient(t, peer).Upload(t.Context(), upload, target)
		mustNotHave(t, asError(t, err).Error(), "planted")
		if peer.count() > 0 {
			t.Errorf("%s: something was sent", target)
		}
	}
	peer := newPeer(ok("fine"))
	if _, err := newClient(t, peer).Upload(t.Context(), upload, "http://127.0.0.1:8080/a"); err != nil || peer.count() != 1 {
		t.Errorf("loopback: %v", err)
	}
}

// A redirect is an error, wherever it leads.
func TestUpload_followsNoRedirect(t *testing.T) {
	t.Parallel()
	for _, status := range redirects {
		for _, location := range []string{"https://elsewhere.example.com/planted", "https://storage.example.com/planted/", "/planted"} {
			peer := newPeer(respond(status, "planted", "Location", location), ok("fine"))
			_, err := newClient(t, peer).Upload(t.Context(), upload, issued)
			failure := asError(t, err)
			mustNotHave(t, failure.Error(), "planted")
			if failure.Status != status || peer.count() != 1 {
				t.Errorf("%d to %s: %v", status, location, failure)
			}
		}
	}
}

// Neither the URL nor what the host answers is in an error or in the log.
func TestUpload_keepsTheURLSecret(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]answer{
		"an error that repeats it": respond(http.StatusForbidden, "says planted "+issued),
		"a page":                   respond(http.StatusBadGateway, "<html>planted</html>"),
		"no answer":                fail(errors.New("malformed response: " + issued)),
		"a success":                ok("planted"),
	} {
		synctest.Test(t, func(t *testing.T) {
			var log strings.Builder
			client := newClient(t, newPeer(answer), maxRetries(1), func(config *rest.Config) {
				config.Log = func(_ context.Context, attempt rest.Attempt) { fmt.Fprintf(&log, "%+v\n", attempt) }
			})
			_, err := client.Upload(t.Context(), upload, issued)
			mustNotHave(t, fmt.Sprint(err)+log.String(), "planted")
			if log.Len() == 0 || (err == nil) != (name == "a success") {
				t.Errorf("%s: %v\n%s", name, err, &log)
			}
		})
	}
}

// A large body has more time than a request without one.
func TestUpload_timeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		large := upload
		large.Body = make([]byte, 32<<20)
		client := newClient(t, newPeer(slow(4*time.Minute, ok("fine"))), maxRetries(0))
		if _, err := client.Upload(t.Context(), large, issued); err != nil {
			t.Error(err)
		}
		if _, err := client.Upload(t.Context(), upload, issued); err == nil {
			t.Error("a small body has as much time")
		}
	})
}
