// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Error is a failed call.
type Error struct {
	System string
	// Operation is what was tried: "read portfolio 42".
	Operation string
	// Status is the HTTP status, or 0 when no answer came.
	Status int
	// Message is what the system or this client has to say about it, without
	// secrets, one line, bounded in length. It may be empty.
	Message string
	// RetryAfter is how long the system asks to wait; 0 when it does not.
	RetryAfter time.Duration
	// RequestID is what the system calls the request, for its support, or "".
	RequestID string

	cause error
}

// The statuses that callers tell apart, for errors.Is.
var (
	ErrUnauthorized    = &Error{Status: http.StatusUnauthorized}
	ErrForbidden       = &Error{Status: http.StatusForbidden}
	ErrNotFound        = &Error{Status: http.StatusNotFound}
	ErrTooManyRequests = &Error{Status: http.StatusTooManyRequests}
)

func (e *Error) Error() string {
	text := fmt.Sprintf("%s: could not %s", e.System, e.Operation)
	if e.Status != 0 {
		text += strings.TrimSpace(fmt.Sprintf(": HTTP %d %s", e.Status, http.StatusText(e.Status)))
	}
	if e.Message != "" {
		text += ": " + e.Message
	}
	if e.RetryAfter > 0 {
		text += fmt.Sprintf(" (try again in %s)", e.RetryAfter.Round(time.Second))
	}
	if e.RequestID != "" {
		text += fmt.Sprintf(" (request ID %s)", e.RequestID)
	}
	return text
}

// Unwrap returns what ended the call when no answer did.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is an *Error of the same status.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && e.Status == other.Status
}

func looksLikeHTML(body []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(body), []byte("<"))
}
