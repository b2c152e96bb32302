// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// series is a series of scores, of a company or a factor, and how it is drawn.
type series struct {
	posture.Series
	interval posture.Interval
}

// history is one history of the list.
type history struct {
	series
	domain string
	// factors is nil if they were not read.
	factors map[string]series
}

func newHistory(read api.ScoreHistory, interval posture.Interval) history {
	row := history{domain: read.Domain, series: series{read.Scores, interval}}
	if read.Factors != nil {
		row.factors = make(map[string]series, len(read.Factors))
		for name, scores := range read.Factors {
			row.factors[name] = series{scores, interval}
		}
	}
	return row
}

var datedScoreColumns = framework.Columns[posture.DatedScore]{
	framework.StringColumn("date", "The day, `YYYY-MM-DD`, in UTC.",
		func(s posture.DatedScore) string { return s.Date.Format(time.DateOnly) }),
	framework.Int64Column("score", "The score, from 0 to 100; higher is better. Null when SecurityScorecard reports none for the day, or one that is not in the range.",
		func(s posture.DatedScore) *int64 { return s.Score }),
}

var historyColumns = append(framework.Columns[history]{
	framework.StringColumn("domain", "The company's normalized domain. For a scorecard that has no domain of its own, it is the name that `vendorrisk_securityscorecard_companies` gives it.",
		func(h history) string { return h.domain }),
	{
		Name: "factors",
		Attribute: pastFactorColumns.MapAttribute("The scores of the factors, by factor, for example `network_security`. A factor has the days of all factors. " +
			"Null when factors are not requested, or could not be read."),
		Value: func(h history) tftypes.Value { return pastFactorColumns.Map(h.factors) },
	},
}, seriesColumns(func(h history) series { return h.series },
	"The scores, sorted by date. A day that SecurityScorecard left out is not in the list. Empty when it has none, as for a company that is not scored. "+
		"Null when no request can name the scorecard: it has no domain, or only that of the company of which it is a part.")...)

var pastFactorColumns = seriesColumns(func(s series) series { return s }, "The scores of the factor, sorted by date.")

// seriesColumns are the attributes of a series of scores.
func seriesColumns[T any](of func(T) series, scores string) framework.Columns[T] {
	return framework.Columns[T]{
		{
			Name:      "scores",
			Attribute: datedScoreColumns.ListAttribute(scores),
			Value:     func(row T) tftypes.Value { return datedScoreColumns.ListOrNull(of(row).Series) },
		},
		framework.Int64Column("change", "The last of `scores` minus the first, in points; negative is worse. Null when there are fewer than two, or when one of these two is null.",
			func(row T) *int64 { return of(row).Change() }),
		framework.Int64Column("lowest", "The lowest of `scores`. Null when there are none, or when one is null.",
			func(row T) *int64 { return of(row).Lowest() }),
		framework.Int64Column("highest", "The highest of `scores`. Null when there are none, or when one is null.",
			func(row T) *int64 { return of(row).Highest() }),
		framework.StringColumn("sparkline", "The scores as a line of bars, such as `▇▇█▅▁`, from the lowest of them to the highest. A dot is a score that is null, or a gap. "+
			"Of more than 40 scores, a bar is the lowest of several neighbors. Null when there are none.",
			func(row T) string { return of(row).Sparkline(of(row).interval) }),
	}
}
