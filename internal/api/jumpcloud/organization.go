// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// OrganizationEntry is an organization as the list of them has it: without its
// settings (recorded).
type OrganizationEntry struct {
	check.Object
	DisplayName string `json:"displayName"`
}

// UnknownOrganizationError says that the key does not see the configured
// organization.
type UnknownOrganizationError struct {
	ID string
	// Visible are the organizations that the key sees.
	Visible []OrganizationEntry
}

func (e *UnknownOrganizationError) Error() string {
	return fmt.Sprintf("the API key does not see the organization %s; it sees %s", e.ID, describe(e.Visible))
}

// AmbiguousOrganizationError says that no organization is configured, and that
// the key sees none or several.
type AmbiguousOrganizationError struct{ Visible []OrganizationEntry }

func (e *AmbiguousOrganizationError) Error() string {
	return "no organization ID is configured, and the API key sees " + describe(e.Visible)
}

// describe lists some of the organizations.
func describe(organizations []OrganizationEntry) string {
	const most = 20
	if len(organizations) == 0 {
		return "none"
	}
	listed := []string{}
	for _, organization := range organizations[:min(len(organizations), most)] {
		listed = append(listed, fmt.Sprintf("%s (%q)", organization.ID(), organization.DisplayName))
	}
	if more := len(organizations) - len(listed); more > 0 {
		listed = append(listed, fmt.Sprintf("%d more", more))
	}
	return strings.Join(listed, ", ")
}

// OrganizationID returns the id of the organization that is read: the
// configured one, after a check that the key sees it. A mistyped id must not
// look like an empty organization.
func (c *Client) OrganizationID(ctx context.Context) (string, error) {
	visible, err := readV1[OrganizationEntry](ctx, c.rest, list{
		noun: "organizations of the API key",
		path: "/api/organizations",
	})
	if err != nil {
		return "", err
	}
	if c.organizationID == "" {
		if len(visible) == 1 {
			return visible[0].ID(), nil
		}
		return "", &AmbiguousOrganizationError{Visible: visible}
	}
	for _, organization := range visible {
		if strings.EqualFold(organization.ID(), c.organizationID) {
			return organization.ID(), nil
		}
	}
	return "", &UnknownOrganizationError{ID: c.organizationID, Visible: visible}
}

// ofOrganization is the header that chooses the organization. It is refused on
// paths below /api/organizations, and required everywhere else (tools, docs).
func ofOrganization(id string) http.Header {
	header := http.Header{}
	header.Set("X-Org-Id", id)
	return header
}

// Organization reads the organization with its settings.
func (c *Client) Organization(ctx context.Context) (check.Organization, error) {
	id, err := c.OrganizationID(ctx)
	if err != nil {
		return check.Organization{}, err
	}
	request := rest.Request{
		Operation: "read the settings of organization " + id,
		Path:      "/api/organizations/" + url.PathEscape(id),
	}
	return readObject(ctx, c, "organization", id, request, rest.DecodeJSON[check.Organization])
}

// readObject reads one object by its id. An answer that describes another
// object is an error.
func readObject[T object](ctx context.Context, c *Client, noun, id string, request rest.Request, decode func([]byte) (T, error)) (T, error) {
	return rest.Get(ctx, c.rest, request, func(body []byte) (T, error) {
		read, err := decode(body)
		if err == nil && read.ID() != id {
			err = errors.New("it does not describe that " + noun)
		}
		return read, err
	})
}
