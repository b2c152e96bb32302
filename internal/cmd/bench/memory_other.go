// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

//go:build !unix

package main

import "os"

// peakMemory is not known here.
func peakMemory(*os.ProcessState) int64 { return 0 }
