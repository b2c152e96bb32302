// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// HistoryQuery chooses the scores of the past.
type HistoryQuery struct {
	PastQuery
	Interval posture.Interval
	// IncludeFactors fills Factors, for another request a company.
	IncludeFactors bool
}

// ScoreHistory is the past of a company's score.
type ScoreHistory struct {
	Domain string
	// Scores is nil for a scorecard that no request can name, and empty for a
	// company that was not scored.
	Scores posture.Series
	// Factors are the scores of the factors. Each has the dates of all: a score
	// that the API left out is unknown. Nil were not read.
	Factors map[string]posture.Series
}

// ScoreHistories reads the scores of the past of companies, sorted by domain.
func (c *Client) ScoreHistories(ctx context.Context, query HistoryQuery) ([]ScoreHistory, error) {
	companies, err := c.subjects(ctx, query.Domains, query.PortfolioIDs)
	if err != nil {
		return nil, err
	}
	reads := []rest.Request{}
	for _, company := range reachable(companies) {
		reads = append(reads, query.scoresRequest(company.domain))
		if query.IncludeFactors {
			reads = append(reads, query.factorsRequest(company.domain))
		}
	}
	if err := c.rest.Afford("read the score history of every company", reads); err != nil {
		return nil, err
	}
	return rest.Map(ctx, c.rest, "companies", companies, func(ctx context.Context, company subject) (ScoreHistory, error) {
		return c.scoreHistory(ctx, query, company)
	})
}

func (c *Client) scoreHistory(ctx context.Context, query HistoryQuery, company subject) (ScoreHistory, error) {
	history := ScoreHistory{Domain: company.domain}
	if company.unreachable {
		return history, nil
	}
	var err error
	if history.Scores, err = c.pastScores(ctx, query, company.domain); err == nil && query.IncludeFactors {
		history.Factors, err = c.pastFactors(ctx, query, company.domain)
	}
	if company.explains(err) {
		history.Scores, err = posture.Series{}, nil
	}
	return history, err
}

// pastDay is what the entries of both histories have. The domain is in the
// specification of the one, and was recorded in both.
type pastDay struct {
	Domain string `json:"domain"`
	Date   string `json:"date"`
}

// day is the beginning of the entry's day, in UTC. Dates are times at midnight
// (live), and may be a date alone, as other times of the API (spec).
func (d pastDay) day() time.Time {
	at, _ := posture.ParseTime(d.Date)
	return at.Truncate(24 * time.Hour)
}

// identity is the day, or "" if it cannot be read.
func (d pastDay) identity() string {
	if d.day().IsZero() {
		return ""
	}
	return d.day().Format(time.DateOnly)
}

// describes refuses an entry of another company.
func (d pastDay) describes(domain string) error {
	if described := companyDomain(d.Domain); described != "" && described != domain {
		return errors.New("it describes another company: " + described)
	}
	return nil
}

type pastScore struct {
	pastDay
	Score lenient[*float64] `json:"score"`
}

// scoresRequest and factorsRequest name the days differently (spec, live).
func (q HistoryQuery) scoresRequest(company string) rest.Request {
	return q.request("score history", company, "/history/score", "from", "to")
}

func (q HistoryQuery) factorsRequest(company string) rest.Request {
	return q.request("factor history", company, "/history/factors/score", "date_from", "date_to")
}

func (q HistoryQuery) request(noun, domain, path, from, to string) rest.Request {
	return rest.Request{
		Operation: "read the " + noun + " of company " + domain,
		Path:      "/companies/" + url.PathEscape(domain) + path,
		Query: url.Values{
			from: {q.From.Format(time.DateOnly)}, to: {q.To.Format(time.DateOnly)}, "timing": {string(q.Interval)},
		},
	}
}

// pastScores reads the scores of the past of one company. Those recorded were in
// the order of their dates, which is not promised. A weekly series has the last
// day off its grid (live).
func (c *Client) pastScores(ctx context.Context, query HistoryQuery, domain string) (posture.Series, error) {
	request := query.scoresRequest(domain)
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[pastScore]{
		Noun: "score", Key: "date", Identity: func(entry pastScore) string { return entry.identity() },
		// A date may be spelled in several ways.
		Merge: func(before, again pastScore) (pastScore, bool) {
			return before, text(score(before.Score)) == text(score(again.Score)) && before.Domain == again.Domain
		},
	})
	if err != nil {
		return nil, err
	}
	scores := make(posture.Series, 0, len(entries))
	for _, entry := range entries {
		if err := entry.describes(domain); err != nil {
			return nil, c.rest.Unexpected(request, err)
		}
		if day := entry.day(); query.includes(day) {
			scores = append(scores, posture.DatedScore{Date: day, Score: score(entry.Score)})
		}
	}
	slices.SortFunc(scores, compareDates)
	return scores, nil
}

func compareDates(a, b posture.DatedScore) int { return a.Date.Compare(b.Date) }
