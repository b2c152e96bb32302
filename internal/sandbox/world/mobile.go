// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"slices"
	"time"
)

// MobileOrganization is the account that the API token belongs to.
type MobileOrganization struct {
	ID        int
	Name      string
	CreatedAt time.Time
	// Applications are those with the advanced configuration, Baseline those
	// with the default one.
	Applications, Baseline, Assessments MobileUsage
}

// MobileUsage is how much of a plan is used.
type MobileUsage struct {
	// Limit is nil when the use is not limited.
	Limit *int
	Total int
}

// MobileGroup is a part of the organization, which apps and users belong to.
type MobileGroup struct {
	Ref  string
	ID   int
	Name string
	// Hidden says that the token's user is no member: neither the group nor its
	// apps can be seen.
	Hidden    bool
	CreatedAt time.Time
}

// MobileUser is a person of the organization.
type MobileUser struct {
	ID   int
	Ref  string
	Name string
	// Email is null when it is empty.
	Email    string
	Inactive bool
	// Role is admin, analyst, qa, developer, exec, customer, or free-trial.
	Role      string
	GroupRefs []string
	CreatedAt time.Time
	UpdatedAt time.Time
}

// MobileApp is one app in one group.
type MobileApp struct {
	// Ref is what tells apps apart: a package may be in several groups.
	Ref      string
	Platform string
	Package  string
	GroupRef string
	// Title is null when it is empty.
	Title     string
	CreatedAt time.Time
	// ArchivedAt is zero for an app in use.
	ArchivedAt time.Time
	// ConfigLevel is baseline or advanced; null when it is empty.
	ConfigLevel string
	// StoreKey is a number in the one store, a package in the other; null when
	// it is nil.
	StoreKey any
	// Unauthorized says that the app is listed, and nothing more of it may be
	// read, as when it was taken from the user after it was listed.
	Unauthorized bool
	// Assessments are in no order.
	Assessments []MobileAssessment
	// Vulnerabilities are the history, those that were closed included.
	Vulnerabilities []MobileVulnerability
}

// The statuses of an assessment.
const (
	AssessmentCompleted  = "completed"
	AssessmentFailed     = "failed"
	AssessmentProcessing = "processing"
	AssessmentPending    = "pending"
	AssessmentCanceled   = "cancelled" //nolint:misspell // as the system writes it
	AssessmentPartial    = "partial"
)

// MobileAssessment is one test of one build of an app.
type MobileAssessment struct {
	// Ref and Task both name it. Task is about the time at which it was created,
	// in milliseconds.
	Ref       string
	Task      int64
	Status    string
	ErrorCode string
	CreatedAt time.Time
	Version   string
	// Digest is the SHA-256 of the build that was uploaded; null when it is empty.
	Digest string
	// IsStoreDownload says that the build was downloaded from an app store.
	// ReleaseVersion is the version that the store reports; null when it is empty.
	IsStoreDownload bool
	ReleaseVersion  string
	// Score runs from 0 to 100, higher is better; nil when there is none.
	Score *float64
	// Findings are one row for every check that was run.
	Findings []MobileFinding
	// Components are what the build is made of; nil when they were not searched.
	Components []MobileComponent
}

// MobileComponent is a part of a build that others have made. Texts are null
// when they are empty.
type MobileComponent struct {
	Ecosystem       string
	Name            string
	Version         string
	Latest          string
	License         string
	Vulnerabilities []MobileComponentVulnerability
}

// MobileComponentVulnerability is a known vulnerability of a component. CVSS is
// a number in a text.
type MobileComponentVulnerability struct {
	ID         string
	Title      string
	CVSS       string
	CVSSVector string
	CWE        string
}

// MobileFinding is the outcome of one check, as its row says it. No field is
// derived from another one, so that a test can say anything.
type MobileFinding struct {
	CheckID string
	Title   string
	// Severity and Category are null when they are empty.
	Severity string
	Category string
	// Impact is the severity word of GraphQL's impactType, which has words for
	// rows without a severity as well.
	Impact string
	// AnalysisType is static or dynamic.
	AnalysisType string
	// Affected is nil when the check was inconclusive.
	Affected *bool
	Hidden   bool
	// CVSS runs from 0 to 10, nil when there is none.
	CVSS *float64
	// CVSSVector is null when it is empty.
	CVSSVector string
	// VulnerabilityID links the row to the history; 0 is none.
	VulnerabilityID int64
	// Policy is the label of the policy category; null when it is empty.
	Policy string
}

// MobileVulnerability is one record of an app's history: a span of assessments
// in which a check found something.
type MobileVulnerability struct {
	ID         int64
	CheckID    string
	Title      string
	OpenedAt   time.Time
	LastSeenAt time.Time
	// ClosedAt is zero while the vulnerability is open.
	ClosedAt time.Time
	LastCVSS float64
	// The assessments are named by their refs.
	OpenedIn, LastSeenIn, ClosedIn                string
	OpenedVersion, LastSeenVersion, ClosedVersion string
}

// LatestCompleted returns the newest assessment that was completed and scored.
func (a MobileApp) LatestCompleted() (MobileAssessment, bool) {
	index := a.latestCompleted()
	if index < 0 {
		return MobileAssessment{}, false
	}
	return a.Assessments[index], true
}

func (a MobileApp) latestCompleted() int {
	latest := -1
	for i, assessment := range a.Assessments {
		if assessment.Status == AssessmentCompleted && assessment.Score != nil && (latest < 0 || assessment.CreatedAt.After(a.Assessments[latest].CreatedAt)) {
			latest = i
		}
	}
	return latest
}

// clone returns a copy that shares no list with the original.
func (a MobileApp) clone() MobileApp {
	a.Assessments = slices.Clone(a.Assessments)
	for i := range a.Assessments {
		a.Assessments[i].Findings = slices.Clone(a.Assessments[i].Findings)
	}
	a.Vulnerabilities = slices.Clone(a.Vulnerabilities)
	return a
}
