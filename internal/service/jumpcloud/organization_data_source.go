// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// NewOrganizationDataSource returns vendorrisk_jumpcloud_organization.
func NewOrganizationDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, struct{}]{
		Name: "organization", Schema: organizationSchema, Read: readOrganization,
	})
}

// organizationColumns are the attributes of an organization.
var organizationColumns = framework.Columns[check.Organization]{
	framework.StringColumn("id", "The organization's id.",
		func(o check.Organization) string { return o.ID() }),
	text("name", "The organization's name.",
		func(o check.Organization) string { return o.DisplayName }),
	text("created_at", "When the organization was made, RFC 3339 in UTC.",
		func(o check.Organization) string { return o.Created.RFC3339() }),
	settingsColumn("password_policy", "The default password policy. User groups may have their own, which the API does not document. "+
		"A number counts only while its flag is true, and all of it only while `compliance` is `custom`.", passwordPolicyColumns),
	settingsColumn("administrators", "How administrators sign in.", administratorSettingColumns),
	settingsColumn("user_portal", "The portal that users sign in to.", userPortalColumns),
	settingsColumn("new_users", "The state that new users begin with, by how they are made: `STAGED` or `ACTIVATED`.", newUserColumns),
	settingsColumn("features", "Parts of JumpCloud that may be off.", featureColumns),
}

// settingsColumn is an object with some of the organization's settings.
func settingsColumn(name, description string, columns framework.Columns[check.Settings]) framework.Column[check.Organization] {
	return framework.Column[check.Organization]{
		Name:      name,
		Attribute: columns.ObjectAttribute(description),
		Value:     func(o check.Organization) tftypes.Value { return columns.Object(o.Settings) },
	}
}

var passwordPolicyColumns = framework.Columns[check.Settings]{
	text("compliance", "`custom`, or a preset such as `pci3` or `windows`, which is then in force in place of the numbers here.",
		func(s check.Settings) string { return s.PasswordCompliance }),
	setting("minimum_length_enabled", "Whether `minimum_length` is in force.",
		func(s check.Settings) *bool { return s.PasswordPolicy.EnableMinLength }),
	amount("minimum_length", "The fewest characters.",
		func(s check.Settings) *int64 { return s.PasswordPolicy.MinLength }),
	setting("needs_lowercase", "Whether a lower case letter is required.",
		func(s check.Settings) *bool { return s.PasswordPolicy.NeedsLowercase }),
	setting("needs_uppercase", "Whether an upper case letter is required.",
		func(s check.Settings) *bool { return s.PasswordPolicy.NeedsUppercase }),
	setting("needs_number", "Whether a digit is required.",
		func(s check.Settings) *bool { return s.PasswordPolicy.NeedsNumeric }),
	setting("needs_symbol", "Whether a special character is required.",
		func(s check.Settings) *bool { return s.PasswordPolicy.NeedsSymbolic }),
	setting("maximum_login_attempts_enabled", "Whether `maximum_login_attempts` is in force.",
		func(s check.Settings) *bool { return s.PasswordPolicy.EnableMaxLoginAttempts }),
	amount("maximum_login_attempts", "The failed logins after which an account is locked.",
		func(s check.Settings) *int64 { return s.PasswordPolicy.MaxLoginAttempts }),
	setting("history_enabled", "Whether `history` is in force.",
		func(s check.Settings) *bool { return s.PasswordPolicy.EnableMaxHistory }),
	amount("history", "The number of earlier passwords that may not be used again.",
		func(s check.Settings) *int64 { return s.PasswordPolicy.MaxHistory }),
	setting("expiration_enabled", "Whether `expiration_days` is in force.",
		func(s check.Settings) *bool { return s.PasswordPolicy.EnablePasswordExpirationInDays }),
	amount("expiration_days", "The days after which a password expires.",
		func(s check.Settings) *int64 { return s.PasswordPolicy.PasswordExpirationInDays }),
	setting("common_passwords_blocked", "Whether commonly used passwords are disallowed.",
		func(s check.Settings) *bool { return s.PasswordPolicy.DisallowCommonlyUsedPasswords }),
	setting("sequential_characters_blocked", "Whether sequential or repeated characters are disallowed.",
		func(s check.Settings) *bool { return s.PasswordPolicy.DisallowSequentialOrRepetitiveChar }),
	setting("username_allowed", "Whether the username may be a part of the password.",
		func(s check.Settings) *bool { return s.PasswordPolicy.AllowUsernameSubstring }),
	setting("reset_without_mfa_allowed", "Whether users who have not enrolled MFA may reset their own password.",
		func(s check.Settings) *bool { return s.PasswordPolicy.AllowUnenrolledMFAPasswordReset }),
}

var administratorSettingColumns = framework.Columns[check.Settings]{
	setting("mfa_required", "Whether MFA is required of all administrators.",
		func(s check.Settings) *bool { return s.RequireAdminMFA }),
	setting("google_login_disabled", "Whether administrators cannot sign in with Google, where JumpCloud's MFA does not apply.",
		func(s check.Settings) *bool { return s.DisableGoogleLogin }),
}

var userPortalColumns = framework.Columns[check.Settings]{
	amount("idle_session_minutes", "The minutes, 1 to 129600, after which an idle session ends.",
		func(s check.Settings) *int64 { return s.UserPortal.IdleSessionDurationMinutes }),
	text("cookie_expiration", "`session` when the cookie ends with the browser's session, `date` when it has a date.",
		func(s check.Settings) string { return s.UserPortal.CookieExpirationType }),
	setting("agent_install_enabled", "Whether users may enroll devices from the portal.",
		func(s check.Settings) *bool { return s.EnableUserPortalAgentInstall }),
}

var newUserColumns = framework.Columns[check.Settings]{
	text("manual_entry", "Of users that are entered by hand.",
		func(s check.Settings) string { return s.NewUserStates.ManualEntry }),
	text("csv_import", "Of users that are imported from a file.",
		func(s check.Settings) string { return s.NewUserStates.CSVImport }),
	text("application_import", "Of users that are imported from an application.",
		func(s check.Settings) string { return s.NewUserStates.ApplicationImport }),
}

var featureColumns = framework.Columns[check.Settings]{
	setting("directory_insights", "Whether Directory Insights, the log of events, is on.",
		func(s check.Settings) *bool { return s.Features.DirectoryInsights.Enabled }),
	setting("system_insights", "Whether System Insights, the state of devices, is on.",
		func(s check.Settings) *bool { return s.Features.SystemInsights.Enabled }),
}

func organizationSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The settings of the organization that matter to its security, for two requests. " +
			"A value is null when JumpCloud's answer does not have it: JumpCloud added some to the API late, and a role may hide them.",
		Attributes: organizationColumns.Attributes(),
	}
}

func readOrganization(ctx context.Context, client *api.Client, _ struct{}) (framework.Values, diag.Diagnostics) {
	organization, err := client.Organization(ctx)
	if err != nil {
		return nil, system.ReadError("Organization", err)
	}
	return organizationColumns.Values(organization), nil
}
