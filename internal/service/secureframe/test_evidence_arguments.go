// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// testEvidenceArguments are the arguments of a configuration, a plan or a state,
// and the computed attributes.
type testEvidenceArguments struct {
	TestID             framework.Argument[string] `tfsdk:"test_id"`
	File               framework.Argument[string] `tfsdk:"file"`
	ContentWO          framework.Argument[string] `tfsdk:"content_wo"`
	ContentWOVersion   framework.Argument[int64]  `tfsdk:"content_wo_version"`
	Filename           framework.Argument[string] `tfsdk:"filename"`
	ContentType        framework.Argument[string] `tfsdk:"content_type"`
	ActivityCompletion framework.Argument[string] `tfsdk:"activity_completion"`

	Timeouts      framework.Timeouts         `tfsdk:"timeouts"`
	Destination   framework.Argument[string] `tfsdk:"destination"`
	ID            framework.Argument[string] `tfsdk:"id"`
	ContentSHA256 framework.Argument[string] `tfsdk:"content_sha256"`
	Accepted      framework.Argument[bool]   `tfsdk:"accepted"`
	CreatedAt     framework.Argument[string] `tfsdk:"created_at"`
}

var (
	uuidPattern = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	mediaType   = regexp.MustCompile(`^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+$`)
	// filenamePattern has no folder, no control character, no white space at the
	// ends, and an extension.
	filenamePattern = regexp.MustCompile(`^[^\s/\\\p{C}]([^/\\\p{C}]*[^\s/\\\p{C}])?\.[A-Za-z0-9]+$`)

	uuidValidator     = stringvalidator.RegexMatches(uuidPattern, "must be a UUID such as "+uuid.Nil.String())
	filenameValidator = stringvalidator.RegexMatches(filenamePattern, "must be a filename with an extension, such as report.md, without a folder, control characters, and white space at its ends")
)

// isElsewhere reports whether the evidence was attached at another address than the
// one that is known now.
func (a testEvidenceArguments) isElsewhere(address string) bool {
	return address != "" && a.Destination.Value != "" && a.Destination.Value != address
}

// validate refuses arguments that do not go together.
func (a testEvidenceArguments) validate() diag.Diagnostics {
	var diags diag.Diagnostics
	// An unknown value may become null.
	hasFile, hasContent := !a.File.IsNull(), !a.ContentWO.IsNull()
	switch {
	case hasFile && hasContent && a.File.IsKnown() && a.ContentWO.IsKnown():
		diags.AddAttributeError(path.Root("content_wo"), "Invalid Attribute Combination", "Only one of file and content_wo can be set.")
	case !hasFile && !hasContent:
		diags.AddAttributeError(path.Root("file"), "Missing Content", "One of file and content_wo must be set.")
	case !hasFile && a.Filename.IsNull():
		diags.AddAttributeError(path.Root("filename"), "Missing Filename", "content_wo requires filename, such as report.md.")
	}
	if !a.ContentWOVersion.IsNull() && !hasContent {
		diags.AddAttributeError(path.Root("content_wo_version"), "Invalid Attribute Combination", "content_wo_version can be set only together with content_wo.")
	}
	return diags
}

// filename is the name of the file in Secureframe, from a configuration. It is
// unknown when it cannot be told yet.
func (a testEvidenceArguments) filename() tftypes.Value {
	switch {
	case !a.Filename.IsNull():
		return a.Filename.Wire()
	case !a.File.IsKnown():
		return unknownText
	default:
		return framework.String(filepath.Base(a.File.Value))
	}
}

// checkFilename refuses a name that comes from the path of the file.
func (a testEvidenceArguments) checkFilename() diag.Diagnostics {
	if !a.Filename.IsKnown() || filenamePattern.MatchString(a.Filename.Value) {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("file"), "Invalid Secureframe Evidence",
		fmt.Sprintf("The name of the file, %q, is not one that Secureframe documents: it needs an extension. Set filename, such as report.md.", a.Filename.Value))}
}

// replaced are the attributes whose change needs a new evidence.
func (a testEvidenceArguments) replaced(plan testEvidenceArguments) []string {
	var changed []string
	for _, attribute := range []struct {
		name          string
		before, after framework.Argument[string]
	}{
		{"test_id", a.TestID, plan.TestID},
		{"filename", a.Filename, plan.Filename},
		{"content_type", a.ContentType, plan.ContentType},
		{"activity_completion", a.ActivityCompletion, plan.ActivityCompletion},
	} {
		if !sameText(attribute.before, attribute.after) {
			changed = append(changed, attribute.name)
		}
	}
	return changed
}

// sameText compares two texts. UUIDs are the same in upper and lower case.
func sameText(before, after framework.Argument[string]) bool {
	isUUID := uuidPattern.MatchString(before.Value) && after.IsKnown()
	return before.Equal(after) || isUUID && strings.EqualFold(before.Value, after.Value)
}

// evidence is what is attached.
func (a testEvidenceArguments) evidence(content []byte) api.TestEvidence {
	return api.TestEvidence{
		TestID: a.TestID.Value, Filename: a.Filename.Value, ContentType: a.ContentType.Value,
		CompletedOn: dateOf(a.ActivityCompletion.Value), Content: content,
	}
}

// dateOf returns the date of what framework.Date accepts.
func dateOf(text string) string {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.UTC().Format(time.DateOnly)
	}
	return text
}

// evidenceValues are the computed attributes of an evidence.
func evidenceValues(evidence api.Evidence) framework.Values {
	return framework.Values{
		"id": framework.String(evidence.ID), "accepted": framework.Bool(evidence.Accepted), "created_at": framework.String(evidence.CreatedAt),
	}
}
