// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const deltaHistory = "/companies/delta-data.example/history/score"

func day(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return at
}

// past asks for days of a company.
func past(domain, from, to string) securityscorecard.PastQuery {
	return securityscorecard.PastQuery{Domains: []string{domain}, From: day(from), To: day(to)}
}

// june is the window of the recorded weekly series.
func june(interval posture.Interval) securityscorecard.HistoryQuery {
	return securityscorecard.HistoryQuery{PastQuery: past("delta-data.example", "2021-06-01", "2021-06-28"), Interval: interval}
}

// scoreHistory reads the history of one company.
func scoreHistory(t *testing.T, client *securityscorecard.Client, query securityscorecard.HistoryQuery) securityscorecard.ScoreHistory {
	t.Helper()
	histories, err := client.ScoreHistories(t.Context(), query)
	if err != nil || len(histories) != 1 {
		t.Fatalf("got %d histories, %v", len(histories), err)
	}
	return histories[0]
}

// dates writes a series as "2021-06-05 74, …"; an unknown score is a question mark.
func dates(series posture.Series) string {
	lines := []string{}
	for _, one := range series {
		score := "?"
		if one.Score != nil {
			score = posture.Decimal(posture.Points(*one.Score))
		}
		lines = append(lines, one.Date.Format("01-02")+" "+score)
	}
	return strings.Join(lines, ", ")
}

// falling is a world in which delta-data.example loses a point a day in June.
func falling() *world.World {
	w := world.Default()
	scores := []world.DayScore{}
	for i := range 40 {
		scores = append(scores, world.DayScore{Date: day("2021-05-25").AddDate(0, 0, i), Score: 90 - i, Factors: map[string]int{"dns_health": 80 - i, "network_security": 100}})
	}
	// A factor that SecurityScorecard left out on the first day.
	delete(scores[7].Factors, "network_security")
	w.SetScores("delta-data.example", scores...)
	return w
}

// The two histories name their parameters differently, and weekly series end on
// the last day, off their grid.
func TestScoreHistories(t *testing.T) {
	t.Parallel()
	for name, quirk := range map[string]peer.Quirks{
		"as recorded": {}, "unsorted": {ReverseHistory: true}, "every entry twice": {RepeatHistory: true}, "no domain": {HistoryWithoutDomain: true},
		"other days too": {IgnoreHistoryDates: true}, "dates with a space": {Timestamps: peer.TimestampsSpace}, "dates alone": {Timestamps: peer.TimestampsDate},
		"pages": {ListPageSize: 2}, "other fields": {ExtraFields: true}, "unsorted pages": {ReverseHistory: true, ListPageSize: 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startWith(t, falling(), quirks(quirk))
			query := june(posture.Weekly)
			query.IncludeFactors = true
			history := scoreHistory(t, newClient(t, s), query)
			if want := "06-05 79, 06-12 72, 06-19 65, 06-26 58, 06-28 56"; dates(history.Scores) != want {
				t.Errorf("scores = %s, want %s", dates(history.Scores), want)
			}
			if want := "06-05 69, 06-12 62, 06-19 55, 06-26 48, 06-28 46"; dates(history.Factors["dns_health"]) != want {
				t.Errorf("factor = %s, want %s", dates(history.Factors["dns_health"]), want)
			}
			if strings.HasPrefix(name, "as ") {
				mustRequest(t, s, deltaHistory+"?from=2021-06-01&timing=weekly&to=2021-06-28",
					"/companies/delta-data.example/history/factors/score?date_from=2021-06-01&date_to=2021-06-28&timing=weekly")
			}
		})
	}
}

func TestScoreHistories_aFactorThatIsLeftOutIsUnknown(t *testing.T) {
	t.Parallel()
	query := june(posture.Daily)
	query.IncludeFactors = true
	query.To = day("2021-06-02")
	factors := scoreHistory(t, newClient(t, startWith(t, falling())), query).Factors
	if got := dates(factors["network_security"]); got != "06-01 ?, 06-02 100" {
		t.Errorf("network_security = %s", got)
	}
	if factors["network_security"].Change() != nil {
		t.Error("the change of an unknown score is known")
	}
}

