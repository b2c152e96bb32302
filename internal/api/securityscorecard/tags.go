// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Tag is a word that an organization gives to companies. Nothing says that names
// are unique. The requests for tags are in the specification, and no answer was
// recorded.
type Tag struct {
	ID          string
	Name        string
	Description string
}

type tagEntry struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	Description lenient[string] `json:"description"`
}

const tagsPath = "/scorecard-tags"

// Tags reads every tag that the token sees, sorted by name, then ID.
func (c *Client) Tags(ctx context.Context) ([]Tag, error) {
	request := rest.Request{Operation: "list tags", Path: tagsPath}
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[tagEntry]{
		Noun: "tag", Key: "id", Identity: func(entry tagEntry) string { return entry.ID },
	})
	if err != nil {
		return nil, err
	}
	tags := make([]Tag, 0, len(entries))
	for _, entry := range entries {
		tags = append(tags, Tag{ID: entry.ID, Name: entry.Name, Description: entry.Description.value})
	}
	slices.SortFunc(tags, func(a, b Tag) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return tags, nil
}

// TagNotFoundError says that no tag has an ID or a name, or that several have the
// name.
type TagNotFoundError struct {
	// Wanted is the ID or the name.
	Wanted string
	// IDs are the tags that have the name, none or several.
	IDs []string
	// Visible are the tags that the token sees.
	Visible []Tag
}

func (e *TagNotFoundError) Error() string {
	if len(e.IDs) > 0 {
		return fmt.Sprintf("%d tags have the name %q, with the ids %s", len(e.IDs), e.Wanted, strings.Join(e.IDs, ", "))
	}
	const most = 20
	names := []string{}
	for _, tag := range e.Visible[:min(most, len(e.Visible))] {
		names = append(names, fmt.Sprintf("%q (%s)", tag.Name, tag.ID))
	}
	if more := len(e.Visible) - len(names); more > 0 || len(names) == 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return fmt.Sprintf("no tag that the API token sees is %q; it sees %s", e.Wanted, strings.Join(names, ", "))
}

// TagByID reads one tag. The API has no request for one (spec): it is looked up in
// the list.
func (c *Client) TagByID(ctx context.Context, id string) (Tag, error) {
	return c.tag(ctx, id, func(tag Tag) string { return tag.ID })
}

// TagByName reads the one tag that has exactly this name.
func (c *Client) TagByName(ctx context.Context, name string) (Tag, error) {
	return c.tag(ctx, name, func(tag Tag) string { return tag.Name })
}

func (c *Client) tag(ctx context.Context, wanted string, key func(Tag) string) (Tag, error) {
	visible, err := c.Tags(ctx)
	if err != nil {
		return Tag{}, err
	}
	found := slices.DeleteFunc(slices.Clone(visible), func(tag Tag) bool { return key(tag) != wanted })
	if len(found) == 1 {
		return found[0], nil
	}
	missing := &TagNotFoundError{Wanted: wanted, Visible: visible}
	for _, tag := range found {
		missing.IDs = append(missing.IDs, tag.ID)
	}
	return Tag{}, missing
}

// TagCompanies reads the companies that have a tag, sorted by domain, then UUID.
// Which portfolios they are in is not part of what the API says here.
func (c *Client) TagCompanies(ctx context.Context, id string) ([]posture.Company, error) {
	request := rest.Request{Operation: "list the companies with tag " + id, Path: tagsPath + "/" + url.PathEscape(id) + "/companies"}
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[companyEntry]{
		Noun: "company", Key: "domain",
		// The values of a scorecard are not part of its identity: two entries that say
		// different things of one are an error.
		Identity: func(entry companyEntry) string {
			if entry.identity() == "" {
				return ""
			}
			return fmt.Sprintf("%q", []string{entry.identity(), entry.UUID, fmt.Sprint(isTrue(entry.custom()))})
		},
	})
	if err != nil {
		return nil, err
	}
	companies := make([]posture.Company, 0, len(entries))
	for _, entry := range entries {
		companies = append(companies, entry.company())
	}
	slices.SortStableFunc(companies, func(a, b posture.Company) int {
		return cmp.Or(cmp.Compare(a.Domain, b.Domain), cmp.Compare(a.UUID, b.UUID))
	})
	return companies, nil
}
