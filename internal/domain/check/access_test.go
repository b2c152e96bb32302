// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"

// everyone is a policy that requires MFA of everyone for the user portal, and
// what is changed of it.
func everyone(changes string) string {
	return changed(`{"id":"p","type":"user_portal","disabled":false,"conditions":{},
		"effect":{"action":"allow","obligations":{"mfa":{"required":true}}},
		"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["ALL"]},"userGroups":{"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}}`, changes)
}

const (
	settingOn      = `{"_id":"on","activated":true,"suspended":false,"account_locked":false,"enable_user_portal_multifactor":true}`
	settingOff     = `{"_id":"off","activated":true,"suspended":false,"account_locked":false,"enable_user_portal_multifactor":false}`
	settingOffGone = `{"_id":"gone","activated":true,"suspended":true,"account_locked":false,"enable_user_portal_multifactor":false}`
	settingNotSaid = `{"_id":"unsaid","activated":true,"suspended":false,"account_locked":false}`
)

var requiredByDefault = options(func(o *check.Options) { o.DefaultAccessPolicyRequiresMFA = true })

// accessCases are those of conditional access policies.
var accessCases = map[string]cases{
	"cap-user-portal-mfa-for-all": {
		pass: []situation{
			given(policies(everyone(``)), users(settingOff)),
			given(policies(everyone(``))),
			given(policies(everyone(`,"conditions":null`)), users(settingOff)),
			given(policies(everyone(`,"monitorOnly":false`)), users(settingOff)),
			given(policies(everyone(``), everyone(`,"id":"q","effect":{"action":"allow"},"targets":{"resources":[{"type":"application"}]}`)), users(settingOff)),
			given(policies(everyone(`,"targets":{"resources":[{"type":"application"},{"type":"user_portal"}],"users":{"inclusions":["all"]},"userGroups":{"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}`)), users(settingOff)),
			given(policies(everyone(`,"targets":{"users":{"inclusions":["all"]},"userGroups":{"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}`)), users(settingOff)),
			given(policies(), users(settingOn, settingOffGone)),
			given(users(settingOn)),
			given(requiredByDefault),
		},
		fail: []situation{
			given(policies(), users(settingOff)),
			given(policies(), users(settingOn, settingNotSaid, settingOff)),
			given(policies(), users(settingOffGone)),
			given(policies(everyone(`,"disabled":true`)), users(settingOff)),
			given(policies(everyone(`,"conditions":{"deviceManaged":true}`)), users(settingOff)),
			given(policies(everyone(`,"effect":{"action":"deny","obligations":{"mfa":{"required":true}}}`)), users(settingOff)),
			given(policies(everyone(`,"effect":{"action":"allow","obligations":{"mfa":{"required":false}}}`)), users(settingOff)),
			given(policies(everyone(`,"effect":{"action":"allow","obligations":{"mfa":null}}`)), users(settingOff)),
			given(policies(everyone(`,"targets":{"resources":[{"type":"application"}],"users":{"inclusions":["ALL"]}}`)), users(settingOff)),
			given(policies(everyone(`,"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["5f"]}}`)), users(settingOff)),
			given(policies(everyone(`,"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["ALL"]},"userGroups":{"exclusions":["5f"]}}`)), users(settingOff)),
			given(policies(everyone(`,"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["ALL"]},"userAttributes":{"exclusions":[{"field":"x"}]}}`)), users(settingOff)),
			given(policies(everyone(`,"targets":{"resources":[{"type":"user_portal"}],"users":{"inclusions":["ALL"]},"userAttributes":{"inclusions":[{"field":"x"}]}}`)), users(settingOff)),
		},
		unknown: []situation{
			given(policies(everyone(`,"disabled":null`)), users(settingOff)),
			given(policies()),
			given(users(settingOff)),
			given(policies(), users(settingOn, settingNotSaid)),
			given(policies(), users(settingOn, `{"_id":"x","enable_user_portal_multifactor":null}`)),
		},
	},
	"cap-no-unconditional-mfa-skip": {
		pass: []situation{
			given(policies(everyone(``))),
			given(policies(everyone(`,"disabled":true,"effect":{"action":"allow"}`))),
			given(policies(everyone(`,"effect":{"action":"deny"}`))),
			given(policies(everyone(`,"effect":{"action":"allow"},"conditions":{"ipAddressIn":["5f"]}`))),
		},
		fail: []situation{
			given(policies(everyone(`,"effect":{"action":"allow","obligations":{"mfa":{"required":false}}}`))),
			given(policies(everyone(`,"effect":{"action":"ALLOW","obligations":{"mfa":null}},"conditions":null`))),
			given(policies(everyone(``), `{"id":"q","disabled":false,"effect":{"action":"allow","obligations":{"mfa":null}},"conditions":{ }}`)),
		},
		unknown: []situation{
			given(policies(`{"id":"p","effect":{"action":"allow"}}`)),
			given(policies(`{"id":"p","disabled":false,"effect":{}}`)),
			given(policies(`{"id":"p","disabled":false,"effect":{"action":"al\u200blow"}}`)),
			given(policies(`{"id":"p","disabled":false,"effect":{"action":"allow"},"conditions":"none"}`)),
			given(policies(`{"id":"p","disabled":false,"effect":{"action":"allow"},"conditions":[]}`)),
		},
		notApplicable: []situation{given(policies(everyone(`,"monitorOnly":true,"effect":{"action":"allow"}`)))},
	},
	"cap-admin-portal-policy": {
		pass: []situation{
			given(policies(adminPortal(``))),
			given(policies(adminPortal(`,"effect":{"action":"deny"}`))),
			given(policies(adminPortal(`,"targets":{"users":{"inclusions":["all"]},"userGroups":{"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}`))),
		},
		fail: []situation{
			given(policies()), given(policies(everyone(``))),
			given(policies(adminPortal(`,"disabled":true`))),
		},
		unknown: []situation{
			given(policies(adminPortal(`,"disabled":null`))),
			// Who they are is not read.
			given(policies(adminPortal(`,"targets":{"resources":[{"type":"admin_portal"}],"users":{},"userGroups":{"inclusions":["5f"],"exclusions":[]},"userAttributes":{"inclusions":[],"exclusions":[]}}`))),
		},
	},
	"cap-no-disabled-policies": {
		pass:    []situation{given(policies(everyone(``)))},
		fail:    []situation{given(policies(everyone(``), `{"id":"q","disabled":true}`))},
		unknown: []situation{given(policies(everyone(``), `{"id":"q"}`))},
	},
}

