// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

// Quirks are the ways in which the live API may differ from what was recorded
// of it. The zero value is what was recorded.
type Quirks struct {
	// Unscored is how a company without a grade or a score is written, in
	// lists, summaries and factors alike.
	Unscored Unscored
	// PortfolioCounter and CompanyCounter are the names of the number of
	// entries in the list of portfolios, and in a portfolio's companies.
	PortfolioCounter Counter
	CompanyCounter   Counter
	// CompanyPageSize splits a portfolio's companies into pages with a Link
	// header, and ListPageSize every other list; 0 is one response with all.
	CompanyPageSize int
	ListPageSize    int
	// Link is where the links between pages lead.
	Link Link
	// LinkOrigin is the origin that links point at, "https://other.example"
	// for example, instead of the API's own.
	LinkOrigin string
	// TruncateCompanies cuts a portfolio's companies to that many; the total
	// stays what it was. 0 is no cut.
	TruncateCompanies int
	// Timestamps is the form of all times.
	Timestamps Timestamps
	// ReadOnlyAsString writes read_only as "true" or "false".
	ReadOnlyAsString bool
	// LastMonthScoreChange writes the 30-day change as last_month_score_change
	// in every place.
	LastMonthScoreChange bool
	// SumIssueCounts makes issues_count the sum of the issues' issue_count,
	// instead of the number of issues.
	SumIssueCounts bool
	// MaxIssueTypes is how many issue types one request for active issues may
	// name; 0 is 10. The live limit lies between 10 and 24.
	MaxIssueTypes int
	// NoMe answers 404 to /me, which is not in the API's specification.
	NoMe bool
	// ErrorKey adds the optional key to errors.
	ErrorKey bool
	// Severities replaces the severity of issue types, in the metadata and in
	// the factors, by a word of any kind.
	Severities map[string]string
	// ExtraFields adds an undocumented field to every object.
	ExtraFields bool
	// OmitEmptyIssueSummary leaves issue_summary out of a factor that has no
	// issues, instead of writing an empty list.
	OmitEmptyIssueSummary bool
}

// Unscored is how an unknown grade or score is written.
type Unscored int

// The forms of an unknown grade and score.
const (
	UnscoredAsQuestionMark Unscored = iota // grade "?", no score
	UnscoredAsNull                         // both null
	UnscoredAsAbsent                       // neither of them
)

// Counter is the name of a list's number of entries.
type Counter int

// The names of a counter.
const (
	CounterTotal Counter = iota
	CounterCount
	CounterAbsent
)

// Link is where the link to the next page leads.
type Link int

// The destinations of a link.
const (
	LinkForward    Link = iota // the next page, until the last one
	LinkToItself               // the page that carries the link
	LinkToSeenPage             // from the last page, back to the first
	LinkToSameData             // a new address each time, with the first page behind it
)

// Timestamps is a form of time.
type Timestamps int

// The forms of time, by the layouts that they have.
const (
	TimestampsISO   Timestamps = iota // 2026-01-05T03:30:00.000Z
	TimestampsSpace                   // 2026-01-05 03:30:00Z
	TimestampsDate                    // 2026-01-05
)

// maxIssueTypes is the most that was seen to work in one request.
const maxIssueTypes = 10
