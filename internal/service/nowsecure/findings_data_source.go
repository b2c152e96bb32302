// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"errors"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewFindingsDataSource returns vendorrisk_nowsecure_findings.
func NewFindingsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, findingsDataSource())
}

// NewFindingsEphemeralResource returns the ephemeral resource vendorrisk_nowsecure_findings.
func NewFindingsEphemeralResource() ephemeral.EphemeralResource {
	return framework.NewEphemeralResource(system, findingsDataSource())
}

func findingsDataSource() framework.DataSource[*api.Client, findingsArguments] {
	return framework.DataSource[*api.Client, findingsArguments]{
		Name: "findings", Schema: findingsSchema, Validate: validateFindings, Read: readFindings,
		Validators: []datasource.ConfigValidator{
			datasourcevalidator.Conflicting(path.MatchRoot("seen_after"), path.MatchRoot("seen_within_days")),
			datasourcevalidator.Conflicting(path.MatchRoot("new_since_version"), path.MatchRoot("new_since_assessment")),
		},
	}
}

func readFindings(ctx context.Context, client *api.Client, arguments findingsArguments) (framework.Values, diag.Diagnostics) {
	read, err := client.Findings(ctx, arguments.query(time.Now()))
	if err != nil {
		return nil, findingsError(err)
	}
	return framework.Values{
		"findings":         findingColumns.List(read.Findings),
		"counts":           framework.Counts(framework.CountFindings(read.Findings, sharedFinding)),
		"hidden_counts":    framework.Counts(read.Hidden),
		"total":            framework.Count(len(read.Findings)),
		"covered_subjects": framework.Strings(read.Covered),
		"errors":           errorColumns.List(read.Errors),
		"evaluated_apps":   framework.Count(read.Apps),
	}, unknownFields(read.UnknownFields)
}

// findingsError is at the argument that names what does not exist.
func findingsError(err error) diag.Diagnostics {
	if _, ok := errors.AsType[*api.UnknownAppsError](err); ok {
		return atArgument("apps", "Unknown NowSecure Application",
			err.Error()+". The data source vendorrisk_nowsecure_apps lists the applications that the token's user sees. "+
				"With on_app_error set to report, the application is listed in errors instead.")
	}
	if _, ok := errors.AsType[*api.UnknownAssessmentError](err); ok {
		return atArgument("new_since_assessment", "Unknown NowSecure Assessment",
			err.Error()+". With a misspelled ref, nothing would be known of the accepted build, and everything would be new.")
	}
	return readError("Findings", err)
}
