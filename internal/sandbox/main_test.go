// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox_test

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"
)

// TestMain fails when a goroutine of a closed sandbox is left. It runs when
// every test is over, as they run side by side.
func TestMain(m *testing.M) {
	code := m.Run()
	if left := serving(time.Now().Add(10 * time.Second)); left != nil && code == 0 {
		fmt.Fprintf(os.Stderr, "a sandbox was closed and still serves:\n%s\n", left)
		code = 1
	}
	os.Exit(code)
}

// serving returns the stack of a goroutine that serves. One that has just
// closed its connection gets until the deadline to return.
func serving(deadline time.Time) []byte {
	for {
		stacks := make([]byte, 1<<20)
		stacks = stacks[:runtime.Stack(stacks, true)]
		left := findStack(stacks)
		if left == nil || time.Now().After(deadline) {
			return left
		}
		runtime.Gosched()
	}
}

func findStack(stacks []byte) []byte {
	for stack := range bytes.SplitSeq(stacks, []byte("\n\n")) {
		if bytes.Contains(stack, []byte("net/http.(*Server).Serve")) || bytes.Contains(stack, []byte("/internal/sandbox.(*")) {
			return stack
		}
	}
	return nil
}
