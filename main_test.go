// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersion_isThatOfTheBuild(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		build   *debug.BuildInfo
		isKnown bool
		want    string
	}{
		"a commit": {
			&debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123abc"}}}, true,
			"terraform-provider-vendorrisk dev (commit 0123abc)",
		},
		"go install": {
			&debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, true,
			"terraform-provider-vendorrisk v1.2.3 (commit unknown)",
		},
		"a source tree": {
			&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, true,
			"terraform-provider-vendorrisk dev (commit unknown)",
		},
		"nothing": {nil, false, "terraform-provider-vendorrisk dev (commit unknown)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := describe(test.build, test.isKnown); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// The names of the variables are those that a release sets.
func TestVersion_ofARelease(t *testing.T) {
	t.Parallel()
	binary := filepath.Join(t.TempDir(), "provider.exe")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "-ldflags", "-X main.version=1.2.3 -X main.commit=0123abc", ".")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	output, err := exec.CommandContext(t.Context(), binary, "-version").CombinedOutput()
	if got := strings.TrimSpace(string(output)); err != nil || got != "terraform-provider-vendorrisk 1.2.3 (commit 0123abc)" {
		t.Errorf("got %q, %v", got, err)
	}
}