// networkCases are those of IP lists, RADIUS servers, certificates and
// directories.
var networkCases = map[string]cases{
	"iplist-not-empty": {
		pass:    []situation{given(ipLists(`{"id":"l","ips":["192.0.2.1"]}`))},
		fail:    []situation{given(ipLists(`{"id":"l","ips":["192.0.2.1"]}`, `{"id":"m","ips":[]}`))},
		unknown: []situation{given(ipLists(`{"id":"l"}`)), given(ipLists(`{"id":"l","ips":null}`))},
	},
	"iplist-no-any": {
		pass:    []situation{given(ipLists(`{"id":"l","ips":["192.0.2.0/24","10.0.0.0/8","192.0.2.1-192.0.2.9","192.0.2.1 – 192.0.2.9","2001:db8::/32","fc00::/7"]}`)), given(ipLists(`{"id":"l","ips":["8.0.0.0/9","8.0.0.0/9","8.64.0.0/10"]}`)), given(ipLists(`{"id":"l","ips":[]}`))},
		fail:    []situation{given(ipLists(`{"id":"l","ips":["8.0.0.0/8","8.1.0.0/16"]}`)), given(ipLists(`{"id":"l","ips":["0.0.0.0/1","nothing","128.0.0.0 – 255.255.255.255"]}`)), given(ipLists(`{"id":"l","ips":["192.0.2.1","0.0.0.0/0"]}`)), given(ipLists(`{"id":"l","ips":[" ::/0 "]}`)), given(ipLists(`{"id":"l","ips":["0:0::/0"]}`))},
		unknown: []situation{given(ipLists(`{"id":"l"}`)), given(ipLists(`{"id":"l","ips":["192.0.2.1","0.0.0.0\u200b/0"]}`)), given(ipLists(`{"id":"l","ips":["192.0.2.1-"]}`))},
	},
	"radius-mfa-enforced": {
		pass: []situation{
			given(servers(`{"_id":"r","mfa":"REQUIRED","userPasswordEnabled":true}`)), given(servers(`{"_id":"r","mfa":"always"}`)),
			given(servers(`{"_id":"r","mfa":"ENABLED"}`), options(func(o *check.Options) { o.AcceptRADIUSMFAEnabled = true })),
		},
		fail: []situation{
			given(servers(`{"_id":"r","mfa":"ENABLED"}`)), given(servers(`{"_id":"r","mfa":"DISABLED","userPasswordEnabled":true}`)),
			given(servers(`{"_id":"r","mfa":"DISABLED"}`), options(func(o *check.Options) { o.AcceptRADIUSMFAEnabled = true })),
			given(servers(`{"_id":"r","mfa":"SOMETIMES"}`)),
		},
		unknown:       []situation{given(servers(`{"_id":"r","userPasswordEnabled":true}`))},
		notApplicable: []situation{given(servers(`{"_id":"r","mfa":"DISABLED","userPasswordEnabled":false}`)), given(servers(`{"_id":"r","mfa":"DISABLED","authIdp":"AZURE"}`))},
	},
	"radius-radsec-required": {
		pass:    []situation{given(servers(`{"_id":"r","requireRadsec":true}`))},
		fail:    []situation{given(servers(`{"_id":"r","requireRadsec":false,"radsecEnabled":true}`))},
		unknown: []situation{given(servers(`{"_id":"r","radsecEnabled":true}`))},
	},
	"app-saml-cert-valid": {
		pass: []situation{
			given(applications(`{"_id":"a","active":true,"sso":{"type":"saml","idpCertExpirationAt":"` + ahead(31) + `"}}`)),
			given(applications(`{"_id":"a","sso":{"idpCertExpirationAt":"`+ahead(8)+`"}}`), threshold("app-saml-cert-valid.min_days", 7)),
		},
		fail: []situation{
			given(applications(`{"_id":"a","active":true,"sso":{"type":"saml","idpCertExpirationAt":"` + ahead(30) + `"}}`)),
			given(applications(`{"_id":"a","sso":{"idpCertExpirationAt":"` + ago(1) + `"}}`)),
		},
		unknown: []situation{
			given(applications(`{"_id":"a","active":true,"sso":{"type":"saml"}}`)),
			given(applications(`{"_id":"a","active":true}`)),
			given(applications(`{"_id":"a","active":true,"sso":{}}`)),
			given(applications(`{"_id":"a","sso":{"idpCertExpirationAt":"next year"}}`)),
		},
		notApplicable: []situation{
			given(applications(`{"_id":"a","active":true,"sso":{"type":"bookmark"}}`)),
			given(applications(`{"_id":"a","active":false,"sso":{"type":"saml","idpCertExpirationAt":"` + ago(1) + `"}}`)),
		},
	},
	"apple-mdm-apns-cert-valid": {
		pass:          []situation{given(mdms(`{"id":"m","apnsCertExpiry":"` + ahead(31) + `"}`))},
		fail:          []situation{given(mdms(`{"id":"m","apnsCertExpiry":"` + ahead(29) + `"}`)), given(mdms(`{"id":"m","apnsCertExpiry":"`+ahead(31)+`"}`), threshold("apple-mdm-apns-cert-valid.min_days", 60))},
		unknown:       []situation{given(mdms(`{"id":"m"}`)), given(mdms(`{"id":"m","apnsCertExpiry":"soon"}`))},
		notApplicable: []situation{given(mdms())},
	},
	"gsuite-lockout-suspends": {
		pass:          []situation{given(google(`{"id":"g","userLockoutAction":"suspend"}`))},
		fail:          []situation{given(google(`{"id":"g","userLockoutAction":"maintain"}`))},
		unknown:       []situation{given(google(`{"id":"g"}`))},
		notApplicable: []situation{given(google(), microsoft(`{"id":"g","userLockoutAction":"suspend"}`))},
	},
	"office365-lockout-suspends": {
		pass:          []situation{given(microsoft(`{"id":"g","userLockoutAction":"suspend"}`))},
		fail:          []situation{given(microsoft(`{"id":"g","userLockoutAction":"maintain"}`))},
		unknown:       []situation{given(microsoft(`{"id":"g"}`))},
		notApplicable: []situation{given(microsoft(), google(`{"id":"g","userLockoutAction":"suspend"}`))},
	},
}
