// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"crypto/sha256"
	"fmt"
	"math"
	"time"
)

// NowSecureAsOf is the time that all of NowSecure's data in a world is
// relative to: nothing in it is later.
var NowSecureAsOf = time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)

// daysBeforeAsOf is a time of day before NowSecureAsOf.
func daysBeforeAsOf(days int) time.Time {
	return NowSecureAsOf.Add(-time.Duration(days)*24*time.Hour + 7*time.Hour + 28*time.Minute + 66*time.Millisecond)
}

// The groups of Default. The token's user is no member of the last one.
const (
	RetailGroupRef   = "0f4b6f7e-51d2-5c39-8e0a-6b1d9a7c2e01"
	PartnersGroupRef = "4d8a1c93-7e60-5b2f-9c41-3f5e0d6b8a02"
	BoardGroupRef    = "8c2e5d17-0a94-5f6b-b3d8-7a1f4c9e0b03"
)

// The apps of Default. AuroraPartnersRef has the platform and the package of
// AuroraAndroidRef, and is in another group.
const (
	// AuroraAndroidRef has two vulnerabilities of high severity, a hidden row
	// and an inconclusive one. Newer assessments than its last completed one
	// failed and are pending.
	AuroraAndroidRef = "a1d3f2b4-6c58-5e07-9b1a-2d4c6e8f0a01"
	// AuroraIOSRef has the same package on the other platform, and one
	// vulnerability of medium severity.
	AuroraIOSRef = "a2e4c3d5-7f69-5a18-8c2b-3e5d7f9a1b02"
	// AuroraPartnersRef has one vulnerability of critical severity.
	AuroraPartnersRef = "a3f5d4e6-8a7b-5b29-9d3c-4f6e8a0b2c03"
	// BorealisRef passes every check that can be affected.
	BorealisRef = "b4a6e5f7-9b8c-5c3a-8e4d-5a7f9b1c3d04"
	// CobaltRef was never assessed.
	CobaltRef = "c5b7f6a8-0c9d-5d4b-9f5e-6b8a0c2d4e05"
	// DeltaRef was assessed, and never completely.
	DeltaRef = "d6c8a7b9-1d0e-5e5c-8a6f-7c9b1d3e5f06"
	// EmberRef has rows that a strict decoder does not take.
	EmberRef = "e7d9b8c0-2e1f-5f6d-9b7a-8d0c2e4f6a07"
	// FoxtrotRef is archived. In its history one vulnerability came back.
	FoxtrotRef = "f8e0c9d1-3f2a-5a7e-8c8b-9e1d3f5a7b08"
	// GraniteRef is in the hidden group.
	GraniteRef = "a9f1d0e2-4a3b-5b8f-9d9c-0f2e4a6b8c09"
)

// EmberBuild is the content of the build of EmberRef.
const EmberBuild = "A placeholder for a build.\n"

func addDefaultNowSecure(n *NowSecure) {
	n.SetOrganization(MobileOrganization{
		ID: 1187, Name: "Customer Mobile Security", CreatedAt: epoch,
		Applications: MobileUsage{Limit: new(25), Total: 3},
		Baseline:     MobileUsage{Limit: new(5), Total: 5},
		Assessments:  MobileUsage{Total: 412},
	})
	n.AddGroup(MobileGroup{Ref: RetailGroupRef, Name: "Retail"})
	n.AddGroup(MobileGroup{Ref: PartnersGroupRef, Name: "Partners"})
	n.AddGroup(MobileGroup{Ref: BoardGroupRef, Name: "Board", Hidden: true})
	for _, user := range defaultMobileUsers() {
		n.AddUser(user)
	}
	for _, app := range defaultMobileApps() {
		n.AddApp(app)
	}
	n.SetStoreApps(defaultStoreApps()...)
}

