// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

// Status says whether a finding still stands.
type Status string

// The statuses. Unknown is a check that could not be evaluated.
const (
	Open    Status = "open"
	Closed  Status = "closed"
	Unknown Status = "unknown"
)

// Finding is one weakness, in the shape that every system's findings share.
// An empty string is a value that the system did not give.
type Finding struct {
	// Source is the system that reports it, "securityscorecard" for example.
	Source string
	// Subject is what has the weakness: a company's domain, a mobile
	// application's package, an identity or a device.
	Subject string
	// Type is the issue type or the check.
	Type     string
	Title    string
	Severity Severity
	Status   Status
	// FirstSeenAt and LastSeenAt are RFC 3339 times in UTC.
	FirstSeenAt string
	LastSeenAt  string
	URL         string
}
