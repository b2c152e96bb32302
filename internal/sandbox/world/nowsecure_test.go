// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestDefault_hasEveryMobileCaseThatMatters(t *testing.T) {
	t.Parallel()
	n := &world.Default().NowSecure
	cases := map[string]bool{}
	places := map[string]string{}
	for _, app := range n.Apps() {
		place := app.Platform + " " + app.Package
		cases["a package in two groups"] = cases["a package in two groups"] || places[place] != ""
		places[place] = app.GroupRef
		_, complete := app.LatestCompleted()
		cases["never assessed"] = cases["never assessed"] || len(app.Assessments) == 0
		cases["never completed"] = cases["never completed"] || len(app.Assessments) > 0 && !complete
		cases["archived"] = cases["archived"] || !app.ArchivedAt.IsZero()
		cases["no title"] = cases["no title"] || app.Title == ""
		for _, made := range app.Assessments {
			cases[made.Status] = true
			for _, row := range made.Findings {
				affected := row.Affected != nil && *row.Affected
				cases["inconclusive"] = cases["inconclusive"] || row.Affected == nil
				cases["hidden"] = cases["hidden"] || affected && row.Hidden
				cases["artifact"] = cases["artifact"] || affected && row.Category == "artifact"
				cases["no category"] = cases["no category"] || row.Category == ""
				cases["affected without a score"] = cases["affected without a score"] || affected && row.CVSS == nil
				cases["affected with a score of 0"] = cases["affected with a score of 0"] || affected && row.CVSS != nil && *row.CVSS == 0
				cases["severity "+row.Severity] = cases["severity "+row.Severity] || affected
				cases["scored without severity"] = cases["scored without severity"] || row.Severity == "" && row.CVSS != nil
			}
		}
		for _, record := range app.Vulnerabilities {
			cases["closed record"] = cases["closed record"] || !record.ClosedAt.IsZero()
			cases["open record"] = cases["open record"] || record.ClosedAt.IsZero()
		}
	}
	for _, name := range []string{
		"a package in two groups", "never assessed", "never completed", "archived", "no title",
		"completed", "failed", "pending", "processing", "cancelled", //nolint:misspell // the status as the system writes it
		"inconclusive", "hidden", "artifact", "no category", "affected without a score", "affected with a score of 0", "scored without severity",
		"severity critical", "severity high", "severity medium", "severity low", "severity warn", "severity info",
		"closed record", "open record",
	} {
		if !cases[name] {
			t.Errorf("missing: %s", name)
		}
	}
}

func TestNowSecure_timesAreBeforeTheFixedInstant(t *testing.T) {
	t.Parallel()
	for _, w := range []*world.World{world.Default(), world.Generate(3, world.Size{Apps: 50})} {
		for _, app := range w.NowSecure.Apps() {
			for _, made := range app.Assessments {
				if made.CreatedAt.After(world.NowSecureAsOf) || made.CreatedAt.Before(app.CreatedAt) {
					t.Errorf("%s was assessed at %s", app.Package, made.CreatedAt)
				}
			}
			for _, record := range app.Vulnerabilities {
				if record.LastSeenAt.Before(record.OpenedAt) || !record.ClosedAt.IsZero() && record.ClosedAt.Before(record.LastSeenAt) {
					t.Errorf("%s: record %+v", app.Package, record)
				}
			}
		}
	}
}

func TestNowSecure_openRecordsAreRowsOfTheNewestReport(t *testing.T) {
	t.Parallel()
	for _, w := range []*world.World{world.Default(), world.Generate(3, world.Size{Apps: 50})} {
		for _, app := range w.NowSecure.Apps() {
			last, _ := app.LatestCompleted()
			want, got := map[int64]string{}, map[int64]string{}
			for _, row := range last.Findings {
				if row.VulnerabilityID != 0 {
					want[row.VulnerabilityID] = row.CheckID
				}
			}
			for _, record := range app.Vulnerabilities {
				if record.ClosedAt.IsZero() {
					got[record.ID] = record.CheckID
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-report +history):\n%s", app.Package, diff)
			}
		}
	}
}

func TestNowSecure_hiddenGroupsHideTheirApps(t *testing.T) {
	t.Parallel()
	n := &world.Default().NowSecure
	granite, visible := n.App(world.GraniteRef)
	if visible || granite.Ref != "" || len(n.Apps()) != 8 || len(n.Groups()) != 3 {
		t.Errorf("%d apps in %d groups, and %+v", len(n.Apps()), len(n.Groups()), granite)
	}
	n.UpdateApp(world.GraniteRef, func(app *world.MobileApp) { app.GroupRef = world.RetailGroupRef })
	if _, visible := n.App(world.GraniteRef); !visible || len(n.Apps()) != 9 {
		t.Errorf("an app that was moved to another group is not seen")
	}
}

