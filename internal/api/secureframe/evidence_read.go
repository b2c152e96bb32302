// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// evidenceEntry are the attributes of an evidence that are read (spec).
type evidenceEntry struct {
	identity

	Accepted  lenient[*bool] `json:"accepted"`
	CreatedAt timestamp      `json:"created_at"`
}

func evidenceOf(entry resource[evidenceEntry]) Evidence {
	return Evidence{ID: entry.ID, Accepted: entry.Attributes.Accepted.value, CreatedAt: string(entry.Attributes.CreatedAt)}
}

func decodeEvidence(response *rest.Response) (Evidence, error) {
	entry, err := decodeOne[evidenceEntry](response)
	switch {
	case err != nil:
		return Evidence{}, err
	case entry.ID == "":
		return Evidence{}, errors.New(`it has no "id"`)
	}
	return evidenceOf(entry), nil
}

// decodeOne reads the answer with one object.
func decodeOne[A any](response *rest.Response) (resource[A], error) {
	answer, err := rest.DecodeJSON[struct {
		Data *resource[A] `json:"data"`
	}](response.Body)
	switch {
	case err != nil:
		return resource[A]{}, err
	case hasError(response.Body):
		return resource[A]{}, errors.New("answered as a success, with an error inside: " + cmp.Or(errorMessage(response.Body), "without a message"))
	case answer.Data == nil:
		return resource[A]{}, errors.New(`it has no "data"`)
	case answer.Data.Attributes == nil:
		return resource[A]{}, errors.New(`it has no "attributes"`)
	}
	return *answer.Data, nil
}

// evidencesSince reads the evidences that were made at a time or later, newest
// first. The time is the server's, so that no other clock matters. Only the first
// page is read, of the newest.
func (c *Client) evidencesSince(ctx context.Context, since timestamp) ([]Evidence, error) {
	if since == "" {
		return nil, errors.New("it is unknown when the file was staged, so that newer evidences cannot be told from older ones")
	}
	request := rest.Request{Operation: "list the newest evidences", Path: "/evidences", Query: url.Values{
		"page": {"1"}, "per_page": {strconv.Itoa(pageSize)}, "sort": {"-created_at"},
	}}
	response, err := c.rest.Send(ctx, request) // It is not Get: the list has just changed.
	if err != nil {
		return nil, err
	}
	read, err := decodePage[evidenceEntry](response)
	if err != nil {
		return nil, c.rest.Unexpected(request, err)
	}
	found, err := newerThan(read.entries, string(since))
	if err != nil {
		return nil, c.rest.Unexpected(request, err)
	}
	return found, nil
}

// newerThan returns the first evidences of a list that has the newest first.
func newerThan(entries []resource[evidenceEntry], since string) ([]Evidence, error) {
	found := []Evidence{}
	before := ""
	for _, entry := range entries {
		one := evidenceOf(entry)
		switch {
		case one.ID == "" || one.CreatedAt == "":
			return nil, errors.New(`an evidence has no "id" or no "created_at"`)
		case before != "" && one.CreatedAt > before:
			return nil, errors.New("it does not have the newest evidences first")
		case one.CreatedAt >= since:
			found = append(found, one)
		}
		before = one.CreatedAt
	}
	return found, nil
}
