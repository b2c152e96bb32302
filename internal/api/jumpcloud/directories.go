// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// directory is a connection to another directory, as the list of them has it.
type directory struct {
	check.Object
	Type string `json:"type"`
}

// GoogleWorkspaces reads the connections to Google Workspace, sorted by id,
// with one request for each.
func (c *Client) GoogleWorkspaces(ctx context.Context) ([]check.CloudDirectory, error) {
	return c.cloudDirectories(ctx, "g_suite", "/api/v2/gsuites/")
}

// Microsoft365s reads the connections to Microsoft 365, sorted by id, with one
// request for each.
func (c *Client) Microsoft365s(ctx context.Context) ([]check.CloudDirectory, error) {
	return c.cloudDirectories(ctx, "office_365", "/api/v2/office365s/")
}

func (c *Client) cloudDirectories(ctx context.Context, kind, path string) ([]check.CloudDirectory, error) {
	all := list{noun: "directories", path: "/api/v2/directories"}
	directories, err := readOfOrganization(ctx, c, readV2[directory], all)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(directories, func(d directory) bool { return d.Type == "" }) {
		return nil, c.rest.Unexpected(all.request(0), errors.New(`a directory has no "type"`))
	}
	organizationID, err := c.OrganizationID(ctx)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, directory := range directories {
		if strings.EqualFold(directory.Type, kind) {
			ids = append(ids, directory.ID())
		}
	}
	return rest.Map(ctx, c.rest, "directories", ids, func(ctx context.Context, id string) (check.CloudDirectory, error) {
		return readObject(ctx, c, "directory", id, rest.Request{
			Operation: "read directory " + id,
			Path:      path + url.PathEscape(id),
			Header:    ofOrganization(organizationID),
		}, decodeObject[check.CloudDirectory])
	})
}
