// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"errors"
	"os"
	"path/filepath"
)

// OpenFile opens a file for reading. It must be a regular file, or a link to one: to
// open a named pipe waits for a writer, and what was read of it cannot be read again.
func OpenFile(path string) (*os.File, error) {
	information, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !information.Mode().IsRegular() {
		return nil, &os.PathError{Op: "open", Path: path, Err: errNotRegular}
	}
	return os.Open(path)
}

var errNotRegular = errors.New("it is not a regular file")

// WriteFile writes a file that others may read, and creates its directory. A
// reader sees the old file or the new one, and never a part of either: the text is
// written to a file beside it, which then takes its place.
func WriteFile(path, text string) (err error) {
	directory := filepath.Dir(path)
	if err := os.MkdirAll(directory, 0o755); err != nil { //nolint:gosec // Others may read reports.
		return err
	}
	file, err := os.CreateTemp(directory, "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	_, err = file.WriteString(text)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
