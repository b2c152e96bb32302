// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

//go:build !unix

package acctest

import "os/exec"

func runInOwnGroup(*exec.Cmd) {}

func killGroup(*exec.Cmd) {}
