// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// Mutant returns the check with another verdict in place of each of a status.
func (c Check) Mutant(from, to Status) Check {
	judge := c.rule.judge
	c.rule.judge = func(in input) []verdict {
		verdicts := judge(in)
		for i := range verdicts {
			if verdicts[i].status == from {
				verdicts[i].status = to
			}
		}
		return verdicts
	}
	return c
}
