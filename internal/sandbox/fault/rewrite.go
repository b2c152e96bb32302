// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package fault

import (
	"bytes"
	"io"
	"maps"
	"net/http"
)

// Exchange is a request and the system's answer.
type Exchange struct {
	Method string
	Path   string
	// Query and Sent are the query and the body of the request.
	Query string
	Sent  string
	// Answer is the body of the answer.
	Answer []byte
}

// Rewrite answers like the system, but with the body that rewrite returns. It
// calls rewrite for several requests at a time.
func Rewrite(name string, rewrite func(Exchange) []byte) Effect {
	return Effect{name, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		sent, err := io.ReadAll(r.Body)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		r.Body = io.NopCloser(bytes.NewReader(sent))
		answer := record(next, r)
		maps.Copy(w.Header(), answer.Header())
		w.Header().Del("Content-Length")
		w.WriteHeader(answer.Code)
		writeString(w, string(rewrite(Exchange{
			Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Sent: string(sent), Answer: answer.Body.Bytes(),
		})))
	}}
}