func TestNowSecure_namesItsSecrets(t *testing.T) {
	t.Parallel()
	n := &world.Default().NowSecure
	planted := 0
	for _, secret := range n.Secrets() {
		if strings.Contains(secret, world.PlantedSecret) {
			planted++
		} else if secret != world.BoardGroupRef {
			t.Errorf("%q is neither planted nor hidden", secret)
		}
	}
	if planted != 1 || len(n.Secrets()) != 2 || len(n.PersonalData()) != 23 {
		t.Errorf("%d planted of %d secrets, %d names and addresses", planted, len(n.Secrets()), len(n.PersonalData()))
	}
}

func TestGenerate_appsHaveTheSize(t *testing.T) {
	t.Parallel()
	n := &world.Generate(7, world.Size{Apps: 200}).NowSecure
	places, unassessed, unordered := map[string]int{}, 0, 0
	for _, app := range n.Apps() {
		places[app.Platform+" "+app.Package]++
		if len(app.Assessments) == 0 {
			unassessed++
			continue
		}
		last, complete := app.LatestCompleted()
		if !complete || len(last.Findings) != len(world.MobileChecks(app.Platform)) {
			t.Fatalf("%s has a report of %d rows", app.Package, len(last.Findings))
		}
		if app.Assessments[0].Ref != last.Ref {
			unordered++
		}
	}
	if len(n.Apps()) != 200 || len(places) != 180 || unassessed != 10 || unordered < 50 {
		t.Errorf("%d apps of %d packages, %d never assessed, %d out of order", len(n.Apps()), len(places), unassessed, unordered)
	}
}

// Two assessments with the same task would panic.
func TestGenerate_manyApps(t *testing.T) {
	t.Parallel()
	if n := &world.Generate(1, world.Size{Apps: 1_000}).NowSecure; len(n.Apps()) != 1_000 {
		t.Errorf("%d apps", len(n.Apps()))
	}
}

func TestGenerate_appsFollowTheSeed(t *testing.T) {
	t.Parallel()
	apps := func(seed uint64) []world.MobileApp {
		return world.Generate(seed, world.Size{Apps: 3}).NowSecure.Apps()
	}
	if diff := cmp.Diff(apps(5), apps(5)); diff != "" {
		t.Errorf("the same seed gives another world:\n%s", diff)
	}
	if cmp.Equal(apps(5), apps(6)) {
		t.Error("another seed gives the same world")
	}
}

func TestNowSecure_appsThatWereReadDoNotChange(t *testing.T) {
	t.Parallel()
	n := &world.Default().NowSecure
	before, _ := n.App(world.BorealisRef)
	n.SetFindings(world.BorealisRef, world.MobileFinding{CheckID: "geoip"})
	n.UpdateApp(world.BorealisRef, func(app *world.MobileApp) { app.Assessments[0].Status = world.AssessmentFailed })
	if before.Assessments[0].Status != world.AssessmentCompleted || len(before.Assessments[0].Findings) != len(world.MobileChecks("android")) {
		t.Errorf("what was read changed: %+v", before.Assessments[0])
	}
	after, _ := n.App(world.BorealisRef)
	if diff := cmp.Diff([]world.MobileFinding{{CheckID: "geoip"}}, after.Assessments[0].Findings); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestNowSecure_panicsOnMistakes(t *testing.T) {
	t.Parallel()
	tests := map[string]func(*world.NowSecure){
		"no such app": func(n *world.NowSecure) { n.UpdateApp("none", func(*world.MobileApp) {}) },
		"app exists": func(n *world.NowSecure) {
			n.AddApp(world.MobileApp{Ref: world.EmberRef, GroupRef: world.RetailGroupRef})
		},
		"no such group":   func(n *world.NowSecure) { n.AddApp(world.MobileApp{GroupRef: "none"}) },
		"user of nowhere": func(n *world.NowSecure) { n.AddUser(world.MobileUser{GroupRefs: []string{"none"}}) },
		"group exists":    func(n *world.NowSecure) { n.AddGroup(world.MobileGroup{Ref: world.BoardGroupRef}) },
		"moved nowhere": func(n *world.NowSecure) {
			n.UpdateApp(world.EmberRef, func(app *world.MobileApp) { app.GroupRef = "none" })
		},
		"other ref": func(n *world.NowSecure) {
			n.UpdateApp(world.EmberRef, func(app *world.MobileApp) { app.Ref = "other" })
		},
		"no report": func(n *world.NowSecure) { n.SetFindings(world.DeltaRef) },
		"task taken": func(n *world.NowSecure) {
			ember, _ := n.App(world.EmberRef)
			n.AddApp(world.MobileApp{GroupRef: world.RetailGroupRef, Package: "x", Assessments: ember.Assessments})
		},
	}
	for name, mistake := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			mistake(&world.Default().NowSecure)
		})
	}
}

func TestNowSecure_mayChangeWhileItIsRead(t *testing.T) {
	t.Parallel()
	n := &world.Default().NowSecure
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				n.UpdateApp(world.EmberRef, func(app *world.MobileApp) { app.Title += "!" })
			}
		})
		all.Go(func() {
			for range 50 {
				n.Apps()
				n.Users()
			}
		})
	}
	all.Wait()
	if ember, _ := n.App(world.EmberRef); strings.Count(ember.Title, "!") != 200 {
		t.Errorf("the title is %q", ember.Title)
	}
}
