// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// step is one command of Terraform, and its expected result.
type step struct {
	title string
	// because explains the result.
	because string
	// prepare changes something before; nil changes nothing.
	prepare func(*demo) error
	// terraform are the arguments of the command.
	terraform []string
	want      expectation
}

// expectation is how a command must end.
type expectation struct {
	exitCode int
	// prints must be in the output, wherever lines are broken.
	prints []string
	// hides must not be in the output.
	hides []string
	// pushes are the primary IDs of the records that Secureframe must have been
	// sent by it, in order.
	pushes []string
	// reports are texts that the gate's report must have, if there are any.
	reports []string
	// imports are the domains of the rows that ProcessUnity must have been sent.
	imports []string
}

// compareReport says what is missing in the gate's report.
func (e expectation) compareReport(report string) []string {
	var wrong []string
	for _, part := range e.reports {
		if !strings.Contains(report, part) {
			wrong = append(wrong, fmt.Sprintf("%q is not in the report", part))
		}
	}
	return wrong
}

// sent are the domains of what has gone out.
type sent struct{ pushed, imported []string }

// since is what has gone out after another time.
func (s sent) since(before sent) sent {
	return sent{s.pushed[len(before.pushed):], s.imported[len(before.imported):]}
}

// stepResult is a step with what was wrong with it.
type stepResult struct {
	step  step
	wrong []string
}

// compare says what is wrong with the result, and with what was sent.
func (e expectation) compare(result acctest.Result, out sent) []string {
	var wrong []string
	if result.ExitCode != e.exitCode {
		wrong = append(wrong, fmt.Sprintf("exit code %d instead of %d", result.ExitCode, e.exitCode))
	}
	text := unbroken(result.Text())
	for _, part := range e.prints {
		if !strings.Contains(text, unbroken(part)) {
			wrong = append(wrong, fmt.Sprintf("%q was not printed", part))
		}
	}
	for _, part := range e.hides {
		if strings.Contains(text, unbroken(part)) {
			wrong = append(wrong, fmt.Sprintf("%q was printed", part))
		}
	}
	if !slices.Equal(e.pushes, out.pushed) {
		wrong = append(wrong, fmt.Sprintf("%q was pushed instead of %q", out.pushed, e.pushes))
	}
	if !slices.Equal(e.imports, out.imported) {
		wrong = append(wrong, fmt.Sprintf("%q was imported instead of %q", out.imported, e.imports))
	}
	return wrong
}

// unbroken puts a text on one line.
func unbroken(text string) string { return strings.Join(strings.Fields(text), " ") }
