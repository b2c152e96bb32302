// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// progress returns a function that logs an accepted batch of a push. One batch is
// no progress worth a line.
func (p *publication) progress(ctx context.Context, what string, records map[string]contract.Record) func(size int) {
	total, batches, batch, done, start := len(records), 0, 0, 0, time.Now()
	for range contract.Batches(records, p.limits()) {
		batches++
	}
	return func(size int) {
		batch++
		done += size
		if batches > 1 {
			tflog.Info(ctx, fmt.Sprintf("Secureframe: batch %d of %d accepted, %d of %d %s", batch, batches, done, total, what),
				map[string]any{"seconds": int(time.Since(start).Seconds())})
		}
	}
}
