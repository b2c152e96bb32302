// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import "time"

// SetClock makes tokens live by another clock.
func (c *Client) SetClock(now func() time.Time) { c.now = now }
