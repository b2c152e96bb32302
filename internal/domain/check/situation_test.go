// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// now is the time that ages are counted to.
var now = time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC)

const organizationID = "5f2a9c1e7b3d4a0012c4e8f1"

// situation is what a check is applied to.
type situation struct {
	evidence check.Evidence
	options  check.Options
}

// part is a part of a situation.
type part func(*situation)

// given is the situation of its parts. What no part gives was not read.
func given(parts ...part) situation {
	s := situation{
		evidence: check.Evidence{OrganizationID: organizationID},
		options:  check.Options{AsOf: now},
	}
	for _, apply := range parts {
		apply(&s)
	}
	return s
}

// report applies one check.
func (s situation) report(id string) check.Report {
	return check.Evaluate(check.Select(check.Selection{IDs: []string{id}}), s.evidence, s.options)
}

func came[T any](into func(*check.Evidence) *check.Reading[T], document string) part {
	var value T
	if err := json.Unmarshal([]byte(document), &value); err != nil {
		panic(err.Error() + " in " + document)
	}
	return func(s *situation) { *into(&s.evidence) = check.Came(value) }
}

// list is a part with a list of objects, in JSON.
func list[T any](into func(*check.Evidence) *check.Reading[[]T]) func(...string) part {
	return func(objects ...string) part { return came(into, "["+strings.Join(objects, ",")+"]") }
}

var (
	administrators = list(func(e *check.Evidence) *check.Reading[[]check.Administrator] { return &e.Administrators })
	users          = list(func(e *check.Evidence) *check.Reading[[]check.User] { return &e.Users })
	systems        = list(func(e *check.Evidence) *check.Reading[[]check.System] { return &e.Systems })
	policies       = list(func(e *check.Evidence) *check.Reading[[]check.AccessPolicy] { return &e.AccessPolicies })
	ipLists        = list(func(e *check.Evidence) *check.Reading[[]check.IPList] { return &e.IPLists })
	servers        = list(func(e *check.Evidence) *check.Reading[[]check.RADIUSServer] { return &e.RADIUSServers })
	applications   = list(func(e *check.Evidence) *check.Reading[[]check.Application] { return &e.Applications })
	mdms           = list(func(e *check.Evidence) *check.Reading[[]check.AppleMDM] { return &e.AppleMDMs })
	google         = list(func(e *check.Evidence) *check.Reading[[]check.CloudDirectory] { return &e.GoogleWorkspaces })
	microsoft      = list(func(e *check.Evidence) *check.Reading[[]check.CloudDirectory] { return &e.Microsoft365s })

	accounts       = list(func(e *check.Evidence) *check.Reading[[]check.ServiceAccount] { return &e.ServiceAccounts })
	roles          = list(func(e *check.Evidence) *check.Reading[[]check.Role] { return &e.Roles })
	groups         = list(func(e *check.Evidence) *check.Reading[[]check.UserGroup] { return &e.UserGroups })
	events         = list(func(e *check.Evidence) *check.Reading[[]check.RiskEvent] { return &e.RiskEvents })
	alerts         = list(func(e *check.Evidence) *check.Reading[[]check.Alert] { return &e.Alerts })
	devicePolicies = list(func(e *check.Evidence) *check.Reading[[]check.Policy] { return &e.Policies })
	ldapServers    = list(func(e *check.Evidence) *check.Reading[[]check.LDAPServer] { return &e.LDAPServers })
	subscriptions  = list(func(e *check.Evidence) *check.Reading[[]check.Subscription] { return &e.Subscriptions })
)

func settings(document string) part {
	return came(func(e *check.Evidence) *check.Reading[check.Organization] { return &e.Organization },
		`{"_id":"`+organizationID+`","settings":`+document+`}`)
}

// passwords is a password policy that is in force.
func passwords(policy string) part {
	return settings(`{"passwordCompliance":"custom","passwordPolicy":` + policy + `}`)
}

// changed is an object with some of its values replaced or added. changes are
// members of an object, each after a comma; the last of two for one name counts.
func changed(object, changes string) string {
	members := map[string]json.RawMessage{}
	for _, document := range []string{object, "{" + strings.TrimPrefix(changes, ",") + "}"} {
		if err := json.Unmarshal([]byte(document), &members); err != nil {
			panic(err.Error() + " in " + document)
		}
	}
	written, err := json.Marshal(members)
	if err != nil {
		panic(err)
	}
	return string(written)
}

// options changes the options.
func options(change func(*check.Options)) part {
	return func(s *situation) { change(&s.options) }
}

// threshold sets a threshold.
func threshold(name string, value int64) part {
	return options(func(o *check.Options) { o.Thresholds = map[string]int64{name: value} })
}

// ago and ahead are times some days from now.
func ago(days int) string   { return ahead(-days) }
func ahead(days int) string { return now.AddDate(0, 0, days).Format(time.RFC3339) }
