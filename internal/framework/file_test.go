// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func TestOpenFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := framework.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	if _, err := framework.OpenFile(path + "2"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	for _, path := range []string{os.DevNull, t.TempDir()} {
		if _, err := framework.OpenFile(path); err == nil || !strings.Contains(err.Error(), "not a regular file") {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

func TestWriteFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "directory", "report.md")
	for _, text := range []string{"a longer text", "short", ""} {
		if err := framework.WriteFile(path, text); err != nil {
			t.Fatal(err)
		}
		written, err := os.ReadFile(path)
		if err != nil || string(written) != text {
			t.Fatalf("the file has %q, want %q: %v", written, text, err)
		}
	}
	information, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := information.Mode().Perm(); runtime.GOOS != "windows" && mode != 0o644 {
		t.Errorf("the file has the mode %o", mode)
	}
	wantOnly(t, filepath.Dir(path), "report.md")
}

// TestWriteFile_leavesNothingBehind writes where a file cannot be.
func TestWriteFile_leavesNothingBehind(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	taken := filepath.Join(directory, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "full"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := framework.WriteFile(taken, "text"); err == nil {
		t.Error("a directory was replaced")
	}
	wantOnly(t, directory, "taken")
	file := filepath.Join(directory, "taken", "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := framework.WriteFile(filepath.Join(file, "report.md"), "text"); err == nil {
		t.Error("a file was taken for a directory")
	}
}

// wantOnly checks that a directory has one entry.
func wantOnly(t *testing.T, directory, name string) {
	t.Helper()
	entries, err := os.ReadDir(directory)
	if err != nil || len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("%s has %v, want only %s: %v", directory, entries, name, err)
	}
}
