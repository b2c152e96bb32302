// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strconv"

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

// apps lists the apps that the token's user sees.
func (h *Handler) apps(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	limit := len(h.world.Apps())
	if query := r.URL.Query(); query.Has("limit") {
		asked, err := strconv.Atoi(query.Get("limit"))
		if err != nil || asked < 1 {
			return nil, errInvalidParameter("limit", query.Get("limit"))
		}
		limit = asked
	}
	if h.quirks.AppsLimit > 0 {
		limit = min(limit, h.quirks.AppsLimit)
	}
	written := []app{}
	for _, one := range h.world.Apps() {
		if len(written) < limit {
			written = append(written, writeApp(one))
		}
	}
	return written, nil
}

func writeApp(one world.MobileApp) app {
	written := app{
		Ref: one.Ref, Platform: one.Platform, Package: one.Package, Group: one.GroupRef, Account: one.GroupRef,
		Title: orNull(one.Title), Created: timestamp(one.CreatedAt), ArchivedAt: timestamp(one.ArchivedAt),
		ConfigLevel: orNull(one.ConfigLevel), StoreKey: one.StoreKey, Config: testConfig(), Integrations: []any{},
	}
	if len(one.Assessments) > 0 {
		written.Binary = new(fmt.Sprintf("%x", sha256.Sum256([]byte(one.Ref))))
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
func (h *Handler) vulnerabilities(_ http.ResponseWriter, r *http.Request) (any, *failure) {
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