func TestScoreHistories_strict(t *testing.T) {
	t.Parallel()
	const other = "the answer is not what was asked for: "
	for name, test := range map[string]struct{ entries, want, problem string }{
		"empty":                 {`[]`, "", ""},
		"off the scale":         {`[{"date":"2021-06-01T00:00:00.000Z","score":101},{"date":"2021-06-02T00:00:00.000Z","score":-1}]`, "06-01 ?, 06-02 ?", ""},
		"another type":          {`[{"date":"2021-06-01T00:00:00.000Z","score":"90"},{"date":"2021-06-02T00:00:00.000Z"}]`, "06-01 ?, 06-02 ?", ""},
		"a fraction":            {`[{"date":"2021-06-01T00:00:00.000Z","score":79.6}]`, "06-01 79", ""},
		"a date in two ways":    {`[{"date":"2021-06-01T00:00:00.000Z","score":9},{"date":"2021-06-01","score":9}]`, "06-01 9", ""},
		"a date contradicted":   {`[{"date":"2021-06-01T00:00:00.000Z","score":9},{"date":"2021-06-01","score":90}]`, "", `score "2021-06-01" came twice with different values`},
		"known and unknown":     {`[{"date":"2021-06-01","score":9},{"date":"2021-06-01"}]`, "", `score "2021-06-01" came twice`},
		"no date":               {`[{"score":9}]`, "", other + `score 1 has no "date"`},
		"no date that exists":   {`[{"date":"2021-13-01","score":9}]`, "", other + `score 1 has no "date"`},
		"of another company":    {`[{"domain":"other.example","date":"2021-06-01","score":9}]`, "", other + "it describes another company: other.example"},
		"another spelling":      {`[{"domain":"Delta-Data.Example.","date":"2021-06-01","score":9}]`, "06-01 9", ""},
		"a summary":             {`null,"domain":"delta-data.example"`, "", other + `it has no "entries"`},
		"a number as the date":  {`[{"date":20210601,"score":9}]`, "", other},
		"fewer than announced":  {`[{"date":"2021-06-01","score":9}],"total":2`, "", "it announces 2 entries, and has 1"},
		"before and after June": {`[{"date":"2021-05-31","score":9},{"date":"2021-06-28","score":8},{"date":"2021-06-29","score":9}]`, "06-28 8", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer(deltaHistory, `{"entries":`+test.entries+`}`))
			histories, err := newClient(t, s).ScoreHistories(t.Context(), june(posture.Daily))
			switch {
			case test.problem != "" && (err == nil || !strings.Contains(err.Error(), test.problem)):
				t.Errorf("error = %v, want %q", err, test.problem)
			case test.problem == "" && (err != nil || dates(histories[0].Scores) != test.want):
				t.Errorf("got %v, %v, want %s", histories, err, test.want)
			}
		})
	}
}

func TestScoreHistories_strictFactors(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ entries, problem string }{
		"no factors":            {`[{"date":"2021-06-01"}]`, `the entry of 2021-06-01: has no "factors"`},
		"a factor without name": {`[{"date":"2021-06-01","factors":[{"score":1}]}]`, "factors[0] has no name"},
		"a factor contradicted": {`[{"date":"2021-06-01","factors":[{"name":"f","score":1},{"name":"f","score":2}]}]`, "factors[1] is the factor f, which came before with another score"},
		"a day contradicted":    {`[{"date":"2021-06-01","factors":[{"name":"f","score":1}]},{"date":"2021-06-01","factors":[{"name":"f","score":2}]}]`, `entry "2021-06-01" came twice`},
		"of another company":    {`[{"domain":"other.example","date":"2021-06-01","factors":[]}]`, "it describes another company"},
		"in another order":      {`[{"date":"2021-06-01","factors":[{"name":"f","score":1},{"name":"g"}]},{"date":"2021-06-01","factors":[{"name":"g"},{"name":"f","score":1}]}]`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(answer("/companies/delta-data.example/history/factors/score", `{"entries":`+test.entries+`}`))
			query := june(posture.Daily)
			query.IncludeFactors = true
			_, err := newClient(t, s).ScoreHistories(t.Context(), query)
			if (test.problem == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), test.problem) {
				t.Errorf("error = %v, want %q", err, test.problem)
			}
		})
	}
}

