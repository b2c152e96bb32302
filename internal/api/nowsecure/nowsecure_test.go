// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// start serves the default world.
func start(t *testing.T, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return startWith(t, world.Default(), options...)
}

func startWith(t *testing.T, w *world.World, options ...sandbox.Option) *sandbox.Sandbox {
	t.Helper()
	return sandboxtest.StartReadOnly(t, w, isRead, options...)
}

func isRead(request sandbox.Request) bool {
	isQuery := request.Method == http.MethodPost && request.Path == "/graphql" && request.Header.Get("Content-Type") == "application/json"
	return isQuery || sandboxtest.IsGet(request)
}

func quirks(quirks peer.Quirks) sandbox.Option { return sandbox.WithQuirks(quirks) }

// wire sees every request on its way to the sandbox, and may answer in place
// of it. Requests to /graphql are told apart by what they ask for, which the
// sandbox's own log does not have.
type wire struct {
	// answer is given the request by its name, and returns a body; "" lets the
	// request through. Its status is 200 unless the body is a refusal.
	answer func(name string) string

	mutex    sync.Mutex
	names    []string
	inFlight int
	most     int
}

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	name := w.begin(request)
	defer w.end()
	if w.answer != nil {
		if body := w.answer(name); body != "" {
			return respond(request, body), nil
		}
	}
	return http.DefaultTransport.RoundTrip(request)
}

func (w *wire) begin(request *http.Request) (name string) {
	name = nameOf(request)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.names = append(w.names, name)
	w.inFlight++
	w.most = max(w.most, w.inFlight)
	return name
}

func (w *wire) end() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.inFlight--
}

// requested are the names of all requests so far, sorted.
func (w *wire) requested() []string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return slices.Sorted(slices.Values(w.names))
}

// refused is the body of an answer with another status than 200.
const refused = "refused with "

func respond(request *http.Request, body string) *http.Response {
	status := http.StatusOK
	if rest, ok := strings.CutPrefix(body, refused); ok {
		status, body = http.StatusUnauthorized, rest
	}
	return &http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		Body: io.NopCloser(strings.NewReader(body)), Request: request,
	}
}

// nameOf is the path of a request, or the operation and its variables.
func nameOf(request *http.Request) string {
	if request.Body == nil || request.Method != http.MethodPost {
		return request.URL.Path
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		panic(err)
	}
	request.Body = io.NopCloser(bytes.NewReader(body))
	var operation struct {
		OperationName string          `json:"operationName"`
		Variables     json.RawMessage `json:"variables"`
	}
	if err := json.Unmarshal(body, &operation); err != nil {
		panic(err)
	}
	return strings.TrimSpace(operation.OperationName + " " + strings.TrimPrefix(string(operation.Variables), "null"))
}

// The names of the requests for all applications of a small world.
const (
	firstApps = `applications {"limit":100,"offset":0}`
	moreApps  = `applications {"limit":100,"offset":8}`
	otherApps = `/app/`
)

func reportOn(assessment string) string { return `report {"ref":"` + assessment + `"}` }

func historyOf(app string) string { return "/resource/app/" + app + "/vulnerability/" }

// newClient returns a client of the sandbox that tries everything once, and
// what sees its requests.
func newClient(t *testing.T, s *sandbox.Sandbox, changes ...func(*rest.Config)) (*nowsecure.Client, *wire) {
	t.Helper()
	once, seen := 0, &wire{}
	config := rest.Config{BaseURL: s.NowSecure.APIURL, UserAgent: sandboxtest.UserAgent, MaxRetries: &once, Transport: seen}
	for _, change := range changes {
		change(&config)
	}
	client, err := nowsecure.New(s.NowSecure.Token, nowsecure.Hosts{LabAPIURL: s.NowSecure.LabAPIURL}, config)
	if err != nil {
		t.Fatal(err)
	}
	return client, seen
}

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

// asError returns the *rest.Error that err must be, with what must hold of
// every one.
func asError(t *testing.T, s *sandbox.Sandbox, err error) *rest.Error {
	t.Helper()
	failure := sandboxtest.ErrorAs[*rest.Error](t, err, "", secrets(s))
	if !strings.Contains(err.Error(), "NowSecure: could not ") { // a report that is not there has words before it
		t.Errorf("not an error text as it should be: %q", err)
	}
	return failure
}

func mustHaveNoSecret(t *testing.T, s *sandbox.Sandbox, results ...any) {
	t.Helper()
	sandboxtest.NoSecrets(t, secrets(s), results...)
}

// secrets are what must be in no result, however it is written.
func secrets(s *sandbox.Sandbox) []string {
	return append(s.World.NowSecure.Secrets(), world.PlantedSecret, s.NowSecure.Token)
}

// latestOf is the newest completed assessment of an app in the world.
func latestOf(t *testing.T, s *sandbox.Sandbox, ref string) world.MobileAssessment {
	t.Helper()
	app, ok := s.World.NowSecure.App(ref)
	latest, completed := app.LatestCompleted()
	if !ok || !completed {
		t.Fatalf("no completed assessment of %s", ref)
	}
	return latest
}
