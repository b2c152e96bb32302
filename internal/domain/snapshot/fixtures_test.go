// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
)

var takenAt = time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC)

// portfolios are two portfolios, of which the second has a name that is not
// unique.
var portfolios = posture.Scope{posture.ScopePortfolios: {{ID: "p1", Name: "Critical"}, {ID: "p2", Name: "All"}}}

func company(domain string, grade posture.Grade, score int64) posture.Company {
	return posture.Company{
		Domain: domain, Name: "The company of " + domain, Grade: grade, Score: &score, ScoreChange30d: new(int64(-1)),
		Industry: "technology", Size: "size_1_to_50", PortfolioIDs: []string{"p1"},
		Factors:       map[string]posture.Factor{"dns_health": {Grade: "A", Score: new(int64(98))}, "patching": {}},
		FindingCounts: map[posture.Severity]int64{"high": 1, "low": 2},
	}
}

func finding(source, subject, findingType string, status posture.Status) posture.Finding {
	return posture.Finding{
		Source: source, Subject: subject, Type: findingType, Title: "A <title> \u2028", Severity: "high", Status: status,
		FirstSeenAt: "2026-01-01T00:00:00Z", LastSeenAt: "2026-11-01T00:00:00Z", URL: "https://a.example/?b=c&d",
	}
}

// companies is a document of two companies with findings, one of which could not
// be read.
func companies() snapshot.Document {
	source := posture.SourceSecurityScorecard
	return snapshot.New(source, takenAt, portfolios,
		[]posture.Company{company("a.example", "A", 95), company("b.example", "D", 60)},
		[]posture.Finding{finding(source, "a.example", "tls", posture.Open), finding(source, "b.example", "not_readable", posture.Unknown)},
		[]string{"a.example"},
	)
}

// apps is a document of two applications.
func apps() snapshot.Document {
	source := posture.SourceNowSecure
	scope := posture.Scope{posture.ScopeApps: {{ID: "ref1", Name: "android/com.a"}, {ID: "ref2", Name: "ios/com.a"}}}
	return snapshot.New(source, takenAt, scope, nil,
		[]posture.Finding{finding(source, "android/com.a", "tls", posture.Open), finding(source, "ios/com.a", "not_readable", posture.Unknown)},
		[]string{"android/com.a"},
	)
}

// organization is a document of one organization.
func organization() snapshot.Document {
	source := posture.SourceJumpCloud
	scope := posture.Scope{posture.ScopeOrganizations: {{ID: "o1"}}, posture.ScopeChecks: {{ID: "mfa"}}}
	return snapshot.New(source, takenAt, scope, nil, []posture.Finding{finding(source, "u1", "mfa", posture.Closed)}, []string{"o1", "u1"})
}

// many is a document of many companies with factors.
func many(count int) snapshot.Document {
	d := companies()
	d.Companies, d.Findings, d.Unknown, d.Covered = nil, nil, []posture.Finding{}, nil
	for i := range count {
		d.Companies = append(d.Companies, company(fmt.Sprintf("vendor-%06d.example", i), "A", 95))
	}
	return d
}

func write(t testing.TB, d snapshot.Document) string {
	t.Helper()
	text, err := d.Write()
	if err != nil {
		t.Fatal(err)
	}
	return text
}
