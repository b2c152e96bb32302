// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// directory is a connection to another directory, as the list of them has it.
type directory struct {
	Object
	Type string `json:"type"`
}

// CloudDirectory is a connection to Google Workspace or Microsoft 365.
type CloudDirectory struct {
	Object
	Name string `json:"name"`
	// UserLockoutAction is "suspend" or "maintain" (spec).
	UserLockoutAction string `json:"userLockoutAction"`
}

// GoogleWorkspaces reads the connections to Google Workspace, sorted by id,
// with one request for each.
func (c *Client) GoogleWorkspaces(ctx context.Context) ([]CloudDirectory, error) {
	return c.cloudDirectories(ctx, "g_suite", "/api/v2/gsuites/")
}

// Microsoft365s reads the connections to Microsoft 365, sorted by id, with one
// request for each.
func (c *Client) Microsoft365s(ctx context.Context) ([]CloudDirectory, error) {
	return c.cloudDirectories(ctx, "office_365", "/api/v2/office365s/")
}

func (c *Client) cloudDirectories(ctx context.Context, kind, path string) ([]CloudDirectory, error) {
	directories, err := readOfOrganization(ctx, c, readV2[directory], list{
		operation: "list the directories",
		path:      "/api/v2/directories",
	})
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, directory := range directories {
		if strings.EqualFold(directory.Type, kind) {
			ids = append(ids, directory.ID())
		}
	}
	return rest.Map(ctx, c.rest, ids, func(ctx context.Context, id string) (CloudDirectory, error) {
		return c.cloudDirectory(ctx, id, path)
	})
}

func (c *Client) cloudDirectory(ctx context.Context, id, path string) (CloudDirectory, error) {
	organizationID, err := c.OrganizationID(ctx)
	if err != nil {
		return CloudDirectory{}, err
	}
	request := rest.Request{
		Operation: "read directory " + id,
		Path:      path + url.PathEscape(id),
		Header:    ofOrganization(organizationID),
	}
	return rest.Get(ctx, c.rest, request, func(body []byte) (CloudDirectory, error) {
		read, err := rest.DecodeJSON[CloudDirectory](body)
		if err != nil {
			return CloudDirectory{}, err
		}
		if read.ID() != id {
			return CloudDirectory{}, errors.New("it does not describe that directory")
		}
		return read, nil
	})
}
