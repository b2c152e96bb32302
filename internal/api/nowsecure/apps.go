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

// Apps are applications as one read returns them.
type Apps struct {
	// Apps are sorted by package, platform and ref.
	Apps []App
	// UnknownFields are the fields that the API does not know, sorted. What they
	// hold is unknown of every application.
	UnknownFields []string
}

// Apps reads the applications that the token's user sees, archived ones too. A
// group or a package that none of them has is an error.
func (c *Client) Apps(ctx context.Context, query AppsQuery) (Apps, error) {
	listed, err := c.allApps(ctx)
	if err != nil {
		return Apps{}, err
	}
	if err := query.check(listed); err != nil {
		return Apps{}, err
	}
	return Apps{
		Apps:          query.chosen(listed),
		UnknownFields: c.unknown.of("applications"),
	}, nil
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
	places := map[string]int{}
	groupNames := map[string]string{}
	for i, app := range apps {
		places[strings.ToLower(app.Ref)], groupNames[app.Group.Ref] = i, app.Group.Name
	}
	for _, other := range others {
		if i, ok := places[strings.ToLower(other.Ref)]; ok {
			apps[i].addDetails(other)
			continue
		}
		apps = append(apps, c.otherApp(other, groupNames))
	}
	nameSubjects(apps)
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
		if err := checkSubjects(page); err != nil {
			return nil, graph.unexpected(err)
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

// checkSubjects returns an error for an application without what its findings are
// called by.
func checkSubjects(page []applicationNode) error {
	for _, node := range page {
		switch {
		case node.Ref == "": // the collection says so
		case node.PackageKey == "":
			return errors.New(`an application has no "packageKey"`)
		case node.PlatformType == "":
			return errors.New(`an application has no "platformType"`)
		}
	}
	return nil
}

// app brings an application of GraphQL's into our shape. One page may hold
// several forms of time (client).
func (c *Client) app(node applicationNode) App {
	return App{
		Ref: node.Ref, Platform: node.PlatformType, Package: node.PackageKey, Title: node.Title, Group: Group(node.Group),
		CreatedAt: rest.UTC(node.CreatedAt), ArchivedAt: rest.UTC(node.ArchivedAt),
		StoreKey: string(node.AppstoreApplicationKey), ConfigLevel: strings.ToLower(node.AnalysisConfigLevel), URL: c.link("app", node.Ref),
		Latest: node.LatestCompleteAssessment.assessment(), Newest: node.LatestAssessment.assessment(),
	}
}

// link is the address of a page for people, or "" where that is not known: a
// customer with hosts of its own has other pages.
func (c *Client) link(parts ...string) string {
	if c.webURL == "" {
		return ""
	}
	return c.webURL + "/" + strings.Join(parts, "/")
}
