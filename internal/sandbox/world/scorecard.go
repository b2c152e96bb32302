// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"slices"
	"time"
)

// Account is the user whom the API token belongs to.
type Account struct {
	ID             string
	Email          string
	Username       string
	FirstName      string
	LastName       string
	Bot            bool
	Roles          []string
	OrganizationID string
	CreatedAt      time.Time
}

// Portfolio is a named list of companies.
type Portfolio struct {
	ID          string
	Name        string
	Description string
	// Privacy is private, shared or team.
	Privacy string
	// TeamID is the team that it belongs to, or "".
	TeamID    string
	ReadOnly  bool
	CreatedAt time.Time
	// Domains are the companies that are in it, in the order in which they
	// are listed.
	Domains []string
}

// Company is one scorecard.
type Company struct {
	Domain string
	Name   string
	// UUID is derived from the domain when it is empty.
	UUID string
	// Grade is A to F, or "?" while it is being calculated.
	Grade string
	// Score runs from 0 to 100; nil while it is being calculated.
	Score *int
	// ScoreChange is the change over the last 30 days; nil when not known.
	ScoreChange *int
	// Industry and Size are "unknown" when they are empty.
	Industry string
	Size     string
	// Provisional says that the score is not final; nil is not said.
	Provisional *bool
	// Custom says that the scorecard covers a part of a company.
	Custom bool
	// CVEs are the vulnerabilities that the company has.
	CVEs []string
	// LastBreachDays is how many days ago the last breach was; 0 is none.
	LastBreachDays int
	// Inactive is the opposite of the status active.
	Inactive bool
	// Tags are the names of the scorecard's public tags.
	Tags []string
	// CreatedAt is when the company was first scored.
	CreatedAt time.Time
	// Factors are the ten factors, each with the company's own grade and score
	// when there are none.
	Factors []Factor
	// Active are the issues that stand against the company, one per type.
	Active []Active
	// Scores are the scores of the past. If nil, they are made up: the company's
	// own score on every day, give or take a point. A company without a score has
	// none.
	Scores []DayScore
	// Events are the score-change log, and Breaches those that became known.
	Events   []Event
	Breaches []Breach
}

// Factor is one part of a score.
type Factor struct {
	Name  string
	Grade string
	Score *int
}

// Active is the active issues of one type at one company.
type Active struct {
	Type string
	// Count is the number of issues that are made up when they are asked for,
	// always the same ones. It does not count when Issues are given.
	Count  int
	Issues []Issue
	// ScoreImpact is how many points the issues cost.
	ScoreImpact float64
}

// Len is the number of issues.
func (a Active) Len() int {
	if a.Issues != nil {
		return len(a.Issues)
	}
	return a.Count
}

// IssueType describes one type of issue.
type IssueType struct {
	Key      string
	Severity string
	Factor   string
	Title    string
}

// Industry has the averages of an industry.
type Industry struct {
	Name string
	// Score and the scores of Factors run from 0 to 100.
	Score   int
	Factors map[string]int
}

// clone returns a copy that shares nothing that a caller may change.
func (c Company) clone() Company {
	c.Factors = slices.Clone(c.Factors)
	c.Active = slices.Clone(c.Active)
	c.Scores = slices.Clone(c.Scores)
	c.Events = slices.Clone(c.Events)
	c.Breaches = slices.Clone(c.Breaches)
	return c
}
