// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

//go:build unix

package acctest

import (
	"os/exec"
	"syscall"
)

// runInOwnGroup keeps a terminal's interrupt from Terraform, which would take
// it and ours for two, and abandon its providers.
func runInOwnGroup(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// killGroup ends the providers that a killed Terraform has left.
func killGroup(command *exec.Cmd) {
	if command.Process != nil {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // mostly there is none
	}
}
