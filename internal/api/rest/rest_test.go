// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

const (
	baseURL = "https://api.example.com"
	secret  = "s3cr3t-planted-token"
)

// answer is what a peer does with a request.
type answer func(*http.Request) (*http.Response, error)

// peer is a system in memory. It gives its answers one after the other, the
// last one from then on, and remembers what it was asked and when.
type peer struct {
	answers []answer

	mutex    sync.Mutex
	requests []*http.Request
	bodies   []string
	times    []time.Time
	inFlight int
	most     int
}

func newPeer(answers ...answer) *peer { return &peer{answers: answers} }

func (p *peer) RoundTrip(request *http.Request) (*http.Response, error) {
	number := p.begin(request)
	defer p.end()
	return p.answers[min(number, len(p.answers)-1)](request)
}

func (p *peer) begin(request *http.Request) (number int) {
	var body []byte
	if request.Body != nil {
		body, _ = io.ReadAll(request.Body)
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.requests = append(p.requests, request)
	p.bodies = append(p.bodies, string(body))
	p.times = append(p.times, time.Now())
	p.inFlight++
	p.most = max(p.most, p.inFlight)
	return len(p.requests) - 1
}

func (p *peer) end() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.inFlight--
}

// count is how many requests came.
func (p *peer) count() int {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return len(p.requests)
}

// urls are the addresses that were asked for.
func (p *peer) urls() []string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	urls := []string{}
	for _, request := range p.requests {
		urls = append(urls, request.URL.String())
	}
	return urls
}

// waits are the times between the requests.
func (p *peer) waits() []time.Duration {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	waits := []time.Duration{}
	for i := 1; i < len(p.times); i++ {
		waits = append(waits, p.times[i].Sub(p.times[i-1]))
	}
	return waits
}

// respond answers with headers in pairs of name and value.
func respond(status int, body string, headers ...string) answer {
	return func(request *http.Request) (*http.Response, error) {
		response := &http.Response{
			StatusCode: status,
			Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header:        http.Header{},
			Body:          io.NopCloser(strings.NewReader(body)),
			ContentLength: int64(len(body)),
			Request:       request,
		}
		for pair := range slices.Chunk(headers, 2) {
			response.Header.Add(pair[0], pair[1])
		}
		return response, nil
	}
}

func ok(body string, headers ...string) answer { return respond(http.StatusOK, body, headers...) }

func fail(err error) answer {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

// slow answers after some time.
func slow(latency time.Duration, then answer) answer {
	return func(request *http.Request) (*http.Response, error) {
		timer := time.NewTimer(latency)
		defer timer.Stop()
		select {
		case <-timer.C:
			return then(request)
		case <-request.Context().Done():
			return nil, request.Context().Err()
		}
	}
}

// hang never answers.
func hang(request *http.Request) (*http.Response, error) {
	<-request.Context().Done()
	return nil, request.Context().Err()
}

// stall sends half a body, and no more.
func stall(request *http.Request) (*http.Response, error) {
	return withBody(request, io.MultiReader(strings.NewReader(`{"half":`), readerFunc(func([]byte) (int, error) {
		<-request.Context().Done()
		return 0, request.Context().Err()
	})))
}

// breakOff sends half a body, and drops the connection.
func breakOff(request *http.Request) (*http.Response, error) {
	return withBody(request, io.MultiReader(strings.NewReader(`{"half":`), readerFunc(func([]byte) (int, error) {
		return 0, io.ErrUnexpectedEOF
	})))
}

func withBody(request *http.Request, body io.Reader) (*http.Response, error) {
	response, err := ok("")(request)
	response.Body, response.ContentLength = io.NopCloser(body), -1
	return response, err
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(data []byte) (int, error) { return f(data) }

// newClient returns a client of the peer that sends the secret.
func newClient(t testing.TB, transport http.RoundTripper, changes ...func(*rest.Config)) *rest.Client {
	t.Helper()
	config := rest.Config{
		System:       "Example",
		BaseURL:      baseURL,
		Authorize:    func(request *http.Request) { request.Header.Add("Authorization", "Token "+secret) },
		Secrets:      []string{secret},
		UserAgent:    "test/1",
		ErrorMessage: func(body []byte) string { return strings.TrimPrefix(string(body), "says ") },
		Transport:    transport,
	}
	for _, change := range changes {
		change(&config)
	}
	client, err := rest.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func maxRetries(number int) func(*rest.Config) {
	return func(config *rest.Config) { config.MaxRetries = &number }
}

func maxConcurrency(number int) func(*rest.Config) {
	return func(config *rest.Config) { config.MaxConcurrency = number }
}

func maxWait(wait time.Duration) func(*rest.Config) {
	return func(config *rest.Config) { config.MaxWait = wait }
}

var read = rest.Request{Operation: "read the thing", Path: "/thing"}

// text is a decoder that takes everything.
func text(body []byte) (string, error) { return string(body), nil }

// object is a decoder that takes JSON objects.
func object(body []byte) (map[string]any, error) {
	var value map[string]any
	if json.Unmarshal(body, &value) != nil {
		return nil, errors.New("it is no object")
	}
	return value, nil
}

// asError returns the *rest.Error that err must be.
func asError(t testing.TB, err error) *rest.Error {
	t.Helper()
	var failure *rest.Error
	if !errors.As(err, &failure) {
		t.Fatalf("got %v (%T), want a *rest.Error", err, err)
	}
	return failure
}

// send sends the request in the background. What it returns waits for the end.
func send(ctx context.Context, client *rest.Client, request rest.Request) func() error {
	ended := make(chan error, 1)
	go func() {
		_, err := client.Send(ctx, request)
		ended <- err
	}()
	return func() error { return <-ended }
}

// pass lets the virtual time of a bubble pass.
func pass(wait time.Duration) { <-time.After(wait) }
