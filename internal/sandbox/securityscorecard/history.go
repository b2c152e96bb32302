// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const timingParameter = "timing"

type scoreOnDay struct {
	Domain string `json:"domain,omitempty"`
	Date   string `json:"date"`
	Score  int    `json:"score"`
}

type factorsOnDay struct {
	Domain  string        `json:"domain,omitempty"`
	Date    string        `json:"date"`
	Factors []factorScore `json:"factors"`
}

type factorScore struct {
	Name  string `json:"name"`
	Score int    `json:"score"`
}

// ofPast answers for a company's past.
func (h *Handler) ofPast(answer companyEndpoint) companyEndpoint {
	return func(w http.ResponseWriter, r *http.Request, company world.Company) (any, *failure) {
		if company.Score == nil && h.quirks.NoPastOfUnscored {
			return nil, errCompanyNotFound(company.Domain)
		}
		return answer(w, r, company)
	}
}

// scoreHistory is as it was recorded: by day, or every Saturday and on the last
// day.
func (h *Handler) scoreHistory(w http.ResponseWriter, r *http.Request, company world.Company) (any, *failure) {
	scores, err := h.pastScores(r, company, "from", "to")
	if err != nil {
		return nil, err
	}
	return h.historyList(w, r, len(scores), func(i int) any {
		return scoreOnDay{Domain: h.historyDomain(company), Date: h.timestamp(scores[i].Date), Score: scores[i].Score}
	})
}

// factorHistory has other parameters than scoreHistory (spec). The order of the
// factors differs from entry to entry (live).
func (h *Handler) factorHistory(w http.ResponseWriter, r *http.Request, company world.Company) (any, *failure) {
	scores, err := h.pastScores(r, company, "date_from", "date_to")
	if err != nil {
		return nil, err
	}
	return h.historyList(w, r, len(scores), func(i int) any {
		written := factorsOnDay{Domain: h.historyDomain(company), Date: h.timestamp(scores[i].Date), Factors: []factorScore{}}
		for at := range company.Factors {
			name := company.Factors[(at+i)%len(company.Factors)].Name
			if scores[i].Factors == nil {
				written.Factors = append(written.Factors, factorScore{name, scores[i].Score})
			} else if score, scored := scores[i].Factors[name]; scored {
				written.Factors = append(written.Factors, factorScore{name, score})
			}
		}
		return written
	})
}

func (h *Handler) historyDomain(company world.Company) string {
	if h.quirks.HistoryWithoutDomain {
		return ""
	}
	return company.Domain
}

// historyList sends the entries in their order, or as the quirks say.
func (h *Handler) historyList(w http.ResponseWriter, r *http.Request, count int, write func(int) any) (any, *failure) {
	entries := make([]any, 0, count)
	for i := range count {
		entries = append(entries, write(i))
		if h.quirks.RepeatHistory {
			entries = append(entries, write(i))
		}
	}
	if h.quirks.ReverseHistory {
		slices.Reverse(entries)
	}
	return list(h, w, r, entries, form{size: h.quirks.ListPageSize, counter: CounterAbsent}, func(entry any) any { return entry })
}

// pastScores are the scores of the days and the timing that are asked for. Which
// days are meant if they are left out is in no source, so the sandbox refuses it.
func (h *Handler) pastScores(r *http.Request, company world.Company, fromName, toName string) ([]world.DayScore, *failure) {
	from, err := dayParameter(r, fromName)
	if err != nil {
		return nil, err
	}
	to, err := dayParameter(r, toName)
	if err != nil {
		return nil, err
	}
	if h.quirks.IgnoreHistoryDates {
		from = from.AddDate(0, 0, -20)
	}
	scores := company.ScoresBetween(from, to)
	switch timing := cmp.Or(r.URL.Query().Get(timingParameter), "daily"); timing {
	case "daily":
		return scores, nil
	case "weekly":
		return onGrid(scores, to, func(day time.Time) bool { return day.Weekday() == time.Saturday }), nil
	case "monthly":
		// No monthly series was recorded.
		return onGrid(scores, to, func(day time.Time) bool { return day.AddDate(0, 0, 1).Day() == 1 }), nil
	default:
		return nil, errInvalidParameter(timingParameter, timing)
	}
}

// onGrid keeps the scores of a grid of days, and that of the last day, which is
// off the grid (live).
func onGrid(scores []world.DayScore, last time.Time, isOnGrid func(time.Time) bool) []world.DayScore {
	return slices.DeleteFunc(scores, func(one world.DayScore) bool { return !isOnGrid(one.Date) && !one.Date.Equal(last) })
}

// dayParameter reads YYYY-MM-DD. The message has two lines, as was recorded.
func dayParameter(r *http.Request, name string) (time.Time, *failure) {
	value := r.URL.Query().Get(name)
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		refused := errInvalidParameter(name, value)
		refused.Message += fmt.Sprintf(" \n%q is an invalid date", value)
		return day, refused
	}
	return day, nil
}
