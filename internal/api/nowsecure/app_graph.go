// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// AppGraph is applications with their findings.
type AppGraph struct {
	// Apps are those that Findings evaluates, in the order of Apps. Those that are
	// not listed come last.
	Apps []GraphApp
	// Errors and UnknownFields are as Findings returns them.
	Errors        []AppError
	UnknownFields []string
}

// GraphApp is an application with its findings.
type GraphApp struct {
	App

	// IsAnother says that an application that was created before has the same
	// platform and package, in another group.
	IsAnother bool
	// Findings are sorted as Findings returns them.
	Findings []Finding
	// FindingsKnown says that the findings were read completely.
	FindingsKnown bool
}

// AppGraph reads applications and their findings. It sends the requests that
// Findings sends.
func (c *Client) AppGraph(ctx context.Context, query FindingsQuery) (AppGraph, error) {
	read, err := c.Findings(ctx, query)
	if err != nil {
		return AppGraph{}, err
	}
	listed, err := c.allApps(ctx)
	if err != nil {
		return AppGraph{}, err
	}
	apps, missing, err := query.choose(listed)
	if err != nil {
		return AppGraph{}, err
	}
	for _, ref := range missing {
		apps = append(apps, App{Ref: ref, Subject: ref})
	}
	findings := map[string][]Finding{}
	for _, finding := range read.Findings {
		findings[finding.App.Ref] = append(findings[finding.App.Ref], finding)
	}
	graph := AppGraph{Errors: read.Errors, UnknownFields: read.UnknownFields}
	first := firstApps(listed)
	for _, app := range apps {
		_, isCovered := slices.BinarySearch(read.Covered, app.Subject)
		graph.Apps = append(graph.Apps, GraphApp{
			App: app, IsAnother: app.Package != "" && first[packageOf(app)].Ref != app.Ref,
			Findings: findings[app.Ref], FindingsKnown: isCovered,
		})
	}
	return graph, nil
}

// firstApps are the applications that were created first, by packageOf. One
// whose time of creation is not known comes after the others.
func firstApps(listed []App) map[string]App {
	first := map[string]App{}
	for _, app := range listed {
		before, isKnown := first[packageOf(app)]
		if !isKnown || isBefore(app, before) {
			first[packageOf(app)] = app
		}
	}
	return first
}

func isBefore(a, b App) bool {
	if (a.CreatedAt == "") != (b.CreatedAt == "") {
		return a.CreatedAt != ""
	}
	return cmp.Or(cmp.Compare(a.CreatedAt, b.CreatedAt), cmp.Compare(a.Ref, b.Ref)) < 0
}

// packageOf is the platform and the package.
func packageOf(app App) string { return strings.Join([]string{app.Platform, app.Package}, "/") }
