// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	key    = "the-key"
	secret = "s3cr3t/<planted>"
)

var (
	scorecards = secureframe.Destination{
		ConnectionID: world.ScorecardsConnectionID, VendorSlug: "securityscorecard", SchemaSlug: "vendor_scorecards",
	}
	infrastructure = secureframe.Destination{
		ConnectionID: world.InfrastructureConnectionID, VendorSlug: "infrastructure", SchemaSlug: "resources",
	}
)

func dataPath(to secureframe.Destination) string {
	return "/custom_connections/" + to.ConnectionID + "/data"
}

// peer is the sandbox's Secureframe in memory, so that it can be asked in
// virtual time. It remembers what it was asked and when.
type peer struct {
	world   *world.World
	faults  fault.Set
	handler http.Handler
	latency time.Duration

	mutex    sync.Mutex
	requests []received
	inFlight map[string]int
	most     map[string]int // the most in flight, by path, and of all by ""
}

type received struct {
	at     time.Time
	url    string
	header http.Header
	body   string
}

func newPeer(quirks system.Quirks) *peer {
	p := &peer{world: world.Default(), inFlight: map[string]int{}, most: map[string]int{}}
	p.handler = p.faults.Wrap("secureframe", system.New(system.Config{
		Credential: system.Credential{Key: key, Secret: secret},
		World:      &p.world.CustomConnections,
		Quirks:     quirks,
	}))
	return p
}

func (p *peer) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	defer p.begin(request, string(body))()
	if p.latency > 0 {
		select {
		case <-time.After(p.latency):
		case <-request.Context().Done():
			return nil, request.Context().Err()
		}
	}
	served := request.Clone(request.Context())
	served.Body = io.NopCloser(bytes.NewReader(body))
	return p.serve(served)
}

// serve turns a connection that the handler drops into what a client sees.
func (p *peer) serve(request *http.Request) (response *http.Response, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			if cause != http.ErrAbortHandler { //nolint:errorlint // a panic's value is no error chain
				panic(cause)
			}
			response, err = nil, io.EOF
		}
	}()
	answer := httptest.NewRecorder()
	p.handler.ServeHTTP(answer, request)
	response = answer.Result()
	response.Request = request
	return response, nil
}

func (p *peer) begin(request *http.Request, body string) (end func()) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.requests = append(p.requests, received{time.Now(), request.URL.String(), request.Header.Clone(), body})
	places := []string{request.URL.Path, ""}
	for _, place := range places {
		p.inFlight[place]++
		p.most[place] = max(p.most[place], p.inFlight[place])
	}
	return func() {
		p.mutex.Lock()
		defer p.mutex.Unlock()
		for _, place := range places {
			p.inFlight[place]--
		}
	}
}

// received returns what was asked so far.
func (p *peer) received() []received {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return append([]received{}, p.requests...)
}

// ids are the records of each push that a connection has accepted.
func (p *peer) ids(to secureframe.Destination) []string {
	var ids []string
	for _, push := range p.world.Pushes(to.ConnectionID) {
		ids = append(ids, strings.Join(push.Values("id"), " "))
	}
	return ids
}

// newClient returns a client of the transport.
func newClient(t *testing.T, transport http.RoundTripper, changes ...func(*rest.Config)) *secureframe.Client {
	t.Helper()
	config := rest.Config{UserAgent: "test/1", Transport: transport}
	for _, change := range changes {
		change(&config)
	}
	client, err := secureframe.New(key, secret, "us", config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func maxRetries(number int) func(*rest.Config) {
	return func(config *rest.Config) { config.MaxRetries = &number }
}

// records is a push of objects with the IDs.
func records(to secureframe.Destination, ids ...string) secureframe.Push {
	push := secureframe.Push{Destination: to}
	for _, id := range ids {
		push.Objects = append(push.Objects, json.RawMessage(fmt.Sprintf(`{"id":%q}`, id)))
	}
	return push
}

// inBackground pushes, and returns what waits for the error.
func inBackground(ctx context.Context, client *secureframe.Client, push secureframe.Push) func() error {
	ended := make(chan error, 1)
	go func() {
		_, err := client.Push(ctx, push)
		ended <- err
	}()
	return func() error { return <-ended }
}

func mustPush(t *testing.T, client *secureframe.Client, push secureframe.Push) {
	t.Helper()
	result, err := client.Push(t.Context(), push)
	if err != nil {
		t.Fatal(err)
	}
	mustEqual(t, secureframe.Result{Accepted: len(push.Objects)}, result)
}

func mustEqual[T any](t *testing.T, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// asError returns the *rest.Error that err must be, with what must hold of
// every one.
func asError(t *testing.T, err error) *rest.Error {
	t.Helper()
	var failure *rest.Error
	if !errors.As(err, &failure) {
		t.Fatalf("got %v (%T), want a *rest.Error", err, err)
	}
	if !strings.HasPrefix(err.Error(), "Secureframe: could not push ") {
		t.Errorf("not an error text as it should be: %q", err)
	}
	mustHaveNoSecret(t, err.Error())
	return failure
}

func mustHaveNoSecret(t *testing.T, text string) {
	t.Helper()
	for _, credential := range []string{key, secret, "planted"} {
		if strings.Contains(text, credential) {
			t.Errorf("%q is in %s", credential, text)
		}
	}
}
