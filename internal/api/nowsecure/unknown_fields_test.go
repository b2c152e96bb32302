// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// everythingOptional is what the API may not know.
var everythingOptional = []string{
	"AutoApplication.createdAt", "AutoApplication.archivedAt", "AutoApplication.appstoreApplicationKey", "AutoApplication.analysisConfigLevel",
	"AutoApplication.latestAssessment", "AutoAssessment.buildDigest", "AutoAssessment.releaseVersion", "AutoAssessment.isAppstoreDownload", "AutoAssessment.analysis",
	"AssessmentReport.hidden", "AssessmentReport.indeterminate", "Finding.policyCategory", "Finding.complianceReportRelations",
	"FindingCheck.analysisType", "FindingCheck.issue", "FindingIssue.cve", "RegulatoryRelation.type",
}

// A read goes on without what the API does not know, and says so.
func TestUnknownFields(t *testing.T) {
	t.Parallel()
	for _, invalidAs200 := range []bool{false, true} {
		for _, refused := range slices.Concat([][]string{everythingOptional}, slices.Collect(slices.Chunk(everythingOptional, 1))) {
			t.Run(strings.Join(refused, " "), func(t *testing.T) {
				t.Parallel()
				client, _ := newClient(t, start(t, quirks(peer.Quirks{RefusedFields: refused, InvalidQueriesAs200: invalidAs200})))
				read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.EmberRef), IgnoreNewer: true}))
				if len(read.Findings) != 5 {
					t.Errorf("got %q", brief(read.Findings))
				}
				for _, name := range refused {
					_, member, _ := strings.Cut(name, ".")
					if !slices.Contains(read.UnknownFields, member) && len(refused) == 1 {
						t.Errorf("%s is not among the unknown fields %q", member, read.UnknownFields)
					}
				}
				if slices.Contains(refused, "AssessmentReport.hidden") != (read.Hidden == nil) {
					t.Errorf("hidden: got %v", read.Hidden)
				}
				apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{Refs: only(world.FoxtrotRef).Refs})).Apps
				// REST has these, too.
				sandboxtest.Equal(t, "details", []string{apps[0].CreatedAt, apps[0].ArchivedAt, apps[0].StoreKey, apps[0].ConfigLevel},
					[]string{"2026-01-05T03:30:00Z", "2026-08-23T07:28:00Z", "998877665", "baseline"})
			})
		}
	}
}

// Without the newest assessment, whether there is a newer one is unknown.
func TestUnknownFields_areNotGood(t *testing.T) {
	t.Parallel()
	for refused, want := range map[string][]string{
		"AutoApplication.latestAssessment": {"assessment_unknown unknown unknown"},
		"AutoAssessment.analysis":          {},
	} {
		client, _ := newClient(t, start(t, quirks(peer.Quirks{RefusedFields: []string{refused}})))
		read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.BorealisRef)}))
		sandboxtest.Equal(t, refused, brief(read.Findings), want)
	}
	client, _ := newClient(t, start(t, quirks(peer.Quirks{RefusedFields: []string{"AutoAssessment.buildDigest"}})))
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{
		Apps: only(world.BorealisRef), BuildDigest: world.MobileDigest(world.BorealisRef, "2.0.0"), IgnoreNewer: true,
	}))
	sandboxtest.Equal(t, "without digests", brief(read.Findings), []string{"build_not_assessed unknown unknown"})
}

// What is asked for by an argument is needed, and so is what identifies.
func TestUnknownFields_thatAreNeeded(t *testing.T) {
	t.Parallel()
	for refused, query := range map[string]nowsecure.FindingsQuery{
		"AssessmentReport.hidden":                  {IncludeHidden: true},
		"AssessmentReport.indeterminate":           {IncludeInconclusive: true},
		"AutoApplication.packageKey":               {},
		"AutoApplication.latestCompleteAssessment": {},
		"AutoApplication.assessments":              {Baseline: &nowsecure.Baseline{Version: "1"}},
		"Finding.affected":                         {},
	} {
		t.Run(refused, func(t *testing.T) {
			t.Parallel()
			client, _ := newClient(t, start(t, quirks(peer.Quirks{RefusedFields: []string{refused}})))
			query.Apps = only(world.EmberRef)
			read, err := client.Findings(t.Context(), query)
			if !errors.Is(err, nowsecure.ErrUnknownField) || read.Findings != nil {
				t.Errorf("got %v, %v", read, err)
			}
		})
	}
}

// What is refused once is not asked for again: one request more for each kind of
// query.
func TestUnknownFields_requests(t *testing.T) {
	t.Parallel()
	client, seen := newClient(t, start(t, quirks(peer.Quirks{RefusedFields: everythingOptional})))
	for range 2 {
		_ = must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.EmberRef)}))
	}
	if got := len(seen.requested()); got != 4+2 {
		t.Errorf("got the requests %q", seen.requested())
	}
}
