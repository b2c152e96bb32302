// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"io"
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

func TestAnswerToAnAcceptedPush(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		quirks secureframe.Quirks
		status int
		body   string
	}{
		"empty":      {secureframe.Quirks{}, 202, ""},
		"JSON":       {secureframe.Quirks{AcceptedBody: secureframe.AcceptedAsJSON}, 202, `{"message":"accepted"}`},
		"junk":       {secureframe.Quirks{AcceptedBody: secureframe.AcceptedAsJunk}, 202, "\x00\x1f\x8b not json \xff\xfe{{{"},
		"OK":         {secureframe.Quirks{AcceptedStatus: 200}, 200, ""},
		"no content": {secureframe.Quirks{AcceptedStatus: 204}, 204, ""},
		"OK, junk":   {secureframe.Quirks{AcceptedStatus: 200, AcceptedBody: secureframe.AcceptedAsJunk}, 200, "\x00\x1f\x8b not json \xff\xfe{{{"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			served := serve(t, test.quirks)
			got := served.push(valid)
			if got.status != test.status || got.body != test.body || served.accepted() != 1 {
				t.Errorf("status %d, body %q, %d accepted", got.status, got.body, served.accepted())
			}
			if claimed := got.header.Get("Content-Type") == "application/json; charset=utf-8"; claimed != (test.body != "") {
				t.Errorf("content type %q", got.header.Get("Content-Type"))
			}
		})
	}
}

func TestErrorForms(t *testing.T) {
	t.Parallel()
	for form, want := range map[secureframe.ErrorForm]string{
		secureframe.ErrorAsMessage: `{"message":"Not found"}`,
		secureframe.ErrorAsError:   `{"error":"Not found"}`,
		secureframe.ErrorAsList:    `{"errors":["Not found"]}`,
		secureframe.ErrorAsText:    `Not found`,
	} {
		got := serve(t, secureframe.Quirks{Errors: form}).send(http.MethodPost, "/nowhere", valid)
		if got.status != http.StatusNotFound || got.body != want {
			t.Errorf("status %d, body %s, want %s", got.status, got.body, want)
		}
		if isJSON := strings.HasPrefix(got.header.Get("Content-Type"), "application/json"); isJSON != (form != secureframe.ErrorAsText) {
			t.Errorf("content type %q of %s", got.header.Get("Content-Type"), got.body)
		}
	}
}

func TestVendorMismatchMayBeForbidden(t *testing.T) {
	t.Parallel()
	served := serve(t, secureframe.Quirks{VendorMismatchStatus: http.StatusForbidden})
	got := served.push(strings.Replace(valid, "securityscorecard", "other", 1))
	checkRefused(t, served, got, http.StatusForbidden, "vendor_slug does not match the vendor configured for the connection")
}

// padded is a valid body of that many bytes.
func padded(size int) string {
	return strings.Replace(valid, `"a"`, `"a`+strings.Repeat("x", size-len(valid))+`"`, 1)
}

func TestLargeBodyIsRefusedByQuirk(t *testing.T) {
	t.Parallel()
	const limit = 1 << 20
	served := serve(t, secureframe.Quirks{MaxRequestBytes: limit})
	for name, body := range map[string]io.Reader{
		"of a known size":   strings.NewReader(padded(limit + 1)),
		"of unknown size":   io.MultiReader(strings.NewReader(padded(limit + 1))),
		"far too large":     strings.NewReader(padded(8 * limit)),
		"with spaces after": strings.NewReader(valid + strings.Repeat(" ", limit)),
		"that is no JSON":   strings.NewReader(strings.Repeat("x", limit+1)),
	} {
		t.Log(name)
		checkRefused(t, served, served.sendReader(http.MethodPost, scorecards, body), http.StatusRequestEntityTooLarge, "The request body was too large")
	}
	if got := served.push(padded(limit)); got.status != http.StatusAccepted {
		t.Errorf("status %d at the limit", got.status)
	}
	if got := serve(t, secureframe.Quirks{}).push(padded(8 * limit)); got.status != http.StatusAccepted {
		t.Errorf("status %d without a limit", got.status)
	}
}

func TestRedirectToHTTPS(t *testing.T) {
	t.Parallel()
	served := serve(t, secureframe.Quirks{RedirectToHTTPS: true})
	got := served.send(http.MethodPost, scorecards+"?a=b", valid, "Authorization: wrong")
	checkRefused(t, served, got, http.StatusMovedPermanently, "Use HTTPS")
	want := "https://" + strings.TrimPrefix(served.url, "http://") + scorecards + "?a=b"
	if location := got.header.Get("Location"); location != want {
		t.Errorf("location %s, want %s", location, want)
	}
}

func TestManyObjectsAreCountedAndNotKept(t *testing.T) {
	t.Parallel()
	served := serve(t, secureframe.Quirks{})
	served.world.KeepCountsOnly()
	object := `{"id":"a","text":"` + strings.Repeat("x", 1000) + `"}`
	body := strings.Replace(valid, `{"id":"a"}`, strings.Repeat(object+",", 999)+object, 1)
	for range 10 {
		if got := served.push(body); got.status != http.StatusAccepted {
			t.Fatalf("answer %+v", got)
		}
	}
	if got := served.world.PushedObjects(world.ScorecardsConnectionID); got != 10_000 {
		t.Errorf("%d objects", got)
	}
	if got := served.world.LargestPush(world.ScorecardsConnectionID); got != int64(len(body)) {
		t.Errorf("largest push of %d, want %d", got, len(body))
	}
	if kept := served.world.Pushes(world.ScorecardsConnectionID)[9]; kept.Objects != nil || kept.Count != 1000 {
		t.Errorf("kept %d objects of %d", len(kept.Objects), kept.Count)
	}
}

// The limit is one per address: a request without the right credential costs as
// much as others.
func TestBudgetIsTheDocumentedOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for retryAfter, want := range map[bool]string{false: "", true: "30"} {
			config := complete(secureframe.Config{Quirks: secureframe.Quirks{RetryAfter: retryAfter}}, world.Default())
			served := sandboxtest.Direct(secureframe.New(config), authorized, jsonBody)
			served.Send(t, http.MethodPost, scorecards, valid, "Authorization: wrong")
			<-time.After(30 * time.Second)
			statuses := map[int]int{}
			for range 501 {
				statuses[served.Send(t, http.MethodPost, scorecards, valid).Status]++
			}
			if diff := cmp.Diff(map[int]int{202: 499, 429: 2}, statuses); diff != "" {
				t.Errorf("statuses (-want +got):\n%s", diff)
			}
			if got := served.Send(t, http.MethodPost, scorecards, valid, "Authorization: wrong"); got.Status != 429 || got.Header.Get("Retry-After") != want {
				t.Errorf("answer %+v", got)
			}
			<-time.After(30 * time.Second)
			if got := served.Send(t, http.MethodPost, scorecards, valid); got.Status != http.StatusAccepted {
				t.Errorf("status %d after a minute", got.Status)
			}
		}
	})
}
