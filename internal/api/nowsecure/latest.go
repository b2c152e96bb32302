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

// latest reads the report of the newest completed assessment.
func (c *Client) latest(ctx context.Context, app App, includeInconclusive bool) ([]Finding, error) {
	if app.OnlyREST {
		return nil, fmt.Errorf("NowSecure: could not read the report on application %s: %w", describe(app), ErrNoReports)
	}
	if app.Latest == nil {
		return []Finding{notKnown(app, typeNotAssessed, "The application has no completed assessment: its findings are not known")}, nil
	}
	rows, err := c.report(ctx, app)
	if err != nil {
		return nil, err
	}
	findings := []Finding{}
	for _, row := range rows {
		if row.found(includeInconclusive) {
			findings = append(findings, c.reported(app, row))
		}
	}
	return findings, nil
}

// report reads one row for every check that was run.
func (c *Client) report(ctx context.Context, app App) ([]findingNode, error) {
	graph := c.graph("read the report on application " + describe(app))
	answer, err := report(ctx, graph, app.Latest.Ref)
	if err != nil {
		return nil, asNotVisible(err)
	}
	owners := answer.Auto.Assessments
	switch {
	case len(owners) != 1:
		return nil, graph.unexpected(errors.New("it does not have the one assessment"))
	case owners[0].Ref == "": // null, for one that is not visible (schema)
		return nil, fmt.Errorf("%w: %w", ErrNotVisible, graph.unexpected(errors.New("it is null")))
	case owners[0].Ref != app.Latest.Ref:
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

// found reports whether a row is a finding: a report has a row for every check,
// those that pass, too. What is said to be hidden was hidden by a person.
func (n findingNode) found(includeInconclusive bool) bool {
	if n.Hidden || strings.EqualFold(n.Check.Category, artifact) || strings.EqualFold(n.ImpactType, artifact) {
		return false
	}
	if n.Affected.value == nil {
		return includeInconclusive
	}
	return *n.Affected.value
}

func (c *Client) reported(app App, row findingNode) Finding {
	score := scoreOf(row.Cvss, row.CvssVector)
	finding := Finding{
		Finding: posture.Finding{
			Source: Source, Subject: app.subject(), Type: row.CheckId, Title: cmp.Or(row.Title, row.CheckId),
			Severity: severityOf(row.Severity, score, row.ImpactType), Status: posture.Open, LastSeenAt: app.Latest.CreatedAt,
			URL: c.link("app", app.Ref, "assessment", app.Latest.Ref+"#finding-"+row.CheckId),
		},
		App: app, CheckID: row.CheckId, CVSS: score, CVSSVector: row.CvssVector, Category: strings.ToLower(row.Check.Category),
		VulnerabilityID: string(row.UniqueVulnerabilityId), Affected: row.Affected.value,
	}
	if row.Affected.value == nil {
		finding.Status = posture.Unknown
	}
	return finding
}
