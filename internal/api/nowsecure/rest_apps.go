// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// restApp has the fields of REST's application that are read. Its config is not
// decoded: it may hold the credentials that the application is tested with
// (client).
type restApp struct {
	Ref         string     `json:"ref"`
	Platform    string     `json:"platform"`
	Package     string     `json:"package"`
	Group       string     `json:"group"`
	Title       string     `json:"title"`
	Created     string     `json:"created"`
	ArchivedAt  string     `json:"archived_at"`
	StoreKey    identifier `json:"appstore_application_key"`
	ConfigLevel string     `json:"config_level"`
}

// restApps reads the one list that REST has.
func (c *Client) restApps(ctx context.Context) ([]restApp, error) {
	request := rest.Request{Operation: "list the applications of every platform", Path: "/app/"}
	return rest.Get(ctx, c.lab, request, decodeList(rest.Entries[restApp]{
		Noun: "application", Key: "ref", Identity: func(app restApp) string { return app.Ref },
	}))
}

// addDetails takes from REST what GraphQL does not know. An application of
// GraphQL's has a time of creation if it has any of these (schema).
func (a *App) addDetails(other restApp) {
	if a.CreatedAt == "" {
		a.CreatedAt, a.ArchivedAt = rest.UTC(other.Created), rest.UTC(other.ArchivedAt)
		a.StoreKey, a.ConfigLevel = string(other.StoreKey), other.ConfigLevel
	}
}

// otherApp is an application that only REST lists. It says which group it is in
// by ref alone.
func (c *Client) otherApp(app restApp, groupNames map[string]string) App {
	return App{
		Ref: app.Ref, Platform: app.Platform, Package: app.Package, Title: app.Title,
		Group:     Group{Ref: app.Group, Name: groupNames[app.Group]},
		CreatedAt: rest.UTC(app.Created), ArchivedAt: rest.UTC(app.ArchivedAt), StoreKey: string(app.StoreKey),
		ConfigLevel: app.ConfigLevel, URL: c.link("app", app.Ref), OnlyREST: true,
	}
}
