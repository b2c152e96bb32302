// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// Evidence reads documents, and those that it takes to believe an empty list.
// One that cannot be read is part of the evidence: the error says that nothing
// can be read, or that ctx is done. failures are the errors of single documents,
// in the order of documents.
func (c *Client) Evidence(ctx context.Context, documents []check.Document) (evidence check.Evidence, failures []error, err error) {
	evidence.OrganizationID, err = c.OrganizationID(ctx)
	if err != nil {
		return check.Evidence{}, nil, err
	}
	failures, err = c.read(ctx, &evidence, documents)
	if err != nil {
		return check.Evidence{}, nil, err
	}
	more, err := c.read(ctx, &evidence, evidence.Doubted())
	if err != nil {
		return check.Evidence{}, nil, err
	}
	return evidence, append(failures, more...), nil
}

// read fills the evidence with documents, as many at a time as there may be
// requests in flight.
func (c *Client) read(ctx context.Context, evidence *check.Evidence, documents []check.Document) ([]error, error) {
	readers := c.readers(evidence)
	return rest.Map(ctx, c.rest, "documents", documents, func(ctx context.Context, document check.Document) (error, error) {
		read, ok := readers[document]
		if !ok {
			return nil, fmt.Errorf("%q is not a document", document)
		}
		failure := read(ctx)
		return failure, ctx.Err()
	})
}

// readers are what fills each part of the evidence.
func (c *Client) readers(evidence *check.Evidence) map[check.Document]func(context.Context) error {
	return map[check.Document]func(context.Context) error{
		check.DocumentOrganization:     reader(&evidence.Organization, c.Organization),
		check.DocumentAdministrators:   reader(&evidence.Administrators, c.Administrators),
		check.DocumentUsers:            reader(&evidence.Users, c.Users),
		check.DocumentSystems:          reader(&evidence.Systems, c.Systems),
		check.DocumentAccessPolicies:   reader(&evidence.AccessPolicies, c.AccessPolicies),
		check.DocumentIPLists:          reader(&evidence.IPLists, c.IPLists),
		check.DocumentRADIUSServers:    reader(&evidence.RADIUSServers, c.RADIUSServers),
		check.DocumentApplications:     reader(&evidence.Applications, c.Applications),
		check.DocumentAppleMDMs:        reader(&evidence.AppleMDMs, c.AppleMDMs),
		check.DocumentGoogleWorkspaces: reader(&evidence.GoogleWorkspaces, c.GoogleWorkspaces),
		check.DocumentMicrosoft365s:    reader(&evidence.Microsoft365s, c.Microsoft365s),

		check.DocumentServiceAccounts:   reader(&evidence.ServiceAccounts, c.ServiceAccounts),
		check.DocumentRoles:             reader(&evidence.Roles, c.Roles),
		check.DocumentUserGroups:        reader(&evidence.UserGroups, c.UserGroups),
		check.DocumentRiskEvents:        reader(&evidence.RiskEvents, c.RiskEvents),
		check.DocumentAlerts:            reader(&evidence.Alerts, c.Alerts),
		check.DocumentSignInSettings:    reader(&evidence.SignInSettings, c.SignInSettings),
		check.DocumentPolicies:          reader(&evidence.Policies, c.Policies),
		check.DocumentLDAPServers:       reader(&evidence.LDAPServers, c.LDAPServers),
		check.DocumentActiveDirectories: reader(&evidence.ActiveDirectories, c.ActiveDirectories),
		check.DocumentSubscriptions:     reader(&evidence.Subscriptions, c.Subscriptions),
	}
}

func reader[T any](into *check.Reading[T], read func(context.Context) (T, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		value, err := read(ctx)
		if err != nil {
			*into = check.Failed[T](failureReason(err))
			return err
		}
		*into = check.Came(value)
		return nil
	}
}

// failureReason says in short why a document did not come. It is the same for
// the same failure, and contains no text from the server, which may name people.
func failureReason(err error) string {
	if errors.Is(err, rest.ErrForbidden) {
		return "forbidden to the API key's role (HTTP 403)"
	}
	failure, ok := errors.AsType[*rest.Error](err)
	switch {
	case !ok, failure.Status == 0:
		return "failed without an answer"
	case failure.Status < http.StatusMultipleChoices:
		return "failed: the answer is not what was asked for, or not whole"
	}
	return fmt.Sprintf("failed (HTTP %d)", failure.Status)
}
