// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

func TestDemo_doesWhatItSays(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := run(t.Context(), nil, &out); err != nil {
		t.Fatalf("%s\n%s", err, out.String())
	}
	_, summary, _ := strings.Cut(out.String(), "\nSummary\n")
	for i, step := range steps() {
		if !strings.Contains(summary, fmt.Sprintf("%d. %s ", i+1, step.title)) {
			t.Errorf("step %d is not in the summary:\n%s", i+1, summary)
		}
	}
	if passed := strings.Count(summary, "As expected."); passed != len(steps()) {
		t.Errorf("%d steps came out as expected, want %d:\n%s", passed, len(steps()), summary)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	result := acctest.Result{
		ExitCode: 1,
		Stdout:   "data.vendorrisk_gate.critical: Reading...\n",
		Stderr:   "\nError: Vendor Risk Gate\nBlocks ember-energy.example\n",
	}
	pushed, imported := []string{"delta-data.example"}, []string{"ember-energy.example"}
	tests := map[string]struct {
		want  expectation
		wrong []string
	}{
		"as expected": {
			expectation{exitCode: 1, prints: []string{"Reading", "Vendor Risk Gate Blocks ember-energy.example"}, hides: []string{"foxtrot"}, pushes: pushed, imports: imported},
			nil,
		},
		"exit code": {expectation{pushes: pushed, imports: imported}, []string{"exit code 1 instead of 0"}},
		"not printed": {
			expectation{exitCode: 1, prints: []string{"Reading", "No changes"}, pushes: pushed, imports: imported},
			[]string{`"No changes" was not printed`},
		},
		"printed": {
			expectation{exitCode: 1, hides: []string{"Gate Blocks ember-energy.example"}, pushes: pushed, imports: imported},
			[]string{`"Gate Blocks ember-energy.example" was printed`},
		},
		"not pushed": {
			expectation{exitCode: 1, pushes: []string{"delta-data.example", "ember-energy.example"}, imports: imported},
			[]string{`["delta-data.example"] was pushed instead of ["delta-data.example" "ember-energy.example"]`},
		},
		"not imported": {
			expectation{exitCode: 1, pushes: pushed},
			[]string{`["ember-energy.example"] was imported instead of []`},
		},
		"everything": {
			expectation{exitCode: 2, prints: []string{"No changes"}, hides: []string{"Error"}},
			[]string{
				"exit code 1 instead of 2", `"No changes" was not printed`, `"Error" was printed`,
				`["delta-data.example"] was pushed instead of []`, `["ember-energy.example"] was imported instead of []`,
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.wrong, test.want.compare(result, sent{pushed, imported})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestShow_failsAtTheEndWhenAStepDoes(t *testing.T) {
	t.Parallel()
	d, out := newDemo(t)
	err := d.show(t.Context(), []step{
		{title: "First", terraform: []string{"version"}, want: expectation{exitCode: 1}},
		{title: "Second", terraform: []string{"version"}, want: expectation{prints: []string{runtime.GOOS + "_" + runtime.GOARCH}}},
	})
	if err == nil || err.Error() != "1 of 2 steps did not do what they say" {
		t.Errorf("error %v", err)
	}
	_, summary, _ := strings.Cut(out.String(), "\nSummary\n")
	want := "1. First    exit code 1   NOT AS EXPECTED: exit code 0 instead of 1\n" +
		"2. Second   exit code 0   As expected.\n"
	if diff := cmp.Diff(want, summary); diff != "" {
		t.Errorf("summary (-want +got):\n%s", diff)
	}
}

func TestShow_stops(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	tests := map[string]struct {
		prepare func(interrupt context.CancelFunc) error
		want    error
	}{
		"when interrupted": {
			func(interrupt context.CancelFunc) error { interrupt(); return nil },
			context.Canceled,
		},
		"when preparation is broken": {
			func(context.CancelFunc) error { return broken },
			broken,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()
			d, out := newDemo(t)
			prepare := func(*demo) error { return test.prepare(interrupt) }
			err := d.show(ctx, []step{{title: "First", prepare: prepare, terraform: []string{"version"}}, {title: "Second"}})
			if !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
			if strings.Contains(out.String(), "Second") {
				t.Errorf("it went on:\n%s", out.String())
			}
		})
	}
}

// newDemo returns a demo for steps that need no provider.
func newDemo(t *testing.T) (*demo, *bytes.Buffer) {
	t.Helper()
	executable, err := acctest.FindTerraform(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	terraform := &acctest.Terraform{Path: executable}
	return &demo{out: &out, systems: acctest.StartSandbox(t), workspace: terraform.Workspace(t.TempDir())}, &out
}
