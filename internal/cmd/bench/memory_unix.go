// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory is the most that the process, or one that it has started and
// waited for, had in memory, in bytes. It is 0, which is unknown, if it is not more
// than what this process had: Linux counts the memory of the process that starts
// another one as that one's, too.
func peakMemory(state *os.ProcessState) int64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	var own syscall.Rusage
	if !ok || syscall.Getrusage(syscall.RUSAGE_SELF, &own) != nil || usage.Maxrss <= own.Maxrss {
		return 0
	}
	peak := int64(usage.Maxrss) //nolint:unconvert // an int32 on some systems
	if runtime.GOOS != "darwin" {
		peak <<= 10 // elsewhere it is in KiB
	}
	return peak
}
