// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"errors"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewComponentsDataSource returns vendorrisk_nowsecure_components.
func NewComponentsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, componentsArguments]{
		Name: "components", Schema: componentsSchema, Read: readComponents,
	})
}

type componentsArguments struct {
	App             string           `tfsdk:"app"`
	MinimumSeverity posture.Severity `tfsdk:"minimum_severity"`
}

// componentColumns are the attributes of a component.
var componentColumns = framework.Columns[api.Component]{
	framework.StringColumn("ecosystem", "Where the component comes from: `CocoaPods`, `Maven`, `Native`, `npm`, `NuGet` or `Commercial` for example. Null when NowSecure does not say.",
		func(c api.Component) string { return c.Ecosystem }),
	framework.StringColumn("name", "The component's name.",
		func(c api.Component) string { return c.Name }),
	framework.StringColumn("version", "The version in the build. Null when NowSecure does not say.",
		func(c api.Component) string { return c.Version }),
	framework.StringColumn("latest", "The newest version of the component. Null when NowSecure does not say.",
		func(c api.Component) string { return c.Latest }),
	framework.StringColumn("license", "The license. Null when NowSecure does not say.",
		func(c api.Component) string { return c.License }),
	{
		Name:      "vulnerabilities",
		Attribute: componentVulnerabilityColumns.ListAttribute("The known vulnerabilities of the component in this version, the worst first. A severity that is unknown comes before all others."),
		Value:     func(c api.Component) tftypes.Value { return componentVulnerabilityColumns.List(c.Vulnerabilities) },
	},
}

// componentVulnerabilityColumns are the attributes of a vulnerability of a component.
var componentVulnerabilityColumns = framework.Columns[api.ComponentVulnerability]{
	framework.StringColumn("id", "The vulnerability's ID, `CVE-2021-0341` for example.",
		func(v api.ComponentVulnerability) string { return v.ID }),
	framework.StringColumn("title", "The vulnerability's title. Null when NowSecure does not say.",
		func(v api.ComponentVulnerability) string { return v.Title }),
	framework.StringColumn("severity", "The severity of the CVSS score: `critical`, `high`, `medium`, `low` or `info`, and `unknown` without a score.",
		func(v api.ComponentVulnerability) string { return string(v.Severity) }),
	framework.Float64Column("cvss", "The CVSS base score, 0 to 10, of the vector where the score is missing. Null when there is neither.",
		func(v api.ComponentVulnerability) *float64 { return v.CVSS }),
	framework.StringColumn("cvss_vector", "The CVSS vector. Null when there is none.",
		func(v api.ComponentVulnerability) string { return v.CVSSVector }),
	framework.StringColumn("cwe", "The weakness, `CWE-295` for example. Null when there is none.",
		func(v api.ComponentVulnerability) string { return v.CWE }),
}

func componentsSchema() schema.Schema {
	attributes := buildColumns(latest, "the newest completed assessment").Attributes()
	attributes["app"] = schema.StringAttribute{
		MarkdownDescription: "The application, by ref.",
		Required:            true,
		Validators:          []validator.String{framework.NotBlank()},
	}
	attributes["minimum_severity"] = schema.StringAttribute{
		MarkdownDescription: "Only components with a vulnerability of this severity or worse: `critical`, `high`, `medium`, `low`, `info` or `positive`. A vulnerability with an unknown severity always counts.",
		Optional:            true,
		Validators:          []validator.String{framework.Severity()},
	}
	attributes["components"] = componentColumns.ListAttribute("The components, sorted by ecosystem, name and version.")
	attributes["total"] = framework.TotalAttribute("components")
	return schema.Schema{
		MarkdownDescription: "The software bill of materials of a mobile application: the components that the newest completed assessment found in the build, with their known vulnerabilities. " +
			"It is an error if the application has no completed assessment, or if the assessment has no list of components: that is not a list without any. " +
			"Where a component is in the build is never read. It costs one request for every hundred applications, and three more; the other data sources of the same plan share all but one.",
		Attributes: attributes,
	}
}

func readComponents(ctx context.Context, client *api.Client, arguments componentsArguments) (framework.Values, diag.Diagnostics) {
	read, err := client.Components(ctx, arguments.App)
	if _, ok := errors.AsType[*api.UnknownAppsError](err); ok {
		return nil, atArgument("app", "Unknown NowSecure Application",
			err.Error()+". The data source vendorrisk_nowsecure_apps lists the applications that the token's user sees.")
	}
	if err != nil {
		return nil, readError("Components", err)
	}
	wanted := slices.DeleteFunc(read.Components, func(component api.Component) bool { return !arguments.wants(component) })
	values := buildColumns(latest, "").Values(read.App)
	values["components"], values["total"] = componentColumns.List(wanted), framework.Count(len(wanted))
	return values, unknownFields(read.UnknownFields)
}

func (a componentsArguments) wants(component api.Component) bool {
	return a.MinimumSeverity == "" || slices.ContainsFunc(component.Vulnerabilities, func(found api.ComponentVulnerability) bool {
		return found.Severity.MayReach(a.MinimumSeverity)
	})
}
