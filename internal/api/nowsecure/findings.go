// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Source is the source of the findings of this system.
const Source = posture.SourceNowSecure

// The types of findings that report what is unknown about an application.
const (
	typeNotAssessed = "not_assessed"
	typeNotReadable = "not_readable"
)

// FindingsQuery chooses findings.
type FindingsQuery struct {
	// Apps chooses applications. Archived ones are left out unless Refs names
	// them.
	Apps AppsQuery
	// History asks for the records of vulnerabilities; nil asks for the report
	// of the newest completed assessment.
	History *History
	// IncludeInconclusive adds the checks of a report that came to no result.
	IncludeInconclusive bool
	// MinimumSeverity and MinimumCVSS drop what is known to be less; "" and nil
	// drop nothing.
	MinimumSeverity posture.Severity
	MinimumCVSS     *float64
	// ReportErrors goes on when an application cannot be read.
	ReportErrors bool
}

// History chooses records of vulnerabilities.
type History struct {
	// SeenAfter drops what was seen last before it.
	SeenAfter time.Time
	// IncludeClosed keeps what was closed.
	IncludeClosed bool
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
}

// Findings is the outcome of one read.
type Findings struct {
	Findings []Finding
	// Errors are the applications that could not be read. Each has a finding of
	// unknown status, too.
	Errors []AppError
	// Apps is the number of applications, those with errors included.
	Apps int
	// Covered are the subjects of which every application that was chosen was
	// read completely, sorted.
	Covered []string
}

// AppError is why an application could not be read.
type AppError struct {
	App App
	Err error
}

// ErrNoApps is the error of a read that matches no application. No findings in
// no applications is not good news.
var ErrNoApps = errors.New("no application fits: nothing would be read, and nothing found")

// UnknownAppsError says which of the chosen applications are not listed.
type UnknownAppsError struct{ Refs []string }

func (e *UnknownAppsError) Error() string {
	return "NowSecure lists no application with the ref " + strings.Join(e.Refs, ", ") + " to the token's user"
}

// UnknownGroupsError says which of the chosen groups have no application.
type UnknownGroupsError struct{ Groups []string }

func (e *UnknownGroupsError) Error() string {
	return "NowSecure lists no application of the group " + strings.Join(e.Groups, ", ") + " to the token's user"
}

// Findings reads the findings of applications, sorted by package, platform,
// ref, check and vulnerability.
func (c *Client) Findings(ctx context.Context, query FindingsQuery) (Findings, error) {
	listed, err := c.allApps(ctx)
	if err != nil {
		return Findings{}, err
	}
	apps, missing, err := query.choose(listed)
	if err != nil {
		return Findings{}, err
	}
	perApp, err := rest.Map(ctx, c.api, apps, func(ctx context.Context, app App) (appFindings, error) {
		return c.readApp(ctx, app, query)
	})
	if err != nil {
		return Findings{}, err
	}
	for _, ref := range missing {
		perApp = append(perApp, failed(App{Ref: ref}, ErrNotVisible))
	}
	read := Findings{Findings: []Finding{}, Errors: []AppError{}, Apps: len(perApp)}
	for _, one := range perApp {
		read.Findings = append(read.Findings, one.findings...)
		if one.err != nil {
			read.Errors = append(read.Errors, *one.err)
		}
	}
	slices.SortStableFunc(read.Findings, compareFindings)
	read.Covered = covered(apps, read.Findings)
	return read, nil
}

// choose returns the applications that are wanted, and the refs of those that
// are wanted and not listed.
func (q FindingsQuery) choose(listed []App) (apps []App, missing []string, err error) {
	refs, groups := map[string]bool{}, map[string]bool{}
	for _, app := range listed {
		refs[app.Ref], groups[app.Group.Ref], groups[app.Group.Name] = true, true, true
		if q.Apps.wants(app) && (app.ArchivedAt == "" || len(q.Apps.Refs) > 0) {
			apps = append(apps, app)
		}
	}
	if unknown := without(q.Apps.Groups, groups); len(unknown) > 0 {
		return nil, nil, &UnknownGroupsError{Groups: unknown}
	}
	missing = without(q.Apps.Refs, refs)
	if len(missing) > 0 && !q.ReportErrors {
		return nil, nil, &UnknownAppsError{Refs: missing}
	}
	if len(apps)+len(missing) == 0 {
		return nil, nil, ErrNoApps
	}
	return apps, missing, nil
}

// without returns the values that are not known, sorted, each once.
func without(values []string, known map[string]bool) []string {
	unknown := slices.DeleteFunc(slices.Sorted(slices.Values(values)), func(value string) bool { return known[value] })
	return slices.Compact(unknown)
}

// appFindings is what was read of one application.
type appFindings struct {
	findings []Finding
	err      *AppError
}

// readApp reads what the query asks for of one application.
func (c *Client) readApp(ctx context.Context, app App, query FindingsQuery) (appFindings, error) {
	var findings []Finding
	var err error
	if query.History != nil {
		findings, err = c.history(ctx, app, *query.History)
	} else {
		findings, err = c.latest(ctx, app, query.IncludeInconclusive)
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

// wants never drops what is not known.
func (q FindingsQuery) wants(finding Finding) bool {
	if finding.CheckID == "" {
		return true
	}
	return (q.MinimumSeverity == "" || finding.Severity.MayReach(q.MinimumSeverity)) &&
		(q.MinimumCVSS == nil || mayReachScore(finding, *q.MinimumCVSS))
}

// failed is an application that could not be read. It must not look like one
// without findings.
func failed(app App, err error) appFindings {
	return appFindings{
		findings: []Finding{notKnown(app, typeNotReadable, "The application could not be read: its findings are not known")},
		err:      &AppError{App: app, Err: err},
	}
}

// notKnown reports that the findings of an application are unknown.
func notKnown(app App, findingType, title string) Finding {
	return Finding{
		Finding: posture.Finding{
			Source: Source, Subject: app.subject(), Type: findingType, Title: title,
			Severity: unknownSeverity, Status: posture.Unknown, URL: app.URL,
		},
		App: app,
	}
}

// describe names an application in errors.
func describe(app App) string { return fmt.Sprintf("%s (%s, %s)", app.Package, app.Platform, app.Ref) }

func compareFindings(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Subject, b.Subject),
		cmp.Compare(a.App.Platform, b.App.Platform),
		cmp.Compare(a.App.Ref, b.App.Ref),
		cmp.Compare(a.Type, b.Type),
		cmp.Compare(a.VulnerabilityID, b.VulnerabilityID),
		cmp.Compare(a.OpenedAt, b.OpenedAt),
	)
}
