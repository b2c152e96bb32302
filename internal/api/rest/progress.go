// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// progressInterval is the time between two notices. Terraform itself says as often
// that it is still at work.
const progressInterval = 10 * time.Second

// Progress tells how much of a long work is done. It is safe for concurrent use.
type Progress struct {
	config *Config
	noun   string
	total  int

	mutex sync.Mutex
	done  int
	told  time.Time
}

// Progress returns the progress of a work of a number of things, which begins now.
// A total of 0 is not known. noun is the things, in the plural: "companies".
func (c *Client) Progress(noun string, total int) *Progress {
	return &Progress{config: &c.config, noun: noun, total: total, told: time.Now()}
}

// Add says that a number of things more are done.
func (p *Progress) Add(ctx context.Context, number int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.done += number
	if p.config.Notify == nil || p.done == p.total || time.Since(p.told) < progressInterval {
		return
	}
	p.told = time.Now()
	message := fmt.Sprintf("%d %s", p.done, p.noun)
	fields := map[string]any{"system": p.config.System, "done": p.done}
	if p.total > 0 {
		message = fmt.Sprintf("%d of %d %s", p.done, p.total, p.noun)
		fields["total"] = p.total
	}
	p.config.Notify(ctx, Notice{Message: p.config.clean(message), Fields: fields})
}
