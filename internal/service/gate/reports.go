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

// The formats of a report, as the attributes of reports name them.
const (
	formatMarkdown = "markdown"
	formatJSON     = "json"
	formatJUnit    = "junit"
	formatSARIF    = "sarif"
)

// reports are the files that the gate writes. An empty path is not written.
type reports struct {
	Markdown string `tfsdk:"markdown"`
	JSON     string `tfsdk:"json"`
	JUnit    string `tfsdk:"junit"`
	SARIF    string `tfsdk:"sarif"`
}

// reportFile is one file to write.
type reportFile struct {
	format string
	path   string
	text   func(report.Report) string
}

func (r *reports) files() []reportFile {
	if r == nil {
		return nil
	}
	var files []reportFile
	for _, file := range []reportFile{
		{formatMarkdown, r.Markdown, report.Report.Markdown},
		{formatJSON, r.JSON, report.Report.JSON},
		{formatJUnit, r.JUnit, report.Report.JUnit},
		{formatSARIF, r.SARIF, report.Report.SARIF},
	} {
		if file.path != "" {
			files = append(files, file)
		}
	}
	return files
}

// write writes every report that it can.
func (r *reports) write(judged report.Report) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, file := range r.files() {
		if err := framework.WriteFile(file.path, file.text(judged)); err != nil {
			diags.AddAttributeError(reportAt(file.format), "Unable to Write Report",
				fmt.Sprintf("The gate has judged, but its %s report could not be written to %q, seen from %s. "+
					"Check that the path is a file, and that Terraform may write to its directory.\n\nOriginal Error: %s",
					file.format, file.path, workingDirectory(), err))
		}
	}
	return diags
}

// remove removes the reports of an earlier judgment: there is none now.
func (r *reports) remove() diag.Diagnostics {
	var diags diag.Diagnostics
	for _, file := range r.files() {
		if err := os.Remove(file.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			diags.AddAttributeError(reportAt(file.format), "Unable to Remove Report",
				fmt.Sprintf("The gate has not judged, but the report of an earlier plan is still in %q.\n\nOriginal Error: %s", file.path, err))
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
