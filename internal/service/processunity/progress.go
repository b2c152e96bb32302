// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// progress returns a function that logs an import of a push. A single import is no
// progress worth a line.
func progress(ctx context.Context, what string) func(sent, total int) {
	start, batch := time.Now(), 0
	return func(sent, total int) {
		if batch++; batch > 1 || sent < total {
			tflog.Info(ctx, fmt.Sprintf("ProcessUnity: import %d finished, %d of %d %s", batch, sent, total, what),
				map[string]any{"seconds": int(time.Since(start).Seconds())})
		}
	}
}
