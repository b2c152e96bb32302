// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// logFile logs an accepted batch of the records of a file. The last one is no
// progress worth a line.
func (p *publication) logFile(ctx context.Context, sent, total int) {
	if sent < total {
		tflog.Info(ctx, fmt.Sprintf("Secureframe: %d of %d records accepted", sent, total))
	}
}

// progress returns a function that logs an accepted batch of a push. One batch is
// no progress worth a line.
func (p *publication) progress(ctx context.Context, what string, total int, all iter.Seq[[]contract.Record]) func(size int) {
	batches, batch, done, start := 0, 0, 0, time.Now()
	for range all {
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
