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

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// artifact is the category of checks that collect evidence and find nothing.
const artifact = "artifact"

// latest reads the report of the newest completed assessment, of the build that
// is wanted.
func (c *Client) latest(ctx context.Context, app App, query FindingsQuery, past pastAssessments) ([]Finding, error) {
	if app.OnlyREST {
		return nil, fmt.Errorf("NowSecure: could not read the report on application %s: %w", describe(app), ErrNoReports)
	}
	judged := past.judged(app, query.BuildDigest)
	findings := c.beside(app, judged, query)
	switch {
	case judged == nil && query.BuildDigest != "":
		return append(findings, notKnown(app, typeBuildNotAssessed)), nil
	case judged == nil:
		return append(findings, notKnown(app, typeNotAssessed)), nil
	}
	rows, err := c.report(ctx, app, judged)
	if err != nil {
		return nil, err
	}
	if err := c.checkArguments(query); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(rows, findingNode.isConclusive) {
		findings = append(findings, c.notKnownOf(app, judged, typeNotConclusive))
	}
	accepted, err := c.acceptedFindings(ctx, app, query.Baseline.of(app, judged, past))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		if !row.isFound() && (!query.IncludeInconclusive || !row.isInconclusive()) {
			continue
		}
		if finding := c.reported(app, judged, row); isNewFinding(finding, accepted) {
			findings = append(findings, finding)
		}
	}
	return findings, nil
}

// checkArguments returns an error for rows that are asked for, and that the API
// does not know how to list.
func (c *Client) checkArguments(query FindingsQuery) error {
	unknown := c.unknown.of("report")
	for argument, isNeeded := range map[string]bool{"hidden": query.IncludeHidden, "indeterminate": query.IncludeInconclusive} {
		if isNeeded && slices.Contains(unknown, argument) {
			return schemaError{fmt.Errorf("NowSecure: could not read reports with checks that are %s: the API does not know the argument", argument)}
		}
	}
	return nil
}

// report reads one row for every check that was run.
func (c *Client) report(ctx context.Context, app App, made *Assessment) ([]findingNode, error) {
	graph := c.graph("read the report on application " + describe(app))
	answer, err := report(ctx, graph, made.Ref)
	if err != nil {
		return nil, asNotVisible(err)
	}
	owners := answer.Auto.Assessments
	switch {
	case len(owners) != 1:
		return nil, graph.unexpected(errors.New("it does not have the one assessment"))
	case owners[0].Ref == "": // null, for one that is not visible (schema)
		return nil, fmt.Errorf("%w: %w", ErrNotVisible, graph.unexpected(errors.New("it is null")))
	case owners[0].Ref != made.Ref:
		return nil, graph.unexpected(errors.New("it has another assessment"))
	case owners[0].Report == nil || len(owners[0].Report.Findings) == 0:
		return nil, graph.unexpected(errors.New("the assessment is completed, and its report has no checks"))
	}
	// A check is one row: the vendor's own tools know findings by it (client).
	rows, err := rest.Distinct(owners[0].Report.Findings, rest.Entries[findingNode]{
		Noun: "check", Key: "checkId", Identity: func(row findingNode) string { return row.CheckId },
	})
	if err != nil {
		return nil, graph.unexpected(err)
	}
	if slices.ContainsFunc(rows, func(row findingNode) bool { return !row.Affected.said }) {
		return nil, graph.unexpected(errors.New(`a row of the report has no "affected"`))
	}
	return rows, nil
}

// isArtifact reports whether the row only has evidence.
func (n findingNode) isArtifact() bool {
	return strings.EqualFold(n.Check.Category, artifact) || strings.EqualFold(n.ImpactType, artifact)
}

// isConclusive reports whether the check came to a result.
func (n findingNode) isConclusive() bool { return !n.isArtifact() && n.Affected.value != nil }

// isInconclusive reports whether the check came to no result.
func (n findingNode) isInconclusive() bool { return !n.isArtifact() && n.Affected.value == nil }

// isFound reports whether a row is a finding: a report has a row for every check,
// those that pass, too.
func (n findingNode) isFound() bool { return n.isConclusive() && *n.Affected.value }

// reported brings a row into our shape. What is said to be hidden was hidden by a
// person.
func (c *Client) reported(app App, made *Assessment, row findingNode) Finding {
	score := scoreOf(row.Cvss, row.CvssVector)
	finding := Finding{
		Finding: posture.Finding{
			Source: Source, Subject: app.Subject, Type: row.CheckId, Title: cmp.Or(row.Title, row.CheckId),
			Severity: severityOf(row.Severity, score, row.ImpactType), Status: posture.Open, LastSeenAt: made.CreatedAt,
			URL: c.link("app", app.Ref, "assessment", made.Ref, "findings#finding-"+row.CheckId),
		},
		App: app, Assessment: made, CheckID: row.CheckId, CVSS: score, CVSSVector: row.CvssVector, Category: strings.ToLower(row.Check.Category),
		VulnerabilityID: string(row.UniqueVulnerabilityId), Affected: row.Affected.value, IsHidden: row.Hidden, Details: row.details(),
	}
	if row.Affected.value == nil {
		finding.Status = posture.Unknown
	}
	return finding
}
