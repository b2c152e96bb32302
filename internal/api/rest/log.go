// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Attempt is what may be logged of one attempt. It has neither headers, nor
// query, nor body.
type Attempt struct {
	System   string
	Method   string
	Path     string
	Number   int
	Status   int
	Duration time.Duration
	// RequestID is what the answer calls the request, or "".
	RequestID string
	// Failure says why no answer came, without the URL.
	Failure string
}

// String is the attempt in one line: "SecurityScorecard GET /me 200 in 6 ms,
// attempt 1".
func (a Attempt) String() string {
	result := fmt.Sprint(a.Status)
	if a.Failure != "" {
		result = "failed"
	}
	line := fmt.Sprintf("%s %s %s %s in %d ms, attempt %d", a.System, a.Method, a.Path, result, a.Duration.Milliseconds(), a.Number)
	if a.Failure != "" {
		line += ": " + a.Failure
	}
	return line
}

// Notice is what a person who waits for a run wants to know. Message is complete;
// Fields has its values once more, for programs.
type Notice struct {
	Message string
	Fields  map[string]any
}

// shortestWait is the shortest wait that is worth a notice.
const shortestWait = time.Second

// noteWait tells of a wait and its reason.
func (c *Config) noteWait(ctx context.Context, wait time.Duration, why string) {
	if c.Notify == nil || wait < shortestWait {
		return
	}
	c.Notify(ctx, Notice{
		Message: fmt.Sprintf("waiting %d s: %s", int(wait.Round(time.Second).Seconds()), why),
		Fields:  map[string]any{"system": c.System, "wait_ms": wait.Milliseconds()},
	})
}

// log tells of an attempt.
func (t *transport) log(request *http.Request, call *call, response *http.Response, err error, took time.Duration) {
	if t.config.Log == nil {
		return
	}
	attempt := Attempt{
		System:   t.config.System,
		Method:   request.Method,
		Path:     t.config.clean(pathForLog(request, call)),
		Number:   call.attempts,
		Duration: took,
	}
	if err != nil {
		attempt.Failure = t.config.clean(t.config.reason(err))
	} else {
		attempt.Status = response.StatusCode
		attempt.RequestID = t.config.requestID(response.Header)
	}
	t.config.Log(request.Context(), attempt)
}

// pathForLog is the path of a request without people's addresses.
func pathForLog(request *http.Request, call *call) string {
	if call.logPath != "" {
		return call.logPath
	}
	segments := strings.Split(request.URL.Path, "/")
	for i, segment := range segments {
		if strings.Contains(segment, "@") {
			segments[i] = "(email)"
		}
	}
	return strings.Join(segments, "/")
}

// requestIDHeaders are the headers that name a request. No system documents one;
// these are those of common gateways.
var requestIDHeaders = []string{"X-Request-Id", "X-Correlation-Id", "X-Amzn-Requestid", "Cf-Ray"}

// longestRequestID is the length of a UUID in braces, twice.
const longestRequestID = 76

// requestID is what the system calls the request, for its support, or "" if it
// gives no name that can be one.
func (c *Config) requestID(header http.Header) string {
	for _, name := range requestIDHeaders {
		id := header.Get(name)
		if id != "" && len(id) <= longestRequestID && strings.Trim(id, idCharacters) == "" && c.quote(id) == id {
			return id
		}
	}
	return ""
}

const idCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:"
