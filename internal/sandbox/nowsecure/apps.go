// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type app struct {
	Ref              string         `json:"ref"`
	Platform         string         `json:"platform"`
	Package          string         `json:"package"`
	Group            string         `json:"group"`
	Account          string         `json:"account"`
	Title            *string        `json:"title"`
	Created          *string        `json:"created"`
	ArchivedAt       *string        `json:"archived_at"`
	ConfigLevel      *string        `json:"config_level"`
	Binary           *string        `json:"binary"`
	TestRunnerBinary *string        `json:"test_runner_binary"`
	StoreKey         any            `json:"appstore_application_key"`
	Forbidden        any            `json:"forbidden"`
	Overrides        any            `json:"findings_overrides"`
	Config           map[string]any `json:"config"`
	Integrations     []any          `json:"integrations"`
}

// platforms are those of REST in 2026.
var platforms = []string{"android", "ios", "fireos", "harmonyos", "playstation", "roku", "tizen", "web", "webos", "xbox"}

// apps has no pages: a list that is cut short does not show it.
func (h *Handler) apps(r *http.Request) (any, *failure) {
	query := r.URL.Query()
	if platform := query.Get("platform"); query.Has("platform") && !slices.Contains(platforms, platform) {
		return nil, errInvalid("platform must be one of: " + strings.Join(platforms, ", "))
	}
	if err := h.checkGroup(r); err != nil {
		return nil, err
	}
	limit := h.quirks.AppsLimit
	if query.Has("limit") {
		asked, err := strconv.Atoi(query.Get("limit"))
		if err != nil || asked < 1 {
			return nil, errInvalidParameter("limit", query.Get("limit"))
		}
		if limit == 0 || asked < limit {
			limit = asked
		}
	}
	written := []app{}
	for _, one := range h.world.Apps() {
		if matches(query.Get("platform"), one.Platform) && matches(query.Get("package"), one.Package) &&
			matches(query.Get("group"), one.GroupRef) && matches(query.Get("ref"), one.Ref) && (limit == 0 || len(written) < limit) {
			written = append(written, writeApp(one))
		}
	}
	return written, nil
}

// matches reports whether a value is the one that is wanted; empty wants any.
func matches(wanted, value string) bool { return wanted == "" || wanted == value }

func (h *Handler) app(r *http.Request) (any, *failure) {
	found, err := h.findApp(r)
	if err != nil {
		return nil, err
	}
	return writeApp(found), nil
}

// findApp returns the app that a path names by its platform and package. They
// do not always name one app alone.
func (h *Handler) findApp(r *http.Request) (world.MobileApp, *failure) {
	if err := h.checkGroup(r); err != nil {
		return world.MobileApp{}, err
	}
	var found []world.MobileApp
	for _, one := range h.world.Apps() {
		if one.Platform == r.PathValue("platform") && one.Package == r.PathValue("package") && matches(r.URL.Query().Get("group"), one.GroupRef) {
			found = append(found, one)
		}
	}
	switch {
	case len(found) == 0:
		return world.MobileApp{}, errNotFound("Application")
	case len(found) > 1:
		return world.MobileApp{}, h.errGroup("The application is in more than one group")
	case found[0].Unauthorized:
		return world.MobileApp{}, errAppNotVisible
	default:
		return found[0], nil
	}
}

// checkGroup refuses a group that the tenant does not have, and one that the
// user is no member of in another way.
func (h *Handler) checkGroup(r *http.Request) *failure {
	query := r.URL.Query()
	if !query.Has("group") {
		return nil
	}
	group, exists := h.world.Group(query.Get("group"))
	switch {
	case !exists:
		return h.errGroup("Unknown group")
	case group.Hidden:
		return errAppNotVisible
	default:
		return nil
	}
}

func writeApp(one world.MobileApp) app {
	written := app{
		Ref: one.Ref, Platform: one.Platform, Package: one.Package, Group: one.GroupRef, Account: one.GroupRef,
		Title: orNull(one.Title), Created: timestamp(one.CreatedAt), ArchivedAt: timestamp(one.ArchivedAt),
		ConfigLevel: orNull(one.ConfigLevel), StoreKey: one.StoreKey, Config: testConfig(), Integrations: []any{},
	}
	if len(one.Assessments) > 0 {
		written.Binary = new(digest(one.Ref))
	}
	return written
}

// testConfig holds the credentials that an app is tested with.
func testConfig() map[string]any {
	return map[string]any{
		"static": map[string]any{"enabled": true},
		"dynamic": map[string]any{
			"search_data": map[string]any{
				"username": map[string]any{"type": "username", "value": "tester", "enabled": true},
				"password": map[string]any{"type": "password", "value": world.MobileTestPassword, "enabled": true},
			},
		},
	}
}

type vulnerability struct {
	ID              any     `json:"unique_vulnerability_id"`
	FindingID       string  `json:"finding_id"`
	FindingTitle    *string `json:"finding_title"`
	OpenedAt        *string `json:"opened_at"`
	LastSeenAt      *string `json:"last_seen_at"`
	LastSeenCVSS    float64 `json:"last_seen_cvss"`
	ClosedAt        *string `json:"closed_at"`
	OpenedIn        *string `json:"opened_in_assessment_id"`
	LastSeenIn      *string `json:"last_seen_in_assessment_id"`
	ClosedIn        *string `json:"closed_in_assessment_id"`
	OpenedVersion   *string `json:"opened_in_app_version"`
	LastSeenVersion *string `json:"last_seen_in_app_version"`
	ClosedVersion   *string `json:"closed_in_app_version"`
}

// vulnerabilities answers with the whole history, open and closed. An app that
// does not exist is one that cannot be seen.
func (h *Handler) vulnerabilities(r *http.Request) (any, *failure) {
	found, ok := h.world.App(r.PathValue("ref"))
	if !ok || found.Unauthorized {
		return nil, errAppNotVisible
	}
	written := []vulnerability{}
	for _, record := range found.Vulnerabilities {
		written = append(written, vulnerability{
			ID: h.id(record.ID), FindingID: record.CheckID, FindingTitle: orNull(record.Title),
			OpenedAt: timestamp(record.OpenedAt), LastSeenAt: timestamp(record.LastSeenAt), LastSeenCVSS: record.LastCVSS,
			ClosedAt: timestamp(record.ClosedAt), OpenedIn: orNull(record.OpenedIn), LastSeenIn: orNull(record.LastSeenIn),
			ClosedIn: orNull(record.ClosedIn), OpenedVersion: orNull(record.OpenedVersion),
			LastSeenVersion: orNull(record.LastSeenVersion), ClosedVersion: orNull(record.ClosedVersion),
		})
	}
	return written, nil
}
