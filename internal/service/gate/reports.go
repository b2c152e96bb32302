// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/report"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// reports are the files that the gate writes, by format. An empty path is not
// written.
type reports map[string]string

// write writes every report that it can.
func (r reports) write(judged report.Report) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, format := range report.Formats() {
		if r[format] == "" {
			continue
		}
		text, _ := judged.In(format)
		if err := framework.WriteFile(r[format], text); err != nil {
			diags.AddAttributeError(reportAt(format), "Unable to Write Report",
				fmt.Sprintf("The gate has judged, but its %s report could not be written to %q, seen from %s. "+
					"Check that the path is a file, and that Terraform may write to its directory.\n\nOriginal Error: %s",
					format, r[format], workingDirectory(), err))
		}
	}
	return diags
}

// remove removes the reports of an earlier judgment: there is none now.
func (r reports) remove() diag.Diagnostics {
	var diags diag.Diagnostics
	for format, file := range r {
		if file == "" {
			continue
		}
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			diags.AddAttributeError(reportAt(format), "Unable to Remove Report",
				fmt.Sprintf("The gate has not judged, but the report of an earlier plan is still in %q.\n\nOriginal Error: %s", file, err))
		}
	}
	return diags
}

func reportAt(format string) path.Path { return path.Root("reports").AtName(format) }

// workingDirectory is where relative paths begin.
func workingDirectory() string {
	directory, err := filepath.Abs(".")
	if err != nil {
		return "the working directory"
	}
	return directory
}
