// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// exception is a class of spoiled answers after which something may be lost: the
// answer is one that the system gives, too, and nothing else contradicts it.
type exception struct {
	kind string
	// dataSources are names without the provider's, fields are as field.String has
	// them, and mutations are names.
	dataSources, fields, mutations []string
}

type words = []string

var exceptions = []exception{
	// Null says that a user is no administrator, and has no password.
	{"null is a value", words{"jumpcloud_posture", "jumpcloud_users"}, words{"/api/systemusers results[].admin", "/api/systemusers results[].password_date"}, words{"null"}},
	// Any object links the user to an administrator.
	{"an object is a value", words{"jumpcloud_users"}, words{"/api/systemusers results[].admin"}, words{"an object"}},
	// There may be no SSH keys, local accounts or addresses, and none are counted.
	{"an empty list is a value", words{"jumpcloud_posture"}, words{
		"/api/systemusers results[].ssh_keys", "/api/systems results[].userMetrics", "/api/v2/iplists [].ips",
	}, words{"an empty array"}},
	// A group may have no attributes, and give no sudo.
	{"null is a value", words{"jumpcloud_posture", "jumpcloud_user_groups"}, words{"/api/v2/usergroups [].attributes", "/api/v2/usergroups [].attributes.sudo"}, words{"null"}},
	// A policy may have no targets, and accept no factor, and a list no address.
	{"a list without a total", words{"jumpcloud_access_policies"}, words{
		"/api/v2/authn/policies [].effect.obligations.mfaFactors", "/api/v2/authn/policies [].effect.obligations.mfaFactors[]",
		"/api/v2/authn/policies [].targets.resources", "/api/v2/authn/policies [].targets.resources[]",
	}, words{"deleted", "an empty array"}},
	{"a list without a total", words{"jumpcloud_ip_lists"}, words{"/api/v2/iplists [].ips", "/api/v2/iplists [].ips[]"}, words{"deleted", "an empty array"}},
	// JumpCloud announces no total of the operating systems, and may add scopes.
	{"a list without a total", words{"jumpcloud_posture"}, words{
		"/api/v2/authn/policies [].effect.obligations.mfaFactors[]", "/api/v2/devices/settings/signinwithjumpcloud settings[]",
	}, words{"deleted"}},
	{"another word is another scope", words{"jumpcloud_posture"}, words{"/api/v2/roles results[].scopes[]"}, words{"with a zero-width space", "deleted"}},
	// Only ENROLLED is enrolled: another word is worse.
	{"an unknown word is worse", words{"jumpcloud_users"}, words{"/api/systemusers results[].mfaEnrollment.overallStatus"}, words{"with a zero-width space"}},
	// Directories of other kinds are not judged, and JumpCloud adds kinds.
	{"another kind of directory", words{"jumpcloud_posture"}, words{"/api/v2/directories [].type"}, words{"with a zero-width space"}},
	// NowSecure announces no total of the records and the checks of an application,
	// of users after the eleventh, and of a user's groups.
	{"a list without a total", words{"nowsecure_findings", "nowsecure_graph", "nowsecure_users"}, words{
		"/resource/app/*/vulnerability/", "/resource/app/*/vulnerability/ []", "/graphql data.auto.assessments[].report.findings[]",
		"/graphql data.my.organization.users[]", "/graphql data.my.organization.users[].groups", "/graphql data.my.organization.users[].groups[]",
	}, words{"deleted", "an empty array"}},
	// A group may be null by NowSecure's schema, and so looks one without a value.
	{"a group without a value", words{"nowsecure_users"}, words{"/graphql data.my.organization.users[].groups[]"}, words{"null", "an empty object"}},
	// The subject of an application is made of its platform, package and group, so
	// that another value is another subject. The group is part of the subjects of
	// applications of one platform and package: of one it is not while the other is
	// of another package.
	{"a subject is made of it", words{"nowsecure_apps", "nowsecure_store_apps"}, words{
		"/app/ [].ref", "/graphql data.auto.applications", "/graphql data.auto.applications[].group", "/graphql data.auto.applications[].group.name",
		"/graphql data.auto.applications[].packageKey", "/graphql data.auto.applications[].platformType", "/graphql data.auto.applications[].ref",
		"/v2/risk-intelligence/apps rows[].packageName", "/v2/risk-intelligence/apps rows[].platform",
	}, words{"deleted", "null", "an empty object", "an empty text", "an empty array", "in another case", "with a zero-width space"}},
	{"a list without a total", words{"nowsecure_components"}, words{
		"/graphql data.auto.assessments[].found.components", "/graphql data.auto.assessments[].found.components[]",
	}, words{"deleted", "an empty array"}},
	// A score of 0.5 is low, and a change of half a point is none.
	{"another number", words{"nowsecure_findings", "nowsecure_graph", "securityscorecard_companies", "securityscorecard_company", "securityscorecard_graph", "securityscorecard_score_history"}, words{
		"/companies/*/history/score entries[].score",
		"/resource/app/*/vulnerability/ [].last_seen_cvss", "/portfolios/*/companies entries[].last30days_score_change", "/companies/* last30day_score_change",
	}, words{"a fraction"}},
	{"another number", words{"securityscorecard_detected_vendors"}, words{
		"/vendor-detection/*/third-party entries[].score", "/vendor-detection/portfolios/* entries[].score", "/vendor-detection/portfolios/* entries[].thirty_day_change",
	}, words{"a fraction"}},
	// ProcessUnity announces no total of columns and records.
	{"a list without a total", words{"processunity_import_template", "processunity_third_parties"}, words{
		"/customer/api/dataexchange/ImportableTemplates Data[].Columns[]", "/customer/api/importexport/Export/* Data", "/customer/api/importexport/Export/* Data[]",
	}, words{"deleted", "an empty array"}},
	// A vendor may be used in no environment.
	{"an empty list is a value", words{"secureframe_tprm_vendors"}, words{"/tprm/vendors data[].attributes.environment_types"}, words{"an empty array"}},
	// SecurityScorecard leaves the summary out where there are no issues, and
	// announces no total of it.
	{"a list without a total", words{"securityscorecard_companies", "securityscorecard_company", "securityscorecard_findings", "securityscorecard_graph"}, words{
		"/companies/*/factors entries[].issue_summary", "/companies/*/factors entries[].issue_summary[]",
	}, words{"deleted", "null", "an empty array"}},
	// Whether the API counts issues, or adds up what they count, is not known. One
	// that counts for two may stand for another that is missing.
	{"an issue counts for several", words{"securityscorecard_findings", "securityscorecard_graph"}, words{"/companies/*/active-issues issue_types[].issues[]"}, words{"deleted"}},
	{"a list without a total", words{"securityscorecard_account"}, words{"/v2/users/by-username/robin roles"}, words{"an empty array"}},
	{"a list without a total", words{"securityscorecard_issue_types"}, words{
		"/metadata/issue-types entries", "/metadata/issue-types entries[]",
	}, words{"deleted", "an empty array"}},
	// SecurityScorecard announces no total of the entries of its logs.
	{"a list without a total", words{"securityscorecard_breaches", "securityscorecard_events"}, words{
		"/companies/*/history/events/breaches entries", "/companies/*/history/events/breaches entries[]",
		"/companies/*/history/events/ entries", "/companies/*/history/events/ entries[]",
	}, words{"deleted", "an empty array"}},
	// The severity is then the word unknown, on which the gate blocks.
	{"an unknown severity is a word", words{"securityscorecard_events", "securityscorecard_issue_type", "securityscorecard_issue_types"}, words{
		"/companies/*/history/events/ entries[].severity", "/metadata/issue-types entries[].severity", "/metadata/issue-types/tls_weak_protocol severity",
	}, words{"deleted", "null", "an empty text", "an object", "a number", "a boolean", "an array"}},
}