// defaultMobileUsers are more than the ten that GraphQL answers when it is not
// asked for all.
func defaultMobileUsers() []MobileUser {
	retail, both := []string{RetailGroupRef}, []string{RetailGroupRef, PartnersGroupRef}
	return []MobileUser{
		{Name: "Robin Admin", Email: "robin.admin@customer.example", Role: "admin", GroupRefs: both},
		{Name: "Ari Analyst", Email: "ari@customer.example", Role: "analyst", GroupRefs: both},
		{Name: "Bo Analyst", Email: "bo@customer.example", Role: "analyst", GroupRefs: retail},
		{Name: "Cas Developer", Email: "cas@customer.example", Role: "developer", GroupRefs: retail},
		{Name: "Dee Developer", Email: "dee@customer.example", Role: "developer", GroupRefs: retail},
		{Name: "Eli Developer", Email: "eli@partner.example", Role: "developer", GroupRefs: []string{PartnersGroupRef}},
		{Name: "Fay Quality", Email: "fay@customer.example", Role: "qa", GroupRefs: retail},
		{Name: "Gus Quality", Email: "gus@partner.example", Role: "qa", GroupRefs: []string{PartnersGroupRef}, Inactive: true},
		{Name: "Hal Executive", Email: "hal@customer.example", Role: "exec", GroupRefs: []string{BoardGroupRef}},
		{Name: "Ida Customer", Email: "ida@partner.example", Role: "customer"},
		{Name: "Jo Trial", Email: "jo@customer.example", Role: "free-trial", GroupRefs: retail},
		{Name: "Build Pipeline", Role: "developer", GroupRefs: both}, // has no email address
	}
}

func defaultMobileApps() []MobileApp {
	return []MobileApp{auroraAndroid(), auroraIOS(), auroraPartners(), borealis(), cobalt(), delta(), ember(), foxtrot(), granite()}
}

// assessed returns an assessment that was made so many days ago.
func assessed(appRef string, days int, status, version string, findings []MobileFinding) MobileAssessment {
	created := daysBeforeAsOf(days)
	assessment := MobileAssessment{
		Ref: identifier("mobile assessment", appRef, days), Task: created.UnixMilli() + int64(hash(appRef)%86_400_000),
		Status: status, CreatedAt: created, Version: version, Findings: findings,
		Digest: MobileDigest(appRef, version),
	}
	switch status {
	case AssessmentCompleted:
		assessment.Score = new(scoreOf(findings))
	case AssessmentFailed:
		assessment.ErrorCode = "ERR_ANALYSIS"
	}
	return assessment
}

// MobileDigest is the digest of the build of a version.
func MobileDigest(appRef, version string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(appRef+" "+version)))
}

// scoreOf is 100 without vulnerabilities. How the system comes to its scores
// is not known.
func scoreOf(findings []MobileFinding) float64 {
	score := 100.0
	for _, row := range findings {
		if row.Affected != nil && *row.Affected && !row.Hidden && row.CVSS != nil {
			score -= *row.CVSS / 2
		}
	}
	return max(0, math.Round(score*10)/10)
}

func auroraAndroid() MobileApp {
	before := assessed(AuroraAndroidRef, 75, AssessmentCompleted, "4.1.0", mobileReport("android", 2802500, map[string]checkOutcome{
		"certificate_validity_check": detected, "keysize_check": detected,
	}))
	last := assessed(AuroraAndroidRef, 9, AssessmentCompleted, "4.3.1", mobileReport("android", 2802500, map[string]checkOutcome{
		"certificate_validity_check": detected, "leaked_data_in_files_password": detected, "allow_backup_check": detected,
		"android_debuggable_webviews": hiddenRow, "world_readable_files_check": inconclusive, "apk_permissions": detected,
	}))
	last.Components = defaultComponents()
	app := MobileApp{
		Ref: AuroraAndroidRef, Platform: "android", Package: "com.aurora.pay", GroupRef: RetailGroupRef, Title: "Aurora Pay",
		ConfigLevel: "advanced", StoreKey: "com.aurora.pay",
		Assessments: []MobileAssessment{
			assessed(AuroraAndroidRef, 6, AssessmentFailed, "4.3.2", nil),
			before,
			last,
			assessed(AuroraAndroidRef, 40, AssessmentCompleted, "4.2.0", mobileReport("android", 2802560, nil)),
			assessed(AuroraAndroidRef, 2, AssessmentPending, "4.4.0", nil),
		},
	}
	app.Vulnerabilities = append(historyOf(last, last), MobileVulnerability{
		ID: 2802540, CheckID: "keysize_check", Title: "Short Key of the Signature", LastCVSS: 3.7,
		OpenedAt: before.CreatedAt, OpenedIn: before.Ref, OpenedVersion: before.Version,
		LastSeenAt: before.CreatedAt, LastSeenIn: before.Ref, LastSeenVersion: before.Version,
		ClosedAt: daysBeforeAsOf(40), ClosedIn: app.Assessments[3].Ref, ClosedVersion: "4.2.0",
	})
	return app
}

