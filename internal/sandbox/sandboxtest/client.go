// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandboxtest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Client is a plain client of one system, for tests of the sandbox itself.
type Client struct {
	// URL is the address of the system.
	URL string
	// Headers are "name: value" each, and are sent if a test gives none.
	Headers []string

	transport http.RoundTripper
}

// Direct returns a client that calls a handler without a network. It can
// therefore be used in a synctest bubble, in which a test can move the budget's
// clock.
func Direct(handler http.Handler, headers ...string) Client {
	return Client{URL: "http://sandbox.example", Headers: headers, transport: Transport(handler)}
}

// Transport calls a handler without a network. A connection that the handler
// drops is io.EOF, as a client sees it.
func Transport(handler http.Handler) http.RoundTripper { return direct{handler} }

type direct struct{ handler http.Handler }

func (d direct) RoundTrip(r *http.Request) (response *http.Response, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			if cause != http.ErrAbortHandler { //nolint:errorlint // a panic's value is no error chain
				panic(cause)
			}
			response, err = nil, io.EOF
		}
	}()
	recorder := httptest.NewRecorder()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	d.handler.ServeHTTP(recorder, r)
	response = recorder.Result()
	response.Request = r
	return response, nil
}

// Answer is a complete response.
type Answer struct {
	Status int
	Header http.Header
	Text   string
}

// Get sends a GET that must be answered 200.
func (c Client) Get(t *testing.T, path string) Answer {
	t.Helper()
	got := c.Send(t, http.MethodGet, path, "")
	if got.Status != http.StatusOK {
		t.Fatalf("GET %s: %d %s", path, got.Status, got.Text)
	}
	return got
}

// Send sends one request, which must be answered. Redirects are not followed.
func (c Client) Send(t *testing.T, method, path, body string, headers ...string) Answer {
	t.Helper()
	got, err := c.Try(t.Context(), method, path, body, headers...)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Try is Send for a request that may get no answer.
func (c Client) Try(ctx context.Context, method, path, body string, headers ...string) (Answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.URL+path, strings.NewReader(body))
	if err != nil {
		return Answer{}, err
	}
	if len(headers) == 0 {
		headers = c.Headers
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Add(name, value)
	}
	client := http.Client{
		Transport:     c.transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return Answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return Answer{Status: response.StatusCode, Header: response.Header, Text: string(text)}, err
}

// At returns the JSON at a dotted path in the body, such as "entries.0.name",
// with the names of objects sorted. A * matches every element that has the rest
// of the path: "entries.*.name". The empty path is the whole body. A value that
// is absent or not JSON is "".
func (a Answer) At(path string) string {
	decoder := json.NewDecoder(strings.NewReader(a.Text))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return ""
	}
	steps := slices.DeleteFunc(strings.Split(path, "."), func(step string) bool { return step == "" })
	found, ok := follow(value, steps)
	if !ok {
		return ""
	}
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(found); err != nil {
		panic("sandboxtest: what was decoded cannot be encoded: " + err.Error())
	}
	return strings.TrimSuffix(text.String(), "\n")
}

func follow(value any, steps []string) (any, bool) {
	if len(steps) == 0 {
		return value, true
	}
	if object, ok := value.(map[string]any); ok {
		field, present := object[steps[0]]
		if !present {
			return nil, false
		}
		return follow(field, steps[1:])
	}
	array, isArray := value.([]any)
	if isArray && steps[0] == "*" {
		found := []any{}
		for _, element := range array {
			if value, ok := follow(element, steps[1:]); ok {
				found = append(found, value)
			}
		}
		return found, true
	}
	if index, err := strconv.Atoi(steps[0]); isArray && err == nil && index < len(array) {
		return follow(array[index], steps[1:])
	}
	return nil, false
}

// Check gets each place, and reports the values that differ from the wanted
// ones. A place is a path of the API and, after a space, a path for At.
func (c Client) Check(t *testing.T, want map[string]string) {
	t.Helper()
	for place, want := range want {
		path, at, _ := strings.Cut(place, " ")
		if got := c.Send(t, http.MethodGet, path, ""); got.At(at) != want {
			t.Errorf("%s: %s, want %s\nin %d %s", place, got.At(at), want, got.Status, got.Text)
		}
	}
}

// Len returns the number of elements of the array at a path.
func (a Answer) Len(path string) int {
	var elements []json.RawMessage
	_ = json.Unmarshal([]byte(a.At(path)), &elements) // a value that is not an array has no elements
	return len(elements)
}
