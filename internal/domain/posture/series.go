// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"slices"
	"strings"
	"time"
)

// Interval is how far apart the scores of a series are.
type Interval string

// The intervals.
const (
	Daily   Interval = "daily"
	Weekly  Interval = "weekly"
	Monthly Interval = "monthly"
)

// Intervals returns every interval, the shortest first.
func Intervals() []Interval { return []Interval{Daily, Weekly, Monthly} }

// days is the most days between two scores of a series without a gap.
func (i Interval) days() int {
	switch i {
	case Monthly:
		return 31
	case Weekly:
		return 7
	default:
		return 1
	}
}

// DatedScore is a score on a day.
type DatedScore struct {
	// Date is the beginning of the day, in UTC.
	Date time.Time
	// Score runs from 0 to 100, higher is better; nil is unknown.
	Score *int64
}

// Series are the scores of one company or factor, in the order of their dates,
// with at most one for each date. A day without a score is a gap, and says
// nothing about the score.
type Series []DatedScore

// Change is the last score minus the first, in points. It is nil if there are
// fewer than two scores, or if one of these two is unknown: another one in its
// place would be of another time.
func (s Series) Change() *int64 {
	if len(s) < 2 || s[0].Score == nil || s[len(s)-1].Score == nil {
		return nil
	}
	return new(*s[len(s)-1].Score - *s[0].Score)
}

// Lowest is the lowest score. It is nil if there is none, or if one is unknown:
// that one could be lower.
func (s Series) Lowest() *int64 {
	return s.extreme(func(a, b int64) int64 { return min(a, b) })
}

// Highest is the highest score. It is nil if there is none, or if one is unknown.
func (s Series) Highest() *int64 {
	return s.extreme(func(a, b int64) int64 { return max(a, b) })
}

func (s Series) extreme(choose func(a, b int64) int64) *int64 {
	var extreme *int64
	for _, one := range s {
		switch {
		case one.Score == nil:
			return nil
		case extreme == nil:
			extreme = one.Score
		default:
			extreme = new(choose(*extreme, *one.Score))
		}
	}
	return extreme
}

const (
	// sparklineWidth is the most scores that a sparkline draws.
	sparklineWidth = 40
	// missing is drawn for what is unknown.
	missing = "·"
)

var bars = []rune("▁▂▃▄▅▆▇█")

// Sparkline draws the series in at most 80 characters: a bar for each score, from
// the lowest of the series to its highest, and a dot for a score that is unknown
// and for each gap. Of a long series, a bar is the lowest score of several
// neighbors, so that no drop is hidden. A series that does not change is drawn
// in the middle.
func (s Series) Sparkline(interval Interval) string {
	lowest, highest := s.known().Lowest(), s.known().Highest()
	var line strings.Builder
	for i, group := range s.groups() {
		first := i * s.groupSize()
		if first > 0 && s.isGap(first, interval) {
			line.WriteString(missing)
		}
		if low := group.Lowest(); low != nil {
			line.WriteRune(bar(*low, *lowest, *highest))
		} else {
			line.WriteString(missing)
		}
	}
	return line.String()
}

func bar(score, lowest, highest int64) rune {
	if lowest == highest {
		return bars[len(bars)/2]
	}
	return bars[(score-lowest)*int64(len(bars)-1)/(highest-lowest)]
}

// known is the series without what is unknown.
func (s Series) known() Series {
	return slices.DeleteFunc(slices.Clone(s), func(one DatedScore) bool { return one.Score == nil })
}

// groupSize is how many scores a bar stands for.
func (s Series) groupSize() int { return max(1, (len(s)+sparklineWidth-1)/sparklineWidth) }

func (s Series) groups() []Series { return slices.Collect(slices.Chunk(s, s.groupSize())) }

// isGap reports whether there is a gap before a score, or before one of its group.
func (s Series) isGap(first int, interval Interval) bool {
	for i := first; i < min(len(s), first+s.groupSize()); i++ {
		if s[i-1].Date.AddDate(0, 0, interval.days()).Before(s[i].Date) {
			return true
		}
	}
	return false
}
