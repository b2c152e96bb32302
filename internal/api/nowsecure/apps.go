// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// appsPerPage is how many applications are asked for at a time. What the API
// allows is not documented: pages are read until one is empty, so that a page
// that is shorter than asked for does not end the list.
const appsPerPage = 100

// App is one application in one group. The same package in two groups is two.
type App struct {
	// Ref is what tells applications apart.
	Ref      string
	Platform string
	Package  string
	Title    string
	Group    Group
	// CreatedAt and ArchivedAt are RFC 3339 times in UTC.
	CreatedAt  string
	ArchivedAt string
	StoreKey   string
	// ConfigLevel is in lower case, as REST writes it.
	ConfigLevel string
	URL         string
	// Latest is the newest completed assessment, or nil if there is no
	// completed assessment.
	Latest *Assessment
	// OnlyREST says that GraphQL does not list the application. Its assessments
	// are not known then.
	OnlyREST bool
}

// Assessment is one test of one build of an application.
type Assessment struct {
	Ref       string
	TaskID    string
	CreatedAt string
	// Score is from 0 to 100, higher is better; nil if there is no score.
	Score *float64
	// Version is the one that the developer gave, BuildVersion the system's.
	Version      string
	BuildVersion string
}

// AppsQuery selects the applications that match all of its lists. An empty list
// matches every application.
type AppsQuery struct {
	Refs      []string
	Platforms []string
	Packages  []string
	// Groups are names or refs.
	Groups []string
}

func (q AppsQuery) wants(app App) bool {
	return one(q.Refs, app.Ref) && one(q.Platforms, app.Platform) && one(q.Packages, app.Package) &&
		(one(q.Groups, app.Group.Name) || one(q.Groups, app.Group.Ref))
}

// one reports whether value is among the wanted, or everything is.
func one(wanted []string, value string) bool {
	return len(wanted) == 0 || slices.Contains(wanted, value)
}

// Apps reads the applications that the token's user sees, archived ones too,
// sorted by package, platform and ref.
func (c *Client) Apps(ctx context.Context, query AppsQuery) ([]App, error) {
	apps, err := c.allApps(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(apps, func(app App) bool { return !query.wants(app) }), nil
}

// allApps reads the lists of GraphQL and of REST. Each may lack applications
// of the other without an error: the schema has a word for two platforms of ten,
// and REST has a limit, and no pages (schema, client).
func (c *Client) allApps(ctx context.Context) ([]App, error) {
	apps, err := c.graphApps(ctx)
	if err != nil {
		return nil, err
	}
	others, err := c.restApps(ctx)
	if err != nil {
		return nil, err
	}
	listed := map[string]bool{}
	groupNames := map[string]string{}
	for _, app := range apps {
		listed[app.Ref], groupNames[app.Group.Ref] = true, app.Group.Name
	}
	for _, other := range others {
		if !listed[other.Ref] {
			listed[other.Ref] = true
			apps = append(apps, c.otherApp(other, groupNames))
		}
	}
	slices.SortFunc(apps, func(a, b App) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.Ref, b.Ref))
	})
	return apps, nil
}

// graphApps reads every page. Nothing says how many applications there are, so
// an application that comes twice is an error even if it is the same: the pages
// moved while they were read, and another one may be missing.
func (c *Client) graphApps(ctx context.Context) ([]App, error) {
	graph := c.graph("list the applications")
	collected := rest.NewCollection(rest.Entries[applicationNode]{
		Noun: "application", Key: "ref", Identity: func(node applicationNode) string { return node.Ref },
	})
	for {
		answer, err := applications(ctx, graph, appsPerPage, collected.Received())
		if err != nil {
			return nil, err
		}
		page := answer.Auto.Applications
		if page == nil {
			return nil, graph.unexpected(errors.New(`it has no "applications"`))
		}
		if err := collected.Add(page); err != nil {
			return nil, graph.unexpected(err)
		}
		if slices.ContainsFunc(page, func(node applicationNode) bool { return node.Ref != "" && node.PackageKey == "" }) {
			return nil, graph.unexpected(errors.New(`an application has no "packageKey"`)) // the subject of its findings
		}
		if collected.Len() < collected.Received() {
			return nil, graph.unexpected(errors.New("an application came twice: the list changed while it was read, or it has no pages"))
		}
		if len(page) == 0 {
			break
		}
	}
	nodes, err := collected.Whole()
	if err != nil {
		return nil, graph.unexpected(err)
	}
	apps := make([]App, len(nodes))
	for i, node := range nodes {
		apps[i] = c.app(node)
	}
	return apps, nil
}

// app brings an application of GraphQL's into our shape. One page may hold
// several forms of time (client).
func (c *Client) app(node applicationNode) App {
	app := App{
		Ref: node.Ref, Platform: node.PlatformType, Package: node.PackageKey, Title: node.Title, Group: Group(node.Group),
		CreatedAt: rest.UTC(node.CreatedAt), ArchivedAt: rest.UTC(node.ArchivedAt),
		StoreKey: string(node.AppstoreApplicationKey), ConfigLevel: strings.ToLower(node.AnalysisConfigLevel), URL: c.link("app", node.Ref),
	}
	if latest := node.LatestCompleteAssessment; latest != nil {
		app.Latest = &Assessment{
			Ref: latest.Ref, TaskID: string(latest.TaskId), CreatedAt: rest.UTC(latest.CreatedAt), Score: onScale(latest.Score, 100),
			Version: string(latest.PackageVersion), BuildVersion: latest.BuildVersion,
		}
	}
	return app
}

// link is the address of a page for people, or "" where that is not known: a
// customer with hosts of its own has other pages.
func (c *Client) link(parts ...string) string {
	if c.webURL == "" {
		return ""
	}
	return c.webURL + "/" + strings.Join(parts, "/")
}
