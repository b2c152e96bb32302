// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// envelope has the names of the members of a list of version 2 that is not a
// bare array (spec 2026-08-21).
type envelope struct{ results, total string }

var envelopes = map[world.JumpCloudCollection]envelope{
	world.JumpCloudServiceAccounts: {"results", "totalCount"},
	world.JumpCloudRoles:           {"results", "totalCount"},
	world.JumpCloudRiskEvents:      {"riskEvents", "totalCount"},
	world.JumpCloudAlerts:          {"alerts", "count"},
}

// wrapped writes the total as long as totals are in bodies.
func (h *Handler) wrapped(e envelope, results []world.Object, total int) any {
	body := map[string]any{e.results: results}
	if h.quirks.Totals != TotalsNowhere {
		body[e.total] = total
	}
	return body
}

// handleInventory serves what the specification of 2026-08-21 has: service
// accounts, roles, groups, risks, alerts, policies, and directories.
func (h *Handler) handleInventory() {
	for _, collection := range []world.JumpCloudCollection{
		world.JumpCloudServiceAccounts, world.JumpCloudRoles, world.JumpCloudRiskEvents, world.JumpCloudAlerts,
		world.JumpCloudPolicies, world.JumpCloudLDAPServers,
	} {
		h.Handle("GET /api/v2/"+string(collection), h.list(collection), limitParameter, skipParameter)
	}
	h.Handle("GET /api/v2/usergroups", h.listWithout(world.JumpCloudUserGroups, world.JumpCloudMembers), limitParameter, skipParameter)
	h.Handle("GET /api/v2/usergroups/{id}/members", h.members, limitParameter, skipParameter)
	h.Handle("GET /api/v2/activedirectories", h.listWithout(world.JumpCloudActiveDirectories, world.JumpCloudAgents), limitParameter, skipParameter)
	h.Handle("GET /api/v2/activedirectories/{id}/agents", h.agents, limitParameter, skipParameter)
	h.Handle("GET /api/v2/subscriptions", h.subscriptions)
	h.Handle("GET /api/v2/devices/settings/signinwithjumpcloud", h.signInSettings)
}

// listWithout serves the objects of one kind without a field that the API
// serves at another path.
func (h *Handler) listWithout(collection world.JumpCloudCollection, field string) peer.Endpoint[failure] {
	return func(w http.ResponseWriter, r *http.Request) (any, *failure) {
		organization, err := h.selected(r)
		if err != nil {
			return nil, err
		}
		objects := h.world.Objects(organization, collection)
		for i, object := range objects {
			objects[i] = world.CloneObject(object)
			world.Unset(objects[i], field)
		}
		return h.page(w, r, collection, objects)
	}
}

// owned returns the values of the field of the object at the path's ID.
func (h *Handler) owned(r *http.Request, collection world.JumpCloudCollection, field string) (organization string, values []any, err *failure) {
	organization, err = h.selected(r)
	if err != nil {
		return "", nil, err
	}
	for _, object := range h.world.Objects(organization, collection) {
		if object["id"] == r.PathValue("id") {
			values, _ = object[field].([]any)
			return organization, values, nil
		}
	}
	return "", nil, errNoSuchObject
}

// members serves the users of a group as edges of a graph.
func (h *Handler) members(w http.ResponseWriter, r *http.Request) (any, *failure) {
	organization, names, err := h.owned(r, world.JumpCloudUserGroups, world.JumpCloudMembers)
	if err != nil {
		return nil, err
	}
	edges := []world.Object{}
	for _, name := range names {
		text, _ := name.(string)
		edges = append(edges, world.Object{
			"attributes": nil,
			"from":       map[string]any{"id": r.PathValue("id"), "type": "user_group", "attributes": nil},
			"to":         map[string]any{"id": world.JumpCloudUserID(organization, text), "type": "user", "attributes": nil},
		})
	}
	return h.page(w, r, world.JumpCloudUserGroups, edges)
}

// agents serves the agents of an Active Directory domain.
func (h *Handler) agents(w http.ResponseWriter, r *http.Request) (any, *failure) {
	_, agents, err := h.owned(r, world.JumpCloudActiveDirectories, world.JumpCloudAgents)
	if err != nil {
		return nil, err
	}
	objects := []world.Object{}
	for _, agent := range agents {
		object, _ := agent.(map[string]any)
		objects = append(objects, object)
	}
	return h.page(w, r, world.JumpCloudActiveDirectories, objects)
}

// subscriptions serves all of them: the specification has no parameters.
func (h *Handler) subscriptions(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	organization, err := h.selected(r)
	if err != nil {
		return nil, err
	}
	return h.world.Objects(organization, world.JumpCloudSubscriptions), nil
}

// signInSettings serves the settings, or some without operating systems.
func (h *Handler) signInSettings(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	organization, err := h.selected(r)
	if err != nil {
		return nil, err
	}
	for _, settings := range h.world.Objects(organization, world.JumpCloudSignInSettings) {
		return settings, nil
	}
	return world.Object{"organizationObjectId": organization, "settings": []any{}}, nil
}