// A company that is not scored has no history, however the API says it. A domain
// that nothing lists may be misspelled.
func TestScoreHistories_unscored(t *testing.T) {
	t.Parallel()
	query := securityscorecard.HistoryQuery{Interval: posture.Daily, IncludeFactors: true}
	query.From, query.To = day("2021-06-01"), day("2021-06-02")
	for name, quirk := range map[string]peer.Quirks{"an empty list": {}, "not found": {NoPastOfUnscored: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, start(t, quirks(quirk)))
			query := query
			query.PortfolioIDs = []string{world.DefaultPortfolioID}
			histories, err := client.ScoreHistories(t.Context(), query)
			if err != nil {
				t.Fatal(err)
			}
			unscored := 0
			for _, history := range histories {
				if history.Scores == nil || history.Domain == "jasmine-labs.example" && len(history.Scores) > 0 {
					t.Errorf("%s: %v", history.Domain, history.Scores)
				}
				if len(history.Scores) == 0 {
					unscored++
				}
			}
			if unscored != 1 {
				t.Errorf("%d of %d companies have no history", unscored, len(histories))
			}
			query.PortfolioIDs, query.Domains = nil, []string{"jasmine-labs.example"}
			if _, err := client.ScoreHistories(t.Context(), query); (err != nil) != quirk.NoPastOfUnscored {
				t.Errorf("by its domain: %v", err)
			}
		})
	}
}

// What no request can name is in the list, with nothing known.
func TestPast_scorecardsWithoutADomain(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(answer(portfolioPath(own), `{"entries":[{"name":"Part of Delta","is_custom_vendor":true},{"domain":"delta-data.example","grade":"C"}]}`))
	query := past("delta-data.example", "2026-01-01", "2026-01-01")
	query.Domains, query.PortfolioIDs = nil, []string{own}
	client := newClient(t, s)
	histories, err := client.ScoreHistories(t.Context(), securityscorecard.HistoryQuery{PastQuery: query, Interval: posture.Daily})
	if err != nil || len(histories) != 2 || histories[0].Scores == nil || histories[1].Domain != "scorecard Part of Delta" || histories[1].Scores != nil {
		t.Errorf("histories: %v, %v", histories, err)
	}
	breaches, covered, err := client.Breaches(t.Context(), query)
	if err != nil || len(breaches) != 1 || breaches[0].Type != "no_domain" || breaches[0].Status != posture.Unknown {
		t.Errorf("breaches: %v, %v", breaches, err)
	}
	if diff := cmp.Diff([]string{"delta-data.example"}, covered); diff != "" {
		t.Errorf("covered (-want +got):\n%s", diff)
	}
}

// Every read asks for the budget first, and requests nothing twice.
func TestPast_budgetAndCoalescing(t *testing.T) {
	t.Parallel()
	s := start(t)
	few := newClient(t, s, func(config *rest.Config) { config.Limiter = rate.NewLimiter(rate.Every(time.Hour), 3) })
	query := june(posture.Daily)
	query.Domains, query.IncludeFactors = []string{"delta-data.example", "harbor-mail.example"}, true
	if _, err := few.ScoreHistories(t.Context(), query); err == nil || !strings.Contains(asError(t, s, err).Message, "it takes at least 4 requests more, and this run has 3 left") {
		t.Errorf("error = %v", err)
	}
	mustRequest(t, s)
	client := newClient(t, s)
	for range 2 {
		if _, err := client.ScoreHistories(t.Context(), june(posture.Daily)); err != nil {
			t.Fatal(err)
		}
	}
	mustRequest(t, s, deltaHistory+"?from=2021-06-01&timing=daily&to=2021-06-28")
}