func auroraIOS() MobileApp {
	last := assessed(AuroraIOSRef, 12, AssessmentCompleted, "4.3.0", mobileReport("ios", 2802600, map[string]checkOutcome{
		"uiwebview_insecure_load": detected, "ipa_certificate_pinning": detected,
	}))
	return MobileApp{
		Ref: AuroraIOSRef, Platform: "ios", Package: "com.aurora.pay", GroupRef: RetailGroupRef, Title: "Aurora Pay",
		ConfigLevel: "baseline", StoreKey: 1203847561,
		Assessments: []MobileAssessment{last}, Vulnerabilities: historyOf(last, last),
	}
}

func auroraPartners() MobileApp {
	opened := assessed(AuroraPartnersRef, 190, AssessmentCompleted, "3.8.0", mobileReport("android", 2802700, map[string]checkOutcome{
		"android_janus_vuln": detected,
	}))
	last := assessed(AuroraPartnersRef, 20, AssessmentCompleted, "4.0.0", mobileReport("android", 2802700, map[string]checkOutcome{
		"android_janus_vuln": detected,
	}))
	return MobileApp{
		Ref: AuroraPartnersRef, Platform: "android", Package: "com.aurora.pay", GroupRef: PartnersGroupRef, Title: "Aurora Pay",
		ConfigLevel: "baseline", StoreKey: "com.aurora.pay",
		Assessments: []MobileAssessment{last, opened}, Vulnerabilities: historyOf(opened, last),
	}
}

func borealis() MobileApp {
	return MobileApp{
		Ref: BorealisRef, Platform: "android", Package: "com.borealis.notes", GroupRef: RetailGroupRef, Title: "Borealis Notes",
		ConfigLevel: "baseline",
		Assessments: []MobileAssessment{assessed(BorealisRef, 4, AssessmentCompleted, "2.0.0", mobileReport("android", 2802800, nil))},
	}
}

func cobalt() MobileApp {
	return MobileApp{
		Ref: CobaltRef, Platform: "ios", Package: "com.cobalt.scan", GroupRef: RetailGroupRef, Title: "Cobalt Scan | <b>beta</b>",
		ConfigLevel: "baseline", StoreKey: "1377750263", // a number for other apps
	}
}

func delta() MobileApp {
	return MobileApp{
		Ref: DeltaRef, Platform: "android", Package: "com.delta.ride", GroupRef: PartnersGroupRef,
		Assessments: []MobileAssessment{
			assessed(DeltaRef, 30, AssessmentCanceled, "1.0.0", nil),
			assessed(DeltaRef, 3, AssessmentProcessing, "1.1.0", nil),
			assessed(DeltaRef, 14, AssessmentFailed, "1.0.1", nil),
		},
	}
}

