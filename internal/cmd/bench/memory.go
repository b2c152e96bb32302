// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
)

// highWater is a line of what Linux says about a process.
var highWater = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// currentPeakMemory is the most that a running process had in memory, in bytes, or 0
// where the system does not say so.
func currentPeakMemory(process int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		return 0
	}
	match := highWater.FindSubmatch(status)
	if match == nil {
		return 0
	}
	peak, _ := strconv.ParseInt(string(match[1]), 10, 64)
	return peak << 10
}
