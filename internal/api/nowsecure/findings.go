// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Source is the source of the findings of this system.
const Source = posture.SourceNowSecure

// FindingsQuery chooses findings.
type FindingsQuery struct {
	// Apps chooses applications. Archived ones are left out unless Refs names
	// them.
	Apps AppsQuery
	// History asks for the records of vulnerabilities; nil asks for the report
	// of the newest completed assessment.
	History *History
	// BuildDigest asks for the newest report on one build, by its SHA-256 in lower
	// case; "" asks for any. It is not for History.
	BuildDigest string
	// Baseline drops what an accepted build has, too; nil drops nothing.
	Baseline *Baseline
	// AssessedAfter adds a finding for an assessment that is older; the zero time
	// adds none.
	AssessedAfter time.Time
	// IgnoreNewer adds no finding for a newer assessment that did not complete.
	IgnoreNewer bool
	// IncludeInconclusive adds the checks of a report that came to no result, and
	// IncludeHidden those that a person has hidden.
	IncludeInconclusive bool
	IncludeHidden       bool
	// MinimumSeverity and MinimumCVSS drop what is known to be less; "" and nil
	// drop nothing. IncludeWarnings keeps what may be a warning nevertheless.
	MinimumSeverity posture.Severity
	MinimumCVSS     *float64
	IncludeWarnings bool
	// ExcludedChecks drops checks, and IncludedChecks keeps checks that would be
	// dropped. Both are in any case.
	ExcludedChecks []string
	IncludedChecks []string
	// ReportErrors goes on when an application cannot be read.
	ReportErrors bool
}

// Finding is what one check found in an application.
type Finding struct {
	posture.Finding
	// App is the application. Of one that is not listed, only Ref is known.
	App App
	// CheckID is the check, or "" where the finding reports what is
	// unknown.
	CheckID string
	// CVSS is from 0 to 10; nil if there is no score.
	CVSS       *float64
	CVSSVector string
	// Category is in lower case: the API is not consistent (live).
	Category        string
	VulnerabilityID string
	OpenedAt        string
	ClosedAt        string
	// Affected is nil when the check came to no result.
	Affected *bool
	// IsHidden says that a person has hidden the check.
	IsHidden bool
	// Assessment is the one that the finding is about; nil for a record, and for an
	// application that was not assessed.
	Assessment *Assessment
	// Details are what a report says beside; they are empty for a record.
	Details
	// Versions are those in which a record was opened, last seen and closed.
	Versions Versions
}

// Findings is the outcome of one read.
type Findings struct {
	Findings []Finding
	// Errors are the applications that could not be read. Each has a finding of
	// unknown status, too.
	Errors []AppError
	// Apps is the number of applications, those with errors included.
	Apps int
	// Covered are the subjects that were read completely, sorted.
	Covered []string
	// Hidden counts what the reports have and a person has hidden, by severity. It
	// is nil for records, and if the API does not say.
	Hidden map[posture.Severity]int64
	// UnknownFields are the fields and arguments that the API does not know, sorted.
	// What they hold is unknown.
	UnknownFields []string
}

// AppError is why an application could not be read.
type AppError struct {
	App App
	Err error
}

// Findings reads the findings of applications, sorted by subject, check and
// vulnerability.
func (c *Client) Findings(ctx context.Context, query FindingsQuery) (Findings, error) {
	listed, err := c.allApps(ctx)
	if err != nil {
		return Findings{}, err
	}
	apps, missing, err := query.choose(listed)
	if err != nil {
		return Findings{}, err
	}
	past, err := c.pastAssessments(ctx, apps, query)
	if err != nil {
		return Findings{}, err
	}
	if err := query.Baseline.check(apps, past); err != nil {
		return Findings{}, err
	}
	perApp, err := rest.Map(ctx, c.api, "apps", apps, func(ctx context.Context, app App) (appFindings, error) {
		return c.readApp(ctx, app, query, past)
	})
	if err != nil {
		return Findings{}, err
	}
	for _, ref := range missing {
		perApp = append(perApp, failed(App{Ref: ref, Subject: ref}, ErrNotVisible))
	}
	return c.join(perApp, apps, query), nil
}

// join makes one read of those of the applications.
func (c *Client) join(perApp []appFindings, apps []App, query FindingsQuery) Findings {
	read := Findings{
		Findings: []Finding{}, Errors: []AppError{}, Apps: len(perApp),
		UnknownFields: c.unknown.of("applications", "completedAssessments", "report"),
	}
	hidden := map[posture.Severity]int64{}
	for _, one := range perApp {
		for _, finding := range one.findings {
			if finding.IsHidden {
				hidden[finding.Severity]++
			}
			if !finding.IsHidden || query.IncludeHidden {
				read.Findings = append(read.Findings, finding)
			}
		}
		if one.err != nil {
			read.Errors = append(read.Errors, *one.err)
		}
	}
	if query.History == nil && !slices.Contains(c.unknown.of("report"), "hidden") {
		read.Hidden = hidden
	}
	slices.SortStableFunc(read.Findings, compareFindings)
	read.Covered = covered(apps, read.Findings)
	return read
}

// choose returns the applications that are wanted, and the refs of those that
// are wanted and not listed.
func (q FindingsQuery) choose(listed []App) (apps []App, missing []string, err error) {
	if err := q.Apps.check(listed); err != nil {
		return nil, nil, err
	}
	apps = slices.DeleteFunc(q.Apps.chosen(listed), func(app App) bool { return app.ArchivedAt != "" && len(q.Apps.Refs) == 0 })
	missing = q.Apps.missing(listed)
	if len(missing) > 0 && !q.ReportErrors {
		return nil, nil, &UnknownAppsError{Refs: missing}
	}
	if len(apps)+len(missing) == 0 {
		return nil, nil, ErrNoApps
	}
	return apps, missing, nil
}

// appFindings is what was read of one application.
type appFindings struct {
	findings []Finding
	err      *AppError
}

// readApp reads what the query asks for of one application.
func (c *Client) readApp(ctx context.Context, app App, query FindingsQuery, past pastAssessments) (appFindings, error) {
	var findings []Finding
	var err error
	if query.History != nil {
		findings, err = c.history(ctx, app, query, past)
	} else {
		findings, err = c.latest(ctx, app, query, past)
	}
	switch {
	case err == nil:
		findings = slices.DeleteFunc(findings, func(finding Finding) bool { return !query.wants(finding) })
		return appFindings{findings: findings}, nil
	case !query.ReportErrors, ctx.Err() != nil, errors.Is(err, rest.ErrUnauthorized):
		// A token that is not accepted affects all applications.
		return appFindings{}, err
	default:
		return failed(app, err), nil
	}
}

// failed is an application that could not be read. It must not look like one
// without findings.
func failed(app App, err error) appFindings {
	return appFindings{
		findings: []Finding{notKnown(app, typeNotReadable)},
		err:      &AppError{App: app, Err: err},
	}
}

func compareFindings(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.App.Ref, b.App.Ref),
		cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.VulnerabilityID, b.VulnerabilityID),
		cmp.Compare(a.OpenedAt, b.OpenedAt),
	)
}
