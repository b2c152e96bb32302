// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

// Quirks are the ways in which the live API may differ from its documentation,
// most of which the documentation leaves open. The zero value is what it says,
// or what is likely.
type Quirks struct {
	// MaxRequestBytes is the largest body that is not answered by 413; 0 is no
	// limit.
	MaxRequestBytes int
	// AcceptedStatus answers a push that was accepted; 0 is 202.
	AcceptedStatus int
	// AcceptedBody is the body of that answer.
	AcceptedBody AcceptedBody
	// Errors is the form of all errors but 401, whose body is known.
	Errors ErrorForm
	// RedirectToHTTPS answers every request with a redirect to the same
	// address with https, as the API does to plain HTTP.
	RedirectToHTTPS bool

	ListQuirks
	EvidenceQuirks
}

// AcceptedBody is the body of the answer to an accepted push.
type AcceptedBody int

// The bodies of that answer.
const (
	AcceptedAsEmpty AcceptedBody = iota
	AcceptedAsJSON
	AcceptedAsJunk // it says that it is JSON, and is not
)

// ErrorForm is how an error is written.
type ErrorForm int

// The forms of an error, by their bodies.
const (
	ErrorAsMessage ErrorForm = iota // {"message":"…"}
	ErrorAsError                    // {"error":"…"}
	ErrorAsList                     // {"errors":["…"]}
)
