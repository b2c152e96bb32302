// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"net/http"
	"regexp"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const organizationHeader = "X-Org-Id"

var wellFormedID = regexp.MustCompile(`^[0-9a-f]{24}$`)

// selected returns the organization that the request selects in the header.
// Only the administrator of a single organization may omit the header, or leave
// it empty as the recorded requests did.
func (h *Handler) selected(r *http.Request) (id string, err *failure) {
	organizations := h.world.OrganizationIDs()
	header := r.Header.Values(organizationHeader)
	switch {
	case len(header) > 1:
		return "", errMalformedOrganization
	case len(header) == 1 && header[0] != "":
		id = header[0]
	case len(organizations) == 1:
		return organizations[0], nil
	default:
		return "", errNoOrganization
	}
	switch {
	case !wellFormedID.MatchString(id):
		return "", errMalformedOrganization
	case !slices.Contains(organizations, id):
		return "", errNoSuchOrganization
	default:
		return id, nil
	}
}

// checkUnselected refuses the header if the path selects an organization, or if
// the response covers all organizations.
func checkUnselected(r *http.Request) *failure {
	if r.Header.Get(organizationHeader) != "" {
		return errSelectionNotAllowed
	}
	return nil
}

// organizations lists the organizations, without their settings.
func (h *Handler) organizations(w http.ResponseWriter, r *http.Request) (any, *failure) {
	if err := checkUnselected(r); err != nil {
		return nil, err
	}
	var objects []world.Object
	for _, id := range h.world.OrganizationIDs() {
		if organization, ok := h.world.Organization(id); ok {
			objects = append(objects, project(organization, []string{"_id", "displayName", "logoUrl", "created"}))
		}
	}
	return h.page(w, r, world.JumpCloudOrganizations, objects)
}

func (h *Handler) organization(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	if err := checkUnselected(r); err != nil {
		return nil, err
	}
	organization, found := h.world.Organization(r.PathValue("id"))
	if !found {
		return nil, errNoSuchOrganization
	}
	return h.written(world.JumpCloudOrganizations, organization, nil), nil
}

// one serves an object of version 2 by its ID.
func (h *Handler) one(collection world.JumpCloudCollection) peer.Endpoint[failure] {
	return func(_ http.ResponseWriter, r *http.Request) (any, *failure) {
		organization, err := h.selected(r)
		if err != nil {
			return nil, err
		}
		for _, object := range h.world.Objects(organization, collection) {
			if object["id"] == r.PathValue("id") {
				return object, nil
			}
		}
		return nil, errNoSuchObject
	}
}

// list serves the objects of one kind.
func (h *Handler) list(collection world.JumpCloudCollection) peer.Endpoint[failure] {
	return func(w http.ResponseWriter, r *http.Request) (any, *failure) {
		organization, err := h.selected(r)
		if err != nil {
			return nil, err
		}
		return h.page(w, r, collection, h.world.Objects(organization, collection))
	}
}
