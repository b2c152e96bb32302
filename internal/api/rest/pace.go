// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// slowestPace is the slowest that a system can make a run: a request each time
// that the longest back-off has passed.
var slowestPace = rate.Every(maxBackoff)

// enough is the number of accepted requests that tell the pace of a system.
const enough = 5

// pace finds out how fast the system takes requests, for all who send at the
// same time.
//
// There is no limit until a request is refused (HTTP 429). Then all pause: as long
// as the system asks, or twice as long each time. After the pause one request goes
// first, and the others wait for its answer. A system that does not say how long
// to wait does not tell its limit either, so the pace is halved then, or set to
// what the system took on average. It grows with each request that is accepted: by
// a fixed amount at first, and by a tenth from twice that pace, since the limit is
// another one then.
type pace struct {
	// concurrency is the number of requests in flight.
	concurrency int
	// blockedWait is the pause after a refusal that names none; 0 is the back-off.
	blockedWait time.Duration

	mutex sync.Mutex
	// limiter has the pace: requests a second.
	limiter *rate.Limiter
	// ceiling is the pace up to which it grows by a fixed amount.
	ceiling rate.Limit
	// accepted counts since countedFrom, which is reset when nothing is sent.
	accepted     int
	countedFrom  time.Time
	lastAccepted time.Time

	pausedUntil time.Time
	// refusals are those in a row, from refusedSince to refusedAt.
	refusals                int
	refusedSince, refusedAt time.Time
	isProbing               bool
	// changed is closed when those who wait must look again.
	changed chan struct{}
}

func newPace(concurrency int, blockedWait time.Duration) *pace {
	return &pace{
		concurrency: concurrency,
		blockedWait: blockedWait,
		limiter:     rate.NewLimiter(rate.Inf, 1),
		changed:     make(chan struct{}),
	}
}

// step is what an attempt may do now.
type step struct {
	mayGo, isProbe bool
	// Otherwise it looks again after the wait, or when something has changed. isPace
	// says that it waits for the pace.
	wait    time.Duration
	isPace  bool
	changed <-chan struct{}
	// isRefused says that every request was refused since refusedSince.
	isRefused    bool
	refusedSince time.Time
}

// next returns what an attempt may do at a time.
func (p *pace) next(now time.Time) step {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	blocked := step{changed: p.changed, isRefused: p.refusals > 0, refusedSince: p.refusedSince}
	if blocked.wait = p.pausedUntil.Sub(now); blocked.wait > 0 {
		return blocked
	}
	if p.refusals > 0 {
		if p.isProbing {
			blocked.wait = time.Second // Mostly, something changes before.
			return blocked
		}
		p.isProbing = true
		return step{mayGo: true, isProbe: true}
	}
	reserved := p.limiter.ReserveN(now, 1)
	if blocked.wait = reserved.DelayFrom(now); blocked.wait > 0 {
		reserved.CancelAt(now)
		blocked.isPace = true
		return blocked
	}
	return step{mayGo: true}
}

// pause is how long nothing may be sent.
func (p *pace) pause() time.Duration {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return max(0, time.Until(p.pausedUntil))
}

// answered takes in that a turn was not refused, and whether that says that the
// system accepts requests: one that is not well says nothing.
func (p *pace) answered(taken *turn, isAccepted bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if taken.isProbe {
		p.isProbing = false
		defer p.wake()
	}
	if isAccepted {
		p.accept(taken, time.Now())
	}
}

// refused takes in that a turn was refused. asked is how long the system wants to
// be left alone, if it says so. It returns the pause that begins, or 0 if all pause
// for at least as long already.
func (p *pace) refused(taken *turn, asked time.Duration, hasAsked bool) time.Duration {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now := time.Now()
	// What was under way when the system refused another one says nothing new.
	isNew := taken.isProbe || p.refusals == 0 && !taken.began.Before(p.refusedAt)
	if taken.isProbe {
		p.isProbing = false
		defer p.wake()
	}
	if isNew {
		if p.refusals++; p.refusals == 1 {
			p.refusedSince = now
		}
		p.refusedAt = now
		p.slowDown(taken, hasAsked)
	}
	if !isNew && !hasAsked {
		return 0
	}
	pause := p.pauseAfter(asked, hasAsked)
	until := now.Add(pause)
	if !until.After(p.pausedUntil) {
		return 0
	}
	p.pausedUntil = until
	if !taken.isProbe {
		p.wake()
	}
	return pause
}

// pauseAfter is how long the system is left alone: a little longer than it asks,
// so that not all who use it come back at once. If it refuses again after that, it
// is at least the back-off.
func (p *pace) pauseAfter(asked time.Duration, hasAsked bool) time.Duration {
	if hasAsked {
		asked += jitter(minBackoff / 2)
		if p.refusals <= 1 {
			return asked
		}
	} else if p.blockedWait > 0 {
		return p.blockedWait + jitter(minBackoff/2)
	}
	return max(asked, backoff(p.refusals-1))
}

// slowDown lowers the pace at which the system took the last requests, once for
// refusals in a row.
func (p *pace) slowDown(refused *turn, hasAsked bool) {
	if p.refusals > 1 {
		return
	}
	if p.refusedAt.Sub(p.lastAccepted) > time.Second {
		p.accepted, p.countedFrom = 0, refused.began
	}
	if hasAsked {
		return
	}
	limit := p.limiter.Limit()
	last := rate.Limit(float64(p.accepted) / max(1, p.refusedAt.Sub(p.countedFrom).Seconds()))
	switch {
	case limit == rate.Inf:
		// The first request of many may be the one that is refused.
		p.set(max(last, rate.Limit(p.concurrency)) / 2)
	case p.accepted >= enough:
		p.set(min(last, limit) * 3 / 4)
	default:
		p.set(limit * 3 / 4)
	}
}

// accept lets the pace grow if the turn has waited for it. A pace that nothing
// waits for says nothing.
func (p *pace) accept(taken *turn, now time.Time) {
	if p.refusals > 0 {
		p.recover(now)
		return
	}
	since := now.Sub(p.lastAccepted)
	if since > time.Second {
		p.accepted, p.countedFrom = 0, now
	}
	p.accepted++
	p.lastAccepted = now
	if !taken.isPaced {
		return
	}
	// A slow pace would take many minutes to grow by requests alone.
	steps := max(1, since.Seconds())
	if limit := p.limiter.Limit(); limit < p.ceiling {
		p.limiter.SetLimitAt(now, limit+p.ceiling/50*rate.Limit(steps))
	} else {
		p.limiter.SetLimitAt(now, limit*rate.Limit(math.Pow(1.1, steps)))
	}
}

// recover ends the refusals. If the system took enough since it recovered the last
// time, that is what it takes in the long run.
func (p *pace) recover(now time.Time) {
	limit := p.limiter.Limit()
	average := rate.Limit(float64(p.accepted) / now.Sub(p.countedFrom).Seconds())
	if limit != rate.Inf && p.accepted >= enough && (p.refusals > 1 || average > limit) {
		p.set(average)
	}
	p.refusals = 0
	p.accepted, p.countedFrom, p.lastAccepted = 1, now, now
}

// set sets a pace that is below the limit.
func (p *pace) set(limit rate.Limit) {
	limit = max(limit, slowestPace)
	p.ceiling = 2 * limit
	p.limiter.SetLimit(limit)
}

// wake lets those who wait look again.
func (p *pace) wake() {
	close(p.changed)
	p.changed = make(chan struct{})
}
