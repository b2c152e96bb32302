// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"
)

// Files returns the contents of all files in the workspace, by path. It includes
// the files inside of saved plans, which are archives.
func (w *Workspace) Files(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	directory := os.DirFS(w.Dir)
	err := fs.WalkDir(directory, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := fs.ReadFile(directory, name)
		if err != nil {
			return err
		}
		files[name] = string(content)
		return unzip(files, name, content)
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// unzip adds the files of an archive. It ignores content that is not an archive.
func unzip(files map[string]string, name string, content []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if errors.Is(err, zip.ErrFormat) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, file := range archive.File {
		unzipped, err := fs.ReadFile(archive, file.Name)
		if err != nil {
			return err
		}
		files[name+"/"+file.Name] = string(unzipped)
	}
	return nil
}
