// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// object is what the conditions below look at: a field that is absent is none
// of these.
type object struct{ world.Object }

func (o object) get(path string) any         { value, _ := world.Get(o.Object, path); return value }
func (o object) is(path string) bool         { return o.get(path) == true }
func (o object) not(path string) bool        { return o.get(path) == false }
func (o object) text(path string) string     { return fmt.Sprint(o.get(path)) }
func (o object) enrolled(factor string) bool { return o.get("mfaEnrollment."+factor) == "ENROLLED" }

func (o object) number(path string) float64 {
	switch value := o.get(path).(type) {
	case int:
		return float64(value)
	case float64:
		return value
	default:
		panic(fmt.Sprintf("%s is %v", path, value))
	}
}

// days is how long ago a time is at JumpCloudAsOf, below 0 when it is ahead.
func (o object) days(path string) float64 {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if when, err := time.Parse(layout, o.text(path)); err == nil {
			return world.JumpCloudAsOf.Sub(when).Hours() / 24
		}
	}
	panic(fmt.Sprintf("%s is no time: %v", path, o.get(path)))
}

func (o object) allows() bool {
	return o.not("disabled") && o.text("effect.action") == "allow" && len(o.get("conditions").(world.Object)) == 0 //nolint:forcetypeassert // a panic fails the test
}

func (o object) targets(resource string) bool {
	return o.not("disabled") && strings.Contains(o.text("targets.resources"), "type:"+resource)
}

func (o object) has(path, part string) bool { return strings.Contains(o.text(path), part) }

func (o object) active() bool {
	return o.is("activated") && o.not("suspended") && o.not("account_locked")
}
func (o object) service() bool { return o.is("ldap_binding_user") || o.is("samba_service_user") }
func (o object) super() bool {
	return o.not("suspended") && strings.EqualFold(o.text("roleName"), "Administrator with Billing")
}

func (o object) privileged() bool {
	return o.is("sudo") || o.is("passwordless_sudo") || o.get("admin") != nil
}
func (o object) unix() bool { return !strings.EqualFold(o.text("osFamily"), "windows") }

// condition is what a check asks of each object that it applies to.
type condition struct {
	of      world.JumpCloudCollection
	applies func(object) bool
	passes  func(object) bool
}

func all(object) bool { return true }

