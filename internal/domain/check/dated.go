// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"fmt"
	"time"
)

// dated judges a time that is present and can be read. what is what happens at
// the time, as in absent: "when the key expires".
func dated(what string, timestamp Timestamp, judge func(time.Time) ruling) ruling {
	if timestamp == "" {
		return absent(what)
	}
	at, ok := timestamp.Time()
	if !ok {
		return unreadable(what)
	}
	return judge(at)
}

// past judges the time of something that has happened, such as "the device was
// last seen". A time in the future is unknown: it would pass every limit.
func past(in input, event string, timestamp Timestamp, judge func(time.Time) ruling) ruling {
	return dated("when "+event, timestamp, func(at time.Time) ruling {
		if at.After(in.latest()) {
			return unknown("JumpCloud says that %s on %s, which is in the future", event, date(at))
		}
		return judge(at)
	})
}

// notOlder passes when something happened at most the given number of days ago.
func notOlder(in input, event string, timestamp Timestamp, days int64) ruling {
	return past(in, event, timestamp, func(at time.Time) ruling {
		if !at.Before(in.daysBefore(days)) {
			return pass()
		}
		return failIn(fmt.Sprintf("%s more than %s ago", event, inDays(days)),
			"%s on %s, %s; the limit is %s", event, date(at), in.ago(at), inDays(days))
	})
}

// stillValid passes when something such as "the certificate" expires after more
// than the given number of days.
func stillValid(in input, noun string, timestamp Timestamp, days int64) ruling {
	return dated("when "+noun+" expires", timestamp, func(at time.Time) ruling {
		switch {
		case !at.After(in.AsOf):
			return failIn(noun+" has expired", "%s expired on %s, %s", noun, date(at), in.ago(at))
		case !at.After(in.daysAfter(days)):
			return failIn(fmt.Sprintf("%s expires within %s", noun, inDays(days)),
				"%s expires on %s, in %s; the limit is %s", noun, date(at), inDays(in.daysUntil(at)), inDays(days))
		}
		return pass()
	})
}

// daysBefore and daysAfter return the time that many days before and after
// AsOf.
func (in input) daysBefore(days int64) time.Time { return in.AsOf.Add(-time.Duration(days) * day) }
func (in input) daysAfter(days int64) time.Time  { return in.AsOf.Add(time.Duration(days) * day) }

// latest is the last time at which something can have happened: with a fixed
// AsOf, the data is newer. Clocks may differ by a day.
func (in input) latest() time.Time {
	latest := in.AsOf
	if in.ReadAt.After(latest) {
		latest = in.ReadAt
	}
	return latest.Add(day)
}

// ago returns the number of days since a time, rounded up.
func (in input) ago(at time.Time) string {
	days := int64((in.AsOf.Sub(at) + day - 1) / day)
	if days == 0 {
		return "today"
	}
	return inDays(days) + " ago"
}

// daysUntil returns the number of days until a time, rounded down.
func (in input) daysUntil(at time.Time) int64 { return int64(at.Sub(in.AsOf) / day) }

const day = 24 * time.Hour

func date(at time.Time) string { return at.UTC().Format(time.DateOnly) }

func inDays(days int64) string {
	if days == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", days)
}
