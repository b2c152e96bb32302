// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"golang.org/x/sync/semaphore"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// recordsFile is the file of records_file.
type recordsFile struct{ *os.File }

// openRecords opens the file of records_file.
func openRecords(name string) (recordsFile, diag.Diagnostics) {
	file, err := framework.OpenFile(name)
	if errors.Is(err, os.ErrNotExist) {
		err = fmt.Errorf("%w. The file must exist during the plan. If the same apply writes it, its path must be unknown until then: see the guide Publishing to Secureframe", err)
	}
	return recordsFile{file}, unreadable(err)
}

func (f recordsFile) close() { _ = f.Close() } // It was only read.

// reading is what files wait for: one is read at a time, with all processors.
var reading = semaphore.NewWeighted(1)

// collectOften lets less garbage pile up for the rest of the process: 30 percent of
// what is in use. The default is 100, which doubles the memory for nothing: most of
// what is in use stays to the end.
var collectOften = sync.OnceFunc(func() { debug.SetGCPercent(30) })

// read reads and checks the file. The file is nil if there is an error.
func (f recordsFile) read(ctx context.Context, checker *contract.Checker, salt recordfile.Salt) (*recordfile.File, []problem.Problem, diag.Diagnostics) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, nil, unreadable(err)
	}
	information, err := f.Stat()
	if err != nil {
		return nil, nil, unreadable(err)
	}
	if err := reading.Acquire(ctx, 1); err != nil {
		return nil, nil, unreadable(err)
	}
	defer reading.Release(1)
	collectOften()
	file, problems, err := recordfile.Read(ctx, f, information.Size(), checker, salt)
	return file, problems, unreadable(err)
}

// unreadable is the error of a file that cannot be read, if there is one.
func unreadable(err error) diag.Diagnostics {
	if err == nil {
		return nil
	}
	if line, ok := errors.AsType[*recordfile.LineError](err); ok {
		return fileProblems([]problem.Problem{{Attribute: "records_file", Message: fmt.Sprintf("%s This applies to line %d.", line.Problem, line.Line)}})
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("records_file"), "Unable to Read the Secureframe Records", fmt.Sprintf("The file cannot be read: %s.", err))}
}

// fileProblems returns the problems of a file as diagnostics.
func fileProblems(problems []problem.Problem) diag.Diagnostics {
	return framework.Problems("Secureframe Record", func(problem.Problem) path.Path { return path.Root("records_file") }, problems)
}
