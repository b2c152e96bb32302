// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"math/rand/v2"
)

// generateNowSecure adds the apps of the size, spread over three groups. Every
// tenth of them has the platform and the package of the one before, in another
// group; every twentieth was never assessed.
func generateNowSecure(n *NowSecure, seed uint64, size Size) {
	random := rand.New(rand.NewPCG(seed, seed+1))
	n.SetOrganization(MobileOrganization{
		ID: 1187, Name: "Customer Mobile Security", CreatedAt: epoch,
		Applications: MobileUsage{Total: size.Apps}, Baseline: MobileUsage{Total: size.Apps}, Assessments: MobileUsage{Total: 3 * size.Apps},
	})
	groups := make([]string, 3)
	for i := range groups {
		groups[i] = n.AddGroup(MobileGroup{Ref: identifier("mobile group", seed, i), Name: fmt.Sprintf("Group %d", i+1)}).Ref
	}
	n.AddUser(MobileUser{Name: "Robin Admin", Email: "robin.admin@customer.example", Role: "admin", GroupRefs: groups})
	for i := range size.Apps {
		n.AddApp(generateMobileApp(random, i, groups))
	}
}

func generateMobileApp(random *rand.Rand, index int, groups []string) MobileApp {
	same := index
	if index%10 == 9 {
		same--
	}
	app := MobileApp{
		Platform: []string{"android", "ios"}[same%2],
		Package:  fmt.Sprintf("example.app.n%05d", same),
		GroupRef: groups[index%len(groups)],
		Title:    fmt.Sprintf("App %05d", same),
	}
	app.Ref = identifier("mobile app", app.GroupRef, app.Platform, app.Package)
	if index%20 == 10 {
		return app
	}
	first := generateAssessment(random, app, index, 60+random.IntN(200), "1.0.0")
	last := generateAssessment(random, app, index, 2+random.IntN(50), "1.1.0")
	failed := assessed(app.Ref, 1, AssessmentFailed, "1.2.0", nil)
	app.Assessments = []MobileAssessment{failed, first, last}
	for i := range app.Assessments { // they are of three days, so that no two tasks of any apps are the same
		app.Assessments[i].Task = app.Assessments[i].CreatedAt.UnixMilli() + int64(index)
	}
	random.Shuffle(len(app.Assessments), func(i, j int) {
		app.Assessments[i], app.Assessments[j] = app.Assessments[j], app.Assessments[i]
	})
	app.Vulnerabilities = historyOf(first, last)
	return app
}

// generateAssessment affects about a quarter of the checks.
func generateAssessment(random *rand.Rand, app MobileApp, index, days int, version string) MobileAssessment {
	outcomes := map[string]checkOutcome{}
	for _, check := range MobileChecks(app.Platform) {
		switch random.IntN(16) {
		case 0, 1, 2, 3:
			outcomes[check.ID] = detected
		case 4:
			outcomes[check.ID] = inconclusive
		case 5:
			outcomes[check.ID] = hiddenRow
		}
	}
	return assessed(app.Ref, days, AssessmentCompleted, version, mobileReport(app.Platform, 3_000_000+100*int64(index), outcomes))
}
