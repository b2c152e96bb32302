// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

// Quirks are the ways in which the live API may differ from the recordings. The
// zero value is the recorded behavior.
type Quirks struct {
	WriteQuirks

	// Unscored is the form of a company without a grade or a score, in lists,
	// summaries, and factors.
	Unscored Unscored
	// PortfolioCounter and CompanyCounter are the names of the counter in the list
	// of portfolios and in the list of a portfolio's companies.
	PortfolioCounter Counter
	CompanyCounter   Counter
	// CompanyPageSize splits a portfolio's companies into pages with a Link
	// header, and ListPageSize every other list. 0 means one response with all
	// entries.
	CompanyPageSize int
	ListPageSize    int
	// Shift moves the entries of pages after the first by that number of places, as
	// if entries before them were added, or removed if it is negative. The total
	// does not change.
	Shift int
	// LaterTotalSurplus is added to the total of pages after the first.
	LaterTotalSurplus int
	// Link is the destination of the links between pages.
	Link Link
	// LinkOrigin is the origin of links, such as "https://other.example", instead
	// of the API's own.
	LinkOrigin string
	// TruncateCompanies limits a portfolio's companies to that number. The total
	// does not change. 0 means no limit.
	TruncateCompanies int
	// Timestamps is the format of all times.
	Timestamps Timestamps
	// ReadOnlyAsString writes read_only as "true" or "false".
	ReadOnlyAsString bool
	// LastMonthScoreChange writes the 30-day change as last_month_score_change in
	// every response.
	LastMonthScoreChange bool
	// DetectionWithoutLink leaves the Link header out of lists of detected vendors,
	// DetectionWithoutTotal the total, and DetectionPageLimit is the largest page
	// that they have, whatever is asked for; 0 is the documented 5000.
	DetectionWithoutLink  bool
	DetectionWithoutTotal bool
	DetectionPageLimit    int
	// Filters is what the filters of a portfolio's companies do.
	Filters Filters
	// ReportInLists adds provisional and tags to the companies of a portfolio,
	// which only a summary has in the specification.
	ReportInLists bool
	// AlertRuleWithoutID leaves the ID out of the answer to a new alert rule,
	// AlertRuleLag is the number of requests for the list that do not show it yet, and
	// AlertRulesWithoutChanges lists only what the vendor's integration reads.
	AlertRuleWithoutID       bool
	AlertRuleLag             int
	AlertRulesWithoutChanges bool
	// SumIssueCounts makes issues_count the sum of the issues' issue_count,
	// instead of the number of issues.
	SumIssueCounts bool
	// MaxIssueTypes is the maximum number of issue types in one request for active
	// issues. 0 means 10. The live limit is between 10 and 24.
	MaxIssueTypes int
	// NoMe answers 404 to /me, which is not in the API's specification.
	NoMe bool
	// ErrorKey adds the optional key to errors.
	ErrorKey bool
	// Severities replaces the severity of issue types, in the metadata and in the
	// factors, with any word.
	Severities map[string]string
	// ExtraFields adds an undocumented field to every object.
	ExtraFields bool
	// OmitEmptyIssueSummary omits issue_summary from a factor without issues,
	// instead of writing an empty list.
	OmitEmptyIssueSummary bool
	// ReverseHistory sends histories, events and breaches with the last first. All
	// recordings are in the order of their dates, which nothing promises.
	ReverseHistory bool
	// RepeatHistory sends every entry of them twice.
	RepeatHistory bool
	// IgnoreHistoryDates sends entries of all days that a company has, whichever
	// days are asked for.
	IgnoreHistoryDates bool
	// HistoryWithoutDomain leaves the domain out of score histories, as the
	// recorded histories of factors have one that is not in the specification.
	HistoryWithoutDomain bool
	// NoPastOfUnscored answers 404 for the past of a company without a score, as the
	// specification says of some, instead of an empty list, as it says of others.
	NoPastOfUnscored bool
}

// Unscored is the form of an unknown grade or score.
type Unscored int

// The forms of an unknown grade and score.
const (
	UnscoredAsQuestionMark Unscored = iota // grade "?", no score
	UnscoredAsNull                         // both null
	UnscoredAsAbsent                       // neither of them
)

// Filters is what filters do.
type Filters int

// What filters do.
const (
	FiltersWork    Filters = iota
	FiltersIgnored         // every company is kept
	FiltersRefused         // HTTP 400
)

// Counter is the name of the number of entries of a list.
type Counter int

// The names of a counter.
const (
	CounterTotal Counter = iota
	CounterCount
	CounterAbsent
)

// Link is the destination of the link to the next page.
type Link int

// The destinations of a link.
const (
	LinkForward    Link = iota // the next page, until the last one
	LinkToItself               // the page that has the link
	LinkToSeenPage             // from the last page, back to the first
	LinkToSameData             // a new address each time, with the first page behind it
)

// Timestamps is a time format.
type Timestamps int

// The time formats.
const (
	TimestampsISO   Timestamps = iota // 2026-01-05T03:30:00.000Z
	TimestampsSpace                   // 2026-01-05 03:30:00Z
	TimestampsDate                    // 2026-01-05
)

// maxIssueTypes is the largest number that was seen to work in one request.
const maxIssueTypes = 10
