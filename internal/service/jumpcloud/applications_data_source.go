// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewApplicationsDataSource returns vendorrisk_jumpcloud_applications.
func NewApplicationsDataSource() datasource.DataSource {
	return newListDataSource(listDataSource[check.Application, applicationsArguments]{
		name: "applications", title: "Applications", noun: "applications",
		description: "The applications that users sign in to, and when their signing certificates expire, for one request and one more for every 100 of them.",
		arguments: map[string]schema.Attribute{
			"active": stateFilterAttribute("Only applications that are active, or that are not."),
		},
		columns: applicationColumns,
		read:    (*api.Client).Applications,
	})
}

type applicationsArguments struct {
	Active *bool `tfsdk:"active"`
}

func (a applicationsArguments) choose(application check.Application) (check.Application, bool) {
	return application, keeps(a.Active, application.Active)
}

// applicationColumns are the attributes of an application.
var applicationColumns = framework.Columns[check.Application]{
	framework.StringColumn("id", "The application's ID.",
		func(a check.Application) string { return a.ID() }),
	text("name", "The label that users see.",
		func(a check.Application) string { return a.DisplayLabel }),
	text("kind", "The name of the kind of application, such as `Custom SAML App`.",
		func(a check.Application) string { return a.DisplayName }),
	setting("active", "Whether users can sign in.",
		func(a check.Application) *bool { return a.Active }),
	text("sso_type", "How users sign in: `saml`, `oidc` or `bookmark`, for example.",
		func(a check.Application) string { return a.SSO.Type }),
	framework.StringColumn("certificate_expires_at", "When the certificate expires with which JumpCloud signs, RFC 3339 in UTC. "+
		"Null when there is none, and when JumpCloud does not say.",
		func(a check.Application) string { return a.SSO.IDPCertExpirationAt.RFC3339() }),
}
