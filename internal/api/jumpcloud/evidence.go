// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// Document is something of an organization that is read whole.
type Document string

// The documents. Their names follow "the" in sentences.
const (
	DocumentOrganization     Document = "organization's settings"
	DocumentAdministrators   Document = "administrators"
	DocumentUsers            Document = "users"
	DocumentSystems          Document = "devices"
	DocumentAccessPolicies   Document = "conditional access policies"
	DocumentIPLists          Document = "IP lists"
	DocumentRADIUSServers    Document = "RADIUS servers"
	DocumentApplications     Document = "applications"
	DocumentAppleMDMs        Document = "Apple MDM connections"
	DocumentGoogleWorkspaces Document = "Google Workspace connections"
	DocumentMicrosoft365s    Document = "Microsoft 365 connections"
)

// Evidence is what was read of an organization.
type Evidence struct {
	OrganizationID   string
	Organization     Reading[Organization]
	Administrators   Reading[[]Administrator]
	Users            Reading[[]User]
	Systems          Reading[[]System]
	AccessPolicies   Reading[[]AccessPolicy]
	IPLists          Reading[[]IPList]
	RADIUSServers    Reading[[]RADIUSServer]
	Applications     Reading[[]Application]
	AppleMDMs        Reading[[]AppleMDM]
	GoogleWorkspaces Reading[[]CloudDirectory]
	Microsoft365s    Reading[[]CloudDirectory]
}

// Reading is a document, or why there is none. The zero Reading has none.
type Reading[T any] struct {
	value T
	came  bool
	err   error
}

// Came is the reading of a document that came.
func Came[T any](value T) Reading[T] { return Reading[T]{value: value, came: true} }

// Failed is the reading of a document that did not come.
func Failed[T any](err error) Reading[T] { return Reading[T]{err: err} }

// Value returns the document. It is false when there is none.
func (r Reading[T]) Value() (T, bool) { return r.value, r.came }

// Reason says in short why there is no document. It is the same for the same
// failure, and has none of the server's words, which may name people.
func (r Reading[T]) Reason() string {
	if r.err == nil {
		return "not read"
	}
	if errors.Is(r.err, rest.ErrForbidden) {
		return "forbidden to the API key's role (HTTP 403)"
	}
	failure, ok := errors.AsType[*rest.Error](r.err)
	switch {
	case !ok, failure.Status == 0:
		return "failed without an answer"
	case failure.Status < http.StatusMultipleChoices:
		return "failed: the answer is not what was asked for, or not whole"
	}
	return fmt.Sprintf("failed (HTTP %d)", failure.Status)
}

// Evidence reads documents, as many at a time as there may be requests in
// flight. One that cannot be read is part of the evidence: the error says that
// nothing can be read, or that ctx is done. failures are the errors of single
// documents, in the order of documents.
func (c *Client) Evidence(ctx context.Context, documents []Document) (evidence Evidence, failures []error, err error) {
	evidence.OrganizationID, err = c.OrganizationID(ctx)
	if err != nil {
		return Evidence{}, nil, err
	}
	readers := c.readers(&evidence)
	failures, err = rest.Map(ctx, c.rest, documents, func(ctx context.Context, document Document) (error, error) {
		read, ok := readers[document]
		if !ok {
			return nil, fmt.Errorf("%q is not a document", document)
		}
		failure := read(ctx)
		return failure, ctx.Err()
	})
	if err != nil {
		return Evidence{}, nil, err
	}
	return evidence, failures, nil
}

// readers are what fills each part of the evidence.
func (c *Client) readers(evidence *Evidence) map[Document]func(context.Context) error {
	return map[Document]func(context.Context) error{
		DocumentOrganization:     reader(&evidence.Organization, c.Organization),
		DocumentAdministrators:   reader(&evidence.Administrators, c.Administrators),
		DocumentUsers:            reader(&evidence.Users, c.Users),
		DocumentSystems:          reader(&evidence.Systems, c.Systems),
		DocumentAccessPolicies:   reader(&evidence.AccessPolicies, c.AccessPolicies),
		DocumentIPLists:          reader(&evidence.IPLists, c.IPLists),
		DocumentRADIUSServers:    reader(&evidence.RADIUSServers, c.RADIUSServers),
		DocumentApplications:     reader(&evidence.Applications, c.Applications),
		DocumentAppleMDMs:        reader(&evidence.AppleMDMs, c.AppleMDMs),
		DocumentGoogleWorkspaces: reader(&evidence.GoogleWorkspaces, c.GoogleWorkspaces),
		DocumentMicrosoft365s:    reader(&evidence.Microsoft365s, c.Microsoft365s),
	}
}

func reader[T any](into *Reading[T], read func(context.Context) (T, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		value, err := read(ctx)
		if err != nil {
			*into = Failed[T](err)
			return err
		}
		*into = Came(value)
		return nil
	}
}
