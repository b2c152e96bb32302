// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import "time"

// MobileStoreApp is an app of someone else in an app store, as the vendor's risk
// intelligence rates it. Texts are null when they are empty.
type MobileStoreApp struct {
	Title    string
	Platform string
	Package  string
	// StoreID is a number in the one store, and the package in the other.
	StoreID string
	AddedAt time.Time
	// AssessmentRef is empty for an app that was not rated.
	AssessmentRef string
	BuildVersion  string
	// RiskScore runs from 0 to 100, higher is worse; nil when there is none.
	RiskScore      *float64
	Rating         string
	Category       string
	Recommendation string
	RatedAt        time.Time
}

// defaultStoreApps are rated from A to F, and one is not.
func defaultStoreApps() []MobileStoreApp {
	rated := func(app MobileStoreApp, score float64, rating, category, recommendation string) MobileStoreApp {
		app.AddedAt, app.RatedAt = daysBeforeAsOf(90), daysBeforeAsOf(8)
		app.AssessmentRef, app.BuildVersion = identifier("store assessment", app.Platform, app.Package), "2.4.0"
		app.RiskScore, app.Rating, app.Category, app.Recommendation = &score, rating, category, recommendation
		return app
	}
	return []MobileStoreApp{
		rated(MobileStoreApp{Title: "Harbor Chat", Platform: "android", Package: "com.harbor.chat", StoreID: "com.harbor.chat"}, 81.5, "F", "HIGH", "BLOCK"),
		rated(MobileStoreApp{Title: "Harbor Chat", Platform: "ios", Package: "com.harbor.chat", StoreID: "1400000001"}, 48, "C", "MEDIUM", "REVIEW"),
		rated(MobileStoreApp{Title: "Indigo Sign", Platform: "ios", Package: "com.indigo.sign", StoreID: "1400000002"}, 12.25, "A", "LOW", "ALLOW"),
		{Title: "Jade Maps", Platform: "android", Package: "com.jade.maps", StoreID: "com.jade.maps", AddedAt: daysBeforeAsOf(1)},
	}
}

// defaultComponents have a vulnerability of high severity, one of medium
// severity, and one without a score.
func defaultComponents() []MobileComponent {
	return []MobileComponent{
		{
			Ecosystem: "Maven", Name: "com.squareup.okhttp3:okhttp", Version: "3.12.0", Latest: "4.12.0", License: "Apache-2.0",
			Vulnerabilities: []MobileComponentVulnerability{
				{ID: "CVE-2021-0341", Title: "Improper Certificate Validation", CVSS: "7.5", CVSSVector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", CWE: "CWE-295"},
				{ID: "CVE-2023-0833", Title: "Information Exposure", CVSS: "5.5", CVSSVector: "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N", CWE: "CWE-209"},
			},
		},
		{Ecosystem: "Native", Name: "openssl", Version: "1.1.1k", Vulnerabilities: []MobileComponentVulnerability{{ID: "NS-0001", Title: "Not scored"}}},
		{Ecosystem: "Maven", Name: "androidx.core:core", Version: "1.13.0", Latest: "1.13.1", License: "Apache-2.0"},
		{Ecosystem: "CocoaPods", Name: "Unversioned"},
	}
}