// conditions restate the checks that judge one object at a time, from their
// fields, with the default thresholds.
var conditions = map[string]condition{
	"org-admin-mfa-required":          {world.JumpCloudOrganizations, all, func(o object) bool { return o.is("settings.requireAdminMFA") }},
	"org-admin-google-login-disabled": {world.JumpCloudOrganizations, all, func(o object) bool { return o.is("settings.disableGoogleLogin") }},
	"org-password-min-length": {world.JumpCloudOrganizations, all, func(o object) bool {
		return o.is("settings.passwordPolicy.enableMinLength") && o.number("settings.passwordPolicy.minLength") >= 12
	}},
	"org-password-complexity": {world.JumpCloudOrganizations, all, func(o object) bool {
		return o.is("settings.passwordPolicy.needsLowercase") && o.is("settings.passwordPolicy.needsUppercase") &&
			o.is("settings.passwordPolicy.needsNumeric") && o.is("settings.passwordPolicy.needsSymbolic")
	}},
	"org-password-lockout": {world.JumpCloudOrganizations, all, func(o object) bool {
		return o.is("settings.passwordPolicy.enableMaxLoginAttempts") && o.number("settings.passwordPolicy.maxLoginAttempts") <= 10
	}},
	"org-password-history": {world.JumpCloudOrganizations, all, func(o object) bool {
		return o.is("settings.passwordPolicy.enableMaxHistory") && o.number("settings.passwordPolicy.maxHistory") >= 5
	}},
	"org-password-common-blocked":     {world.JumpCloudOrganizations, all, func(o object) bool { return o.is("settings.passwordPolicy.disallowCommonlyUsedPasswords") }},
	"org-password-username-blocked":   {world.JumpCloudOrganizations, all, func(o object) bool { return o.not("settings.passwordPolicy.allowUsernameSubstring") }},
	"org-password-sequential-blocked": {world.JumpCloudOrganizations, all, func(o object) bool { return o.is("settings.passwordPolicy.disallowSequentialOrRepetitiveChars") }},
	"org-password-expiration": {world.JumpCloudOrganizations, all, func(o object) bool {
		return o.is("settings.passwordPolicy.enablePasswordExpirationInDays") && o.number("settings.passwordPolicy.passwordExpirationInDays") <= 90
	}},
	"org-password-reset-needs-mfa":   {world.JumpCloudOrganizations, all, func(o object) bool { return o.not("settings.passwordPolicy.allowUnenrolledMFAPasswordReset") }},
	"org-portal-idle-timeout":        {world.JumpCloudOrganizations, all, func(o object) bool { return o.number("settings.userPortal.idleSessionDurationMinutes") <= 60 }},
	"org-portal-session-cookie":      {world.JumpCloudOrganizations, all, func(o object) bool { return o.text("settings.userPortal.cookieExpirationType") == "session" }},
	"org-directory-insights-enabled": {world.JumpCloudOrganizations, all, func(o object) bool { return o.is("settings.features.directoryInsights.enabled") }},
	"org-system-insights-enabled":    {world.JumpCloudOrganizations, all, func(o object) bool { return o.is("settings.features.systemInsights.enabled") }},
	"org-new-users-staged": {world.JumpCloudOrganizations, all, func(o object) bool {
		defaults := o.text("settings.newSystemUserStateDefaults")
		return strings.Count(defaults, "STAGED") == 3 && !strings.Contains(defaults, "ACTIVATED")
	}},
	"org-user-agent-self-install-off": {world.JumpCloudOrganizations, all, func(o object) bool { return o.not("settings.enableUserPortalAgentInstall") }},
	"cap-no-unconditional-mfa-skip":   {world.JumpCloudAuthnPolicies, object.allows, func(o object) bool { return o.is("effect.obligations.mfa.required") }},
	"cap-no-disabled-policies":        {world.JumpCloudAuthnPolicies, all, func(o object) bool { return o.not("disabled") }},
	"iplist-not-empty":                {world.JumpCloudIPLists, all, func(o object) bool { return o.text("ips") != "[]" }},
	"iplist-no-any": {world.JumpCloudIPLists, all, func(o object) bool {
		return !o.has("ips", "0.0.0.0/0") && !o.has("ips", "::/0 ") && !o.has("ips", "::/0]")
	}},
	"radius-mfa-enforced": {world.JumpCloudRADIUSServers, func(o object) bool { return o.is("userPasswordEnabled") }, func(o object) bool {
		return o.text("mfa") == "REQUIRED" || o.text("mfa") == "ALWAYS"
	}},
	"radius-radsec-required":         {world.JumpCloudRADIUSServers, all, func(o object) bool { return o.is("requireRadsec") }},
	"device-disk-encrypted":          {world.JumpCloudSystems, func(o object) bool { return o.has("osFamily", "darwin") || o.has("osFamily", "windows") }, func(o object) bool { return o.is("fde.active") }},
	"device-encryption-key-escrowed": {world.JumpCloudSystems, func(o object) bool { return o.is("fde.active") }, func(o object) bool { return o.is("fde.keyPresent") }},
	"device-ssh-root-login-off":      {world.JumpCloudSystems, object.unix, func(o object) bool { return o.not("allowSshRootLogin") }},
	"device-ssh-password-off":        {world.JumpCloudSystems, object.unix, func(o object) bool { return o.not("allowSshPasswordAuthentication") }},
	"device-mfa-enabled":             {world.JumpCloudSystems, all, func(o object) bool { return o.is("allowMultiFactorAuthentication") }},
	"device-agent-reporting":         {world.JumpCloudSystems, all, func(o object) bool { return o.days("lastContact") <= 30 }},
	"device-policies-succeed":        {world.JumpCloudSystems, all, func(o object) bool { return o.number("policyStats.failed") == 0 }},
	"device-policy-bound":            {world.JumpCloudSystems, all, func(o object) bool { return o.is("isPolicyBound") }},
	"device-system-insights-on":      {world.JumpCloudSystems, all, func(o object) bool { return o.text("systemInsights.state") == "enabled" }},
	"device-no-unmanaged-local-admin": {world.JumpCloudSystems, all, func(o object) bool {
		return !o.has("userMetrics", "admin:true managed:false")
	}},
	"app-saml-cert-valid": {world.JumpCloudApplications, func(o object) bool { return o.get("sso.idpCertExpirationAt") != nil }, func(o object) bool {
		return o.days("sso.idpCertExpirationAt") < -30
	}},
	"apple-mdm-apns-cert-valid":  {world.JumpCloudAppleMDMs, all, func(o object) bool { return o.days("apnsCertExpiry") < -30 }},
	"gsuite-lockout-suspends":    {world.JumpCloudGSuites, all, func(o object) bool { return o.text("userLockoutAction") == "suspend" }},
	"office365-lockout-suspends": {world.JumpCloudOffice365s, all, func(o object) bool { return o.text("userLockoutAction") == "suspend" }},
	"admin-mfa-enrolled": {world.JumpCloudAdministrators, func(o object) bool { return o.not("suspended") }, func(o object) bool {
		return o.is("enableMultiFactor") && o.is("totpEnrolled")
	}},
	"admin-api-key-expires": {world.JumpCloudAdministrators, func(o object) bool { return o.is("apiKeySet") }, func(o object) bool {
		return o.get("apiKeyHash.expireAt") != nil && o.days("apiKeyHash.expireAt") >= -365
	}},
	"admin-api-key-rotated":      {world.JumpCloudAdministrators, func(o object) bool { return o.is("apiKeySet") }, func(o object) bool { return o.days("apiKeyHash.createdAt") <= 365 }},
	"admin-suspended-no-api-key": {world.JumpCloudAdministrators, func(o object) bool { return o.is("suspended") }, func(o object) bool { return o.not("apiKeySet") }},
	"admin-api-access-limited":   {world.JumpCloudAdministrators, all, func(o object) bool { return o.not("apiKeyAllowed") || o.is("apiKeySet") }},
	"admin-password-age":         {world.JumpCloudAdministrators, all, func(o object) bool { return o.days("passwordUpdatedAt") <= 90 }},
	"admin-recently-created":     {world.JumpCloudAdministrators, all, func(o object) bool { return o.days("created") > 14 }},
	"user-mfa-enrolled":          {world.JumpCloudUsers, func(o object) bool { return o.active() && !o.service() }, func(o object) bool { return o.enrolled("overallStatus") }},
	"user-mfa-not-excluded":      {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") }, func(o object) bool { return o.not("mfa.exclusion") }},
	"user-portal-mfa-required":   {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") && !o.service() }, func(o object) bool { return o.is("enable_user_portal_multifactor") }},
	"user-admin-phishing-resistant": {world.JumpCloudUsers, func(o object) bool { return o.get("admin") != nil }, func(o object) bool {
		return o.enrolled("webAuthnStatus") || o.enrolled("jcGoStatus")
	}},
	"user-password-expires":          {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") }, func(o object) bool { return o.not("password_never_expires") }},
	"user-password-age":              {world.JumpCloudUsers, func(o object) bool { return o.active() && o.get("password_date") != nil }, func(o object) bool { return o.days("password_date") <= 90 }},
	"user-no-passwordless-sudo":      {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") }, func(o object) bool { return o.not("passwordless_sudo") }},
	"service-account-not-privileged": {world.JumpCloudUsers, object.service, func(o object) bool { return !o.privileged() }},
	"user-suspended-no-privilege":    {world.JumpCloudUsers, func(o object) bool { return o.is("suspended") }, func(o object) bool { return !o.privileged() }},
	"user-activated":                 {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") }, func(o object) bool { return o.is("activated") || o.days("created") <= 30 }},
	"user-not-locked":                {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") }, func(o object) bool { return o.not("account_locked") }},
	"user-password-not-expired":      {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") }, func(o object) bool { return o.not("password_expired") }},
	"user-ssh-key-age": {world.JumpCloudUsers, func(o object) bool { return o.text("ssh_keys") != "[]" }, func(o object) bool {
		key := object{o.get("ssh_keys").([]any)[0].(world.Object)} //nolint:forcetypeassert // a panic fails the test
		return key.days("create_date") <= 365
	}},
	"user-device-lockout-applies": {world.JumpCloudUsers, func(o object) bool { return o.not("suspended") }, func(o object) bool { return o.not("disableDeviceMaxLoginAttempts") }},
	"user-domain-allowed":         {world.JumpCloudUsers, all, func(o object) bool { return strings.HasSuffix(o.text("email"), "@"+world.JumpCloudDomain) }},
	// These count, so that no single object fails them.
	"user-global-sudo-limited":    {of: world.JumpCloudUsers, applies: func(o object) bool { return o.active() && o.is("sudo") }},
	"admin-super-admin-count":     {of: world.JumpCloudAdministrators, applies: object.super},
	"cap-admin-portal-policy":     {of: world.JumpCloudAuthnPolicies, applies: func(o object) bool { return o.targets("admin_portal") }},
	"cap-user-portal-mfa-for-all": {of: world.JumpCloudAuthnPolicies, applies: protectsEveryone},
}

func protectsEveryone(o object) bool {
	return o.targets("user_portal") && o.allows() && o.is("effect.obligations.mfa.required") &&
		o.has("targets.users.inclusions", "ALL") && o.text("targets.userGroups.exclusions") == "[]"
}

// counts are how many objects pass the checks that count.
var counts = map[string]func(int) bool{
	"user-global-sudo-limited":    func(count int) bool { return count <= 5 },
	"admin-super-admin-count":     func(count int) bool { return count == 2 || count == 3 },
	"cap-admin-portal-policy":     func(count int) bool { return count > 0 },
	"cap-user-portal-mfa-for-all": func(count int) bool { return count > 0 },
}

// judge returns how many objects the check applies to, and whether it passes.
func judge(w *world.JumpCloud, name string) (applied int, passes bool) {
	check, failed := conditions[name], 0
	for _, id := range w.OrganizationIDs() {
		objects := w.Objects(id, check.of)
		if organization, ok := w.Organization(id); ok && check.of == world.JumpCloudOrganizations {
			objects = []world.Object{organization}
		}
		for _, judged := range objects {
			if !check.applies(object{judged}) {
				continue
			}
			applied++
			if check.passes != nil && !check.passes(object{judged}) {
				failed++
			}
		}
	}
	if enough, counted := counts[name]; counted {
		return applied, enough(applied)
	}
	return applied, failed == 0
}

func TestStrongJumpCloudPassesAndWeakFailsEveryCheck(t *testing.T) {
	t.Parallel()
	strong, weak := world.StrongJumpCloud(), world.WeakJumpCloud()
	if len(conditions) != 63 {
		t.Errorf("%d checks", len(conditions))
	}
	for name := range conditions {
		if applied, passes := judge(strong, name); applied == 0 || !passes {
			t.Errorf("%s: the strong organization passes: %t, over %d objects", name, passes, applied)
		}
		if _, passes := judge(weak, name); passes {
			t.Errorf("%s: the weak organization passes", name)
		}
	}
	sudo := slices.DeleteFunc(weak.Objects(world.WeakJumpCloudOrganizationID, world.JumpCloudUsers), func(user world.Object) bool {
		return !object{user}.active() || !object{user}.is("sudo")
	})
	if len(sudo) < 6 {
		t.Errorf("%d active users with sudo in the weak organization", len(sudo))
	}
	// That everyone has to use MFA at the portal would pass without a policy.
	if _, passes := judge(weak, "user-portal-mfa-required"); passes {
		t.Error("everyone uses MFA at the portal in the weak organization")
	}
}
