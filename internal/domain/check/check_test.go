// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// cases are situations, by what the check must come to. It must not pass those
// that are deceptive.
type cases struct{ pass, fail, unknown, notApplicable, deceptive []situation }

func (c cases) byStatus() map[check.Status][]situation {
	return map[check.Status][]situation{
		check.Pass: c.pass, check.Fail: c.fail, check.Unknown: c.unknown, check.NotApplicable: c.notApplicable,
	}
}

// allCases are the cases of every check.
func allCases() map[string]cases {
	all := map[string]cases{}
	for _, some := range []map[string]cases{settingCases, passwordCases, accessCases, networkCases, systemCases, administratorCases, userCases, privilegeCases, accountCases, detectionCases, managementCases} {
		maps.Copy(all, some)
	}
	for _, some := range []map[string][]situation{deceptive, inventoryDeceptive} {
		for id, situations := range some {
			c := all[id]
			c.deceptive = situations
			all[id] = c
		}
	}
	return all
}

// Every check comes to what it must in every case; a check that does not apply
// says so in no finding, and one that fails or is unknown in exactly one for
// one subject.
func TestChecks(t *testing.T) {
	t.Parallel()
	for id, c := range allCases() {
		for status, situations := range c.byStatus() {
			for i, situation := range situations {
				t.Run(fmt.Sprintf("%s/%s/%d", id, status, i), func(t *testing.T) {
					t.Parallel()
					report := situation.report(id)
					if len(report.Results) != 1 {
						t.Fatalf("%d results", len(report.Results))
					}
					result := report.Results[0]
					if result.Status != status {
						t.Fatalf("it is %s (%s)", result.Status, result.Reason)
					}
					if (status == check.Fail || status == check.Unknown) != (len(report.Findings) > 0) {
						t.Errorf("findings: %v", report.Findings)
					}
					if status != check.Pass && result.Reason == "" {
						t.Error("no reason is given")
					}
				})
			}
		}
	}
}

// What looks good and is not does not pass, and is told.
func TestChecks_deceptive(t *testing.T) {
	t.Parallel()
	for id, c := range allCases() {
		for i, situation := range c.deceptive {
			result := situation.report(id).Results[0]
			if result.Status == check.Pass || result.Reason == "" {
				t.Errorf("%s/%d is %s (%s)", id, i, result.Status, result.Reason)
			}
		}
	}
}

// The cases of every check notice when it takes one verdict for another.
func TestChecks_mutants(t *testing.T) {
	t.Parallel()
	all := allCases()
	for _, one := range check.All() {
		for _, mutation := range []struct{ from, to check.Status }{
			{check.Fail, check.Pass},
			{check.Unknown, check.Pass},
			{check.NotApplicable, check.Pass},
			{check.Pass, check.Fail},
			{check.Pass, check.Unknown},
			{check.Fail, check.Unknown},
			{check.Unknown, check.NotApplicable},
		} {
			if mutation.from == check.NotApplicable && one.NotApplicable == "" {
				continue
			}
			if !noticed(one.Mutant(mutation.from, mutation.to), all[one.ID]) {
				t.Errorf("%s may be %s for %s, and no case notices", one.ID, mutation.to, mutation.from)
			}
		}
	}
}

func noticed(mutant check.Check, c cases) bool {
	for status, situations := range c.byStatus() {
		for _, s := range situations {
			if check.Evaluate([]check.Check{mutant}, s.evidence, s.options).Results[0].Status != status {
				return true
			}
		}
	}
	return false
}

// Adding a check takes a case for everything that it can come to.
func TestChecks_haveCases(t *testing.T) {
	t.Parallel()
	all := allCases()
	for _, one := range check.All() {
		c := all[one.ID]
		if len(c.pass) == 0 || len(c.fail) == 0 || len(c.unknown) == 0 || len(c.deceptive) == 0 {
			t.Errorf("%s lacks a case that passes, fails, is unknown, or is deceptive", one.ID)
		}
		if (one.NotApplicable != "") != (len(c.notApplicable) > 0) {
			t.Errorf("%s: %d cases that do not apply, described: %q", one.ID, len(c.notApplicable), one.NotApplicable)
		}
		delete(all, one.ID)
	}
	for id := range all {
		t.Errorf("%s has cases, and is no check", id)
	}
}

// What was not read, or could not be, is unknown in every check, with the
// reason, and a finding that a gate blocks on.
func TestChecks_withoutEvidence(t *testing.T) {
	t.Parallel()
	for _, one := range check.All() {
		report := given(options(func(o *check.Options) { o.AllowedEmailDomains = []string{"acme.example"} })).report(one.ID)
		result := report.Results[0]
		if result.Status != check.Unknown || result.Unknown != 1 || !strings.HasPrefix(result.Reason, "reading the ") || !strings.HasSuffix(result.Reason, ": not read") {
			t.Errorf("%s is %s: %s", one.ID, result.Status, result.Reason)
		}
		if len(report.Findings) != 1 || report.Findings[0].Status != "unknown" || report.Findings[0].Subject != organizationID {
			t.Errorf("%s: findings %v", one.ID, report.Findings)
		}
	}
}

// Where there is nothing to look at, nothing passes. An organization without
// administrators cannot be: the API key belongs to one. One without users and
// devices looks like one that the key cannot view.
func TestChecks_ofNothing(t *testing.T) {
	t.Parallel()
	nothing := given(settings(`{}`), administrators(), users(), systems(), policies(), ipLists(), servers(), applications(), mdms(), google(), microsoft(), noInventory)
	for _, one := range check.All() {
		result := nothing.report(one.ID).Results[0]
		want := check.NotApplicable
		switch documents := one.Documents(); {
		case documents[0] == check.DocumentOrganization, slices.Contains(documents, check.DocumentAdministrators),
			slices.Contains(documents, check.DocumentUsers), slices.Contains(documents, check.DocumentSystems):
			want = check.Unknown
		case one.ID == "cap-admin-portal-policy":
			want = check.Fail
		}
		if result.Status != want {
			t.Errorf("%s is %s, want %s: %s", one.ID, result.Status, want, result.Reason)
		}
	}
}

// Objects of which nothing but the id is said pass no check.
func TestChecks_ofBareObjects(t *testing.T) {
	t.Parallel()
	const bare = `{"_id":"b"}`
	s := given(settings(`{}`), administrators(bare), users(bare), systems(bare), policies(bare), ipLists(bare), servers(bare),
		applications(bare), mdms(bare), google(bare), microsoft(bare), bareInventory,
		options(func(o *check.Options) { o.AllowedEmailDomains = []string{"acme.example"} }))
	for _, one := range check.All() {
		result := s.report(one.ID).Results[0]
		want := check.Unknown
		switch one.ID {
		case "cap-admin-portal-policy":
			want = check.Fail // no policy is for it
		case "admin-super-admin-count":
			want = check.Fail // one is too few, whoever it is
		case "user-global-sudo-limited":
			want = check.Pass // one user is not too many, whatever is said of it
		}
		if result.Status != want {
			t.Errorf("%s is %s, want %s: %s", one.ID, result.Status, want, result.Reason)
		}
	}
}
