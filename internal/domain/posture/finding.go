// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

// Status says whether a finding is still open.
type Status string

// The statuses. Unknown means that a check could not be evaluated.
const (
	Open    Status = "open"
	Closed  Status = "closed"
	Unknown Status = "unknown"
)

// The values of Finding.Source. The subjects of SourceSecurityScorecard are
// domains.
const (
	SourceJumpCloud         = "jumpcloud"
	SourceNowSecure         = "nowsecure"
	SourceSecureframe       = "secureframe"
	SourceSecurityScorecard = "securityscorecard"
)

// Finding is one weakness, in the form that the findings of all systems share.
// An empty string is a value that the system did not provide.
//
// The JSON names are those of snapshots, which leave out what is unknown.
type Finding struct {
	// Source is the system that reports the finding, such as "securityscorecard".
	Source string `json:"source"`
	// Subject is what has the weakness: a company's domain, a mobile application's
	// platform and package, an identity or a device.
	Subject string `json:"subject"`
	// Type is the issue type or the check.
	Type     string   `json:"type"`
	Title    string   `json:"title,omitzero"`
	Severity Severity `json:"severity,omitzero"`
	Status   Status   `json:"status"`
	// FirstSeenAt and LastSeenAt are RFC 3339 times in UTC.
	FirstSeenAt string `json:"first_seen_at,omitzero"`
	LastSeenAt  string `json:"last_seen_at,omitzero"`
	URL         string `json:"url,omitzero"`
	// Recommendation says how to fix the type, in the system's own words. It is
	// prose, and decides nothing.
	Recommendation string `json:"recommendation,omitzero"`
}