// ember has a title in other letters, and what was recorded to break decoders:
// categories that are null, capitalized, or not in the schema, and scores that
// are integers, 0, or null. Nothing of it is worse than medium.
func ember() MobileApp {
	last := assessed(EmberRef, 1, AssessmentCompleted, "0.9.0", []MobileFinding{
		{CheckID: "world_readable_files_check", Title: "World Readable Files", Severity: "medium", Impact: "medium", AnalysisType: "dynamic", Affected: new(true), CVSS: new(5.0), VulnerabilityID: 2802901},
		{CheckID: "obfuscation_check", Title: "Code Is Not Obfuscated", Severity: "warn", Impact: "warn", Category: "Resilience", AnalysisType: "static", Affected: new(true)},
		{CheckID: "leaked_memdump_data_email", Title: "E-mail Address in Memory", Severity: "low", Impact: "low", Category: "Privacy", AnalysisType: "dynamic", Affected: new(true), CVSS: new(3.3), CVSSVector: "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N", VulnerabilityID: 2802902},
		{CheckID: "sms_communications", Title: "Messages", Severity: "info", Impact: "info", Category: "platform", AnalysisType: "dynamic", Affected: new(true), CVSS: new(0.0)},
		{CheckID: "uiwebview_insecure_load", Title: "Insecure Load in a Web View", Category: "network", Impact: "medium", AnalysisType: "compliance", Affected: new(true), CVSS: new(5.9), CVSSVector: "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N", VulnerabilityID: 2802903},
		{CheckID: "keysize_check", Title: "Short Key of the Signature", Impact: "indeterminate", Category: "code", AnalysisType: "static"},
		{CheckID: "geoip", Title: "Countries Communicated With", Severity: "info", Impact: "artifact", Category: "Artifact", AnalysisType: "dynamic", Affected: new(true), CVSS: new(0.0)},
	})
	last.Digest = fmt.Sprintf("%x", sha256.Sum256([]byte(EmberBuild)))
	last.IsStoreDownload, last.ReleaseVersion = true, "0.9"
	last.Components = []MobileComponent{}
	return MobileApp{
		Ref: EmberRef, Platform: "android", Package: "com.ember.wallet", GroupRef: RetailGroupRef, Title: "Ember Geldbörse 財布",
		ConfigLevel: "advanced", Assessments: []MobileAssessment{last}, Vulnerabilities: historyOf(last, last),
	}
}

func foxtrot() MobileApp {
	first := assessed(FoxtrotRef, 300, AssessmentCompleted, "1.0.0", mobileReport("ios", 2803000, map[string]checkOutcome{"ipa_broken_ssl": detected}))
	fixed := assessed(FoxtrotRef, 200, AssessmentCompleted, "1.1.0", mobileReport("ios", 2803000, nil))
	again := assessed(FoxtrotRef, 120, AssessmentCompleted, "1.2.0", mobileReport("ios", 2803001, map[string]checkOutcome{"ipa_broken_ssl": detected}))
	closed := historyOf(first, first)
	for i := range closed {
		closed[i].ClosedAt, closed[i].ClosedIn, closed[i].ClosedVersion = fixed.CreatedAt, fixed.Ref, fixed.Version
	}
	return MobileApp{
		Ref: FoxtrotRef, Platform: "ios", Package: "com.foxtrot.fleet", GroupRef: PartnersGroupRef, Title: "Foxtrot Fleet",
		ArchivedAt: daysBeforeAsOf(100), ConfigLevel: "baseline", StoreKey: 998877665,
		Assessments: []MobileAssessment{fixed, again, first}, Vulnerabilities: append(historyOf(again, again), closed...),
	}
}

func granite() MobileApp {
	last := assessed(GraniteRef, 5, AssessmentCompleted, "7.0.0", mobileReport("ios", 2803100, map[string]checkOutcome{"ipa_broken_ssl": detected}))
	return MobileApp{
		Ref: GraniteRef, Platform: "ios", Package: "com.granite.board", GroupRef: BoardGroupRef, Title: "Granite Board",
		Assessments: []MobileAssessment{last}, Vulnerabilities: historyOf(last, last),
	}
}
