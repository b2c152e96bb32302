// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const unscored = -1

// series has a score every days days, the last one today.
func series(days int, scores ...int64) posture.Series {
	var s posture.Series
	for i, score := range scores {
		one := posture.DatedScore{Date: today.Truncate(24*time.Hour).AddDate(0, 0, days*(i-len(scores)+1))}
		if score != unscored {
			one.Score = &score
		}
		s = append(s, one)
	}
	return s
}

func TestSeries(t *testing.T) {
	t.Parallel()
	gap := append(series(1, 90, 90), series(1, 80, 70)...)
	gap[0].Date, gap[1].Date = gap[0].Date.AddDate(0, 0, -9), gap[1].Date.AddDate(0, 0, -9)
	// As recorded: every Saturday, and the last day of the window.
	weekly := series(7, 88, 86, 86, 81)
	weekly = append(weekly, posture.DatedScore{Date: weekly[3].Date.AddDate(0, 0, 2), Score: new(int64(84))})
	tests := map[string]struct {
		series                  posture.Series
		interval                posture.Interval
		change, lowest, highest *int64
		sparkline               string
	}{
		"nothing":                {nil, posture.Daily, nil, nil, nil, ""},
		"one score":              {series(1, 70), posture.Daily, nil, new(int64(70)), new(int64(70)), "▅"},
		"a fall":                 {series(1, 90, 70, 76), posture.Daily, new(int64(-14)), new(int64(70)), new(int64(90)), "█▁▃"},
		"no change":              {series(1, 90, 90), posture.Daily, new(int64(0)), new(int64(90)), new(int64(90)), "▅▅"},
		"zero is a score":        {series(1, 0, 100), posture.Daily, new(int64(100)), new(int64(0)), new(int64(100)), "▁█"},
		"unknown in between":     {series(1, 90, unscored, 76), posture.Daily, new(int64(-14)), nil, nil, "█·▁"},
		"unknown at last":        {series(1, 90, 91, unscored), posture.Daily, nil, nil, nil, "▁█·"},
		"unknown at first":       {series(1, unscored, 91, 90), posture.Daily, nil, nil, nil, "·█▁"},
		"only unknown":           {series(1, unscored, unscored), posture.Daily, nil, nil, nil, "··"},
		"a gap is not a drop":    {gap, posture.Daily, new(int64(-20)), new(int64(70)), new(int64(90)), "██·▄▁"},
		"weekly off the grid":    {weekly, posture.Weekly, new(int64(-4)), new(int64(81)), new(int64(88)), "█▆▆▁▄"},
		"weekly is a daily gap":  {series(7, 90, 80), posture.Daily, new(int64(-10)), new(int64(80)), new(int64(90)), "█·▁"},
		"a month is not a gap":   {series(31, 90, 80), posture.Monthly, new(int64(-10)), new(int64(80)), new(int64(90)), "█▁"},
		"two months are a gap":   {series(59, 90, 80), posture.Monthly, new(int64(-10)), new(int64(80)), new(int64(90)), "█·▁"},
		"nine days of two weeks": {series(9, 90, 80), posture.Weekly, new(int64(-10)), new(int64(80)), new(int64(90)), "█·▁"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := []*int64{test.series.Change(), test.series.Lowest(), test.series.Highest()}
			if diff := cmp.Diff([]*int64{test.change, test.lowest, test.highest}, got); diff != "" {
				t.Errorf("change, lowest, highest (-want +got):\n%s", diff)
			}
			if got := test.series.Sparkline(test.interval); got != test.sparkline {
				t.Errorf("sparkline = %s, want %s", got, test.sparkline)
			}
		})
	}
}

// A year of days fits into a line, which still shows the one bad day, and the gap.
func TestSeries_longSparklineHidesNoDrop(t *testing.T) {
	t.Parallel()
	scores := make([]int64, 365)
	for i := range scores {
		scores[i] = 90
	}
	scores[200] = 10
	year := series(1, scores...)
	line := year.Sparkline(posture.Daily)
	if utf8.RuneCountInString(line) > 40 {
		t.Errorf("%d characters: %s", utf8.RuneCountInString(line), line)
	}
	if want := "████████████████████▁████████████████"; line != want {
		t.Errorf("sparkline = %s, want %s", line, want)
	}
	withGap := append(append(posture.Series{}, year[:100]...), year[120:]...)
	if line := withGap.Sparkline(posture.Daily); line != "███████████·█████████▁██████████████████" {
		t.Errorf("with a gap: %s", line)
	}
	if utf8.RuneCountInString(series(9, scores...).Sparkline(posture.Daily)) > 80 {
		t.Error("a sparkline of gaps is longer than 80 characters")
	}
}
