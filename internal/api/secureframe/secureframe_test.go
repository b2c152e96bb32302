// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	key    = "the-api-key"
	secret = "s3cr3t/<planted>"
)

// secrets are what must be in no error and no log.
var secrets = []string{key, secret, "planted"}

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
	return sandboxtest.Transport(p.handler).RoundTrip(served)
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
	config := rest.Config{UserAgent: sandboxtest.UserAgent, Transport: transport}
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
	sandboxtest.Equal(t, "result", result, secureframe.Result{Accepted: len(push.Objects)})
}

// asError returns the *rest.Error that err must be, with what must hold of
// every one.
func asError(t *testing.T, err error) *rest.Error {
	t.Helper()
	return sandboxtest.ErrorAs[*rest.Error](t, err, "Secureframe: could not push ", secrets)
}
