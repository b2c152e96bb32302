// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// Assessment is one test of one build of an application.
type Assessment struct {
	Ref       string
	TaskID    string
	CreatedAt string
	// Status is the system's word in lower case, "completed" or "failed" for
	// example; "" if it does not say.
	Status string
	// IsComplete says whether both the static and the dynamic analysis have
	// completed; nil if the system does not say.
	IsComplete *bool
	// Score is from 0 to 100, higher is better; nil if there is no score.
	Score *float64
	// BuildDigest is the SHA-256 of the build that was uploaded, in lower case.
	BuildDigest string
	// PackageVersion is the version in the build, BuildVersion what the system
	// sorts builds by, and ReleaseVersion what an app store reports (schema).
	PackageVersion string
	BuildVersion   string
	ReleaseVersion string
	// IsStoreDownload says whether the build is from an app store, and not
	// uploaded; nil if the system does not say.
	IsStoreDownload *bool
}

// assessment brings an assessment of GraphQL's into our shape; nil is nil.
func (n *assessmentNode) assessment() *Assessment {
	if n == nil {
		return nil
	}
	return &Assessment{
		Ref: n.Ref, TaskID: string(n.TaskId), CreatedAt: rest.UTC(n.CreatedAt),
		Status: strings.ToLower(n.Analysis.Status), IsComplete: n.Analysis.IsComplete, Score: onScale(n.Score, 100),
		BuildDigest: strings.ToLower(n.BuildDigest), PackageVersion: string(n.PackageVersion), BuildVersion: n.BuildVersion,
		ReleaseVersion: n.ReleaseVersion, IsStoreDownload: n.IsAppstoreDownload,
	}
}

// isOf reports whether it assessed a build; "" is any build.
func (a *Assessment) isOf(buildDigest string) bool {
	return a != nil && (buildDigest == "" || a.BuildDigest == buildDigest)
}

// pastAssessments are the completed assessments of applications, by ref.
type pastAssessments map[string][]*Assessment

// pastAssessments reads them for a query that needs them, in one request for a
// hundred applications.
func (c *Client) pastAssessments(ctx context.Context, apps []App, query FindingsQuery) (pastAssessments, error) {
	past := pastAssessments{}
	refs := []string{}
	for _, app := range apps {
		if !app.OnlyREST && (query.Baseline != nil || !app.Latest.isOf(query.BuildDigest)) {
			refs = append(refs, app.Ref)
		}
	}
	if query.Baseline == nil && query.BuildDigest == "" {
		return past, nil
	}
	graph := c.graph("list the completed assessments of applications")
	for chunk := range slices.Chunk(refs, appsPerPage) {
		answer, err := completedAssessments(ctx, graph, chunk)
		if err != nil {
			return nil, err
		}
		if answer.Auto.Applications == nil {
			return nil, graph.unexpected(errors.New(`it has no "applications"`))
		}
		for _, owner := range answer.Auto.Applications {
			for _, node := range owner.Assessments {
				past[owner.Ref] = append(past[owner.Ref], node.assessment())
			}
		}
	}
	return past, nil
}

// newest returns the newest of an application's assessments that fits, or nil.
func (p pastAssessments) newest(app App, fits func(*Assessment) bool) *Assessment {
	var newest *Assessment
	for _, made := range p[app.Ref] {
		if fits(made) && (newest == nil || made.CreatedAt > newest.CreatedAt) {
			newest = made
		}
	}
	return newest
}

// judged returns the newest assessment that is completed and scored, of the
// build that is wanted; nil if there is none.
func (p pastAssessments) judged(app App, buildDigest string) *Assessment {
	if buildDigest == "" || app.Latest.isOf(buildDigest) {
		return app.Latest
	}
	return p.newest(app, func(made *Assessment) bool { return made.Score != nil && made.isOf(buildDigest) })
}
