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

func (r resource[A]) checked() error {
	if r.ID == "" {
		return errors.New(`it has no "id"`)
	}
	return nil
}

func evidenceOf(entry resource[evidenceEntry]) Evidence {
	return Evidence{ID: entry.ID, Accepted: entry.Attributes.Accepted.value, CreatedAt: string(entry.Attributes.CreatedAt)}
}

func decodeEvidence(response *rest.Response) (Evidence, error) {
	entry, err := decodeOne[evidenceEntry](response)
	if err != nil {
		return Evidence{}, err
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
	return *answer.Data, answer.Data.checked()
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
	found := []Evidence{}
	for _, entry := range read.entries {
		switch one := evidenceOf(entry); {
		case one.ID == "" || one.CreatedAt == "":
			return nil, c.rest.Unexpected(request, errors.New(`an evidence has no "id" or no "created_at"`))
		case one.CreatedAt >= string(since):
			found = append(found, one)
		}
	}
	return found, nil
}
