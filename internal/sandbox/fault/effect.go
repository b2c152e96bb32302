// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package fault

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// Effect is the fault that a request meets instead of its response.
type Effect struct {
	name  string
	serve func(w http.ResponseWriter, r *http.Request, next http.Handler)
}

// String names the effect.
func (e Effect) String() string { return e.name }

// Respond answers with the status, headers and body.
func Respond(status int, header http.Header, body string) Effect {
	return respond(fmt.Sprintf("status %d", status), status, header, body)
}

func respond(name string, status int, header http.Header, body string) Effect {
	return Effect{name, func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		for name, values := range header {
			w.Header()[http.CanonicalHeaderKey(name)] = values
		}
		w.WriteHeader(status)
		writeString(w, body)
	}}
}

// TooManyRequests answers 429 with a Retry-After in seconds.
func TooManyRequests(seconds int) Effect {
	return tooManyRequests(strconv.Itoa(seconds))
}

// TooManyRequestsUntil answers 429 with a date in Retry-After, which has no
// fractions of a second.
func TooManyRequestsUntil(when time.Time) Effect {
	return tooManyRequests(when.UTC().Format(http.TimeFormat))
}

// TooManyRequestsWithoutRetryAfter answers 429 without a time to wait.
func TooManyRequestsWithoutRetryAfter() Effect {
	return respond("too many requests", http.StatusTooManyRequests, nil, "")
}

func tooManyRequests(retryAfter string) Effect {
	return respond("too many requests, retry after "+retryAfter, http.StatusTooManyRequests,
		http.Header{"Retry-After": {retryAfter}, "Content-Type": {jsonType}},
		`{"error":{"message":"too many requests","statusCode":429}}`)
}

// InternalServerError answers 500 with an error in JSON.
func InternalServerError() Effect {
	return respond("internal server error", http.StatusInternalServerError, http.Header{"Content-Type": {jsonType}},
		`{"error":{"message":"internal error","statusCode":500}}`)
}

// GatewayPage answers 503 with the HTML page of a gateway.
func GatewayPage() Effect {
	return respond("gateway page", http.StatusServiceUnavailable, http.Header{"Content-Type": {htmlType}}, gatewayPage)
}

// HTMLPage answers 200 with an HTML page, as a captive portal does.
func HTMLPage() Effect {
	return respond("HTML page", http.StatusOK, http.Header{"Content-Type": {htmlType}}, gatewayPage)
}

// Garbage answers 200 with bytes that are not JSON.
func Garbage() Effect {
	return respond("garbage", http.StatusOK, http.Header{"Content-Type": {jsonType}}, "\x00\x1f\x8b not json \xff\xfe{{{")
}

// EmptyBody answers 200 with an empty body.
func EmptyBody() Effect {
	return respond("empty body", http.StatusOK, http.Header{"Content-Type": {jsonType}}, "")
}

// Redirect answers 302 with the location.
func Redirect(location string) Effect {
	return respond("redirect", http.StatusFound, http.Header{"Location": {location}}, "")
}

// EchoAuthorization is EchoHeader for the header in which most systems accept
// their credential.
func EchoAuthorization(status int) Effect { return EchoHeader(status, "Authorization") }

// EchoHeader answers with the status and an error that repeats a header of the
// request. The client must not show it.
func EchoHeader(status int, name string) Effect {
	return echo("credential", status, `{"error":{"message":%s}}`, func(r *http.Request) string { return r.Header.Get(name) })
}

// EchoBody is EchoHeader for the body.
func EchoBody(status int) Effect {
	return echo("body", status, `{"message":%s}`, func(r *http.Request) string {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		return string(body)
	})
}

func echo(what string, status int, form string, sent func(r *http.Request) string) Effect {
	return Effect{"echo of the " + what, func(w http.ResponseWriter, r *http.Request, _ http.Handler) {
		message, err := json.Marshal("cannot accept " + sent(r))
		if err != nil {
			panic("fault: text is always JSON: " + err.Error())
		}
		w.Header().Set("Content-Type", jsonType)
		w.WriteHeader(status)
		writeString(w, fmt.Sprintf(form, message))
	}}
}

// CutShort answers like the system, but with only the first half of the body.
// The response is complete for HTTP.
func CutShort() Effect {
	return Effect{"body cut short", func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		writeHalf(w, record(next, r))
	}}
}

// DropMidBody answers like the system, but closes the connection after the
// first half of the body. The server does this by itself when a response is
// shorter than it declares.
func DropMidBody() Effect {
	return Effect{"dropped in the middle of the body", func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		answer := record(next, r)
		w.Header().Set("Content-Length", strconv.Itoa(answer.Body.Len()))
		writeHalf(w, answer)
	}}
}

// DropConnection closes the connection before it answers. Go's transport
// repeats a GET once by itself if the connection was used before.
func DropConnection() Effect {
	return Effect{"dropped connection", func(http.ResponseWriter, *http.Request, http.Handler) {
		panic(http.ErrAbortHandler)
	}}
}

// DropAnswer handles the request like the system, but closes the connection
// before it sends any part of the response. The client cannot know that its
// request took effect.
func DropAnswer() Effect {
	return Effect{"dropped answer", func(_ http.ResponseWriter, r *http.Request, next http.Handler) {
		record(next, r)
		panic(http.ErrAbortHandler)
	}}
}

// Hang never answers. It ends when the client or the sandbox gives up.
func Hang() Effect {
	return Effect{"no answer", func(_ http.ResponseWriter, r *http.Request, _ http.Handler) { hang(r) }}
}

// HangAnswered handles the request like the system, but never answers. It ends
// like Hang.
func HangAnswered() Effect {
	return Effect{"answer kept back", func(_ http.ResponseWriter, r *http.Request, next http.Handler) {
		record(next, r)
		hang(r)
	}}
}

// hang reads the body first: the server checks whether a client is still
// connected only when it has nothing more to read.
func hang(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // this waits until the client is gone
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

const (
	jsonType    = "application/json; charset=utf-8"
	htmlType    = "text/html; charset=utf-8"
	gatewayPage = "<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service Unavailable</h1></body></html>\n"
)

// writeString sends text. It ignores the error of a client that is gone.
func writeString(w http.ResponseWriter, text string) {
	_, _ = io.WriteString(w, text)
}

func record(handler http.Handler, r *http.Request) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, r)
	return answer
}

// writeHalf answers with the first half of the body.
func writeHalf(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	writeString(w, answer.Body.String()[:answer.Body.Len()/2])
}