// usedExceptions are the exceptions and the data sources that were met. It is
// safe for concurrent use.
type usedExceptions struct {
	mutex sync.Mutex
	used  map[int]bool
	read  map[string]bool
}

func newUsedExceptions() *usedExceptions {
	return &usedExceptions{used: map[int]bool{}, read: map[string]bool{}}
}

// find returns the kind of the exception that a cell is, or "".
func (u *usedExceptions) find(dataSource, field, mutation string) string {
	for i, exception := range exceptions {
		if slices.Contains(exception.dataSources, withoutProvider(dataSource)) &&
			slices.Contains(exception.fields, field) && slices.Contains(exception.mutations, mutation) {
			u.mutex.Lock()
			defer u.mutex.Unlock()
			u.used[i] = true
			return exception.kind
		}
	}
	return ""
}

func (u *usedExceptions) ran(reading acctest.Reading) {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	u.read[withoutProvider(reading.DataSource)] = true
}

func withoutProvider(dataSource string) string { return dataSource[len("vendorrisk_"):] }

// wantAll checks that every exception was met: one that is not is to be deleted.
func (u *usedExceptions) wantAll(t *testing.T) {
	t.Helper()
	for i, exception := range exceptions {
		wasRead := !slices.ContainsFunc(exception.dataSources, func(name string) bool { return !u.read[name] })
		if wasRead && !u.used[i] {
			t.Errorf("nothing is lost any more: delete the exception %q of %v", exception.kind, exception.dataSources)
		}
	}
}
