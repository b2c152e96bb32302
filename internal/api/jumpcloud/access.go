// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// AccessPolicy is a conditional access policy.
type AccessPolicy struct {
	Object
	Name     string `json:"name"`
	Type     string `json:"type"`
	Disabled *bool  `json:"disabled"`
	// Conditions is a tree; "{}", or nothing, when there are none (spec).
	Conditions json.RawMessage `json:"conditions"`
	Effect     struct {
		Action      string `json:"action"`
		Obligations struct {
			MFA struct {
				Required *bool `json:"required"`
			} `json:"mfa"`
		} `json:"obligations"`
	} `json:"effect"`
	Targets struct {
		Resources []struct {
			Type string `json:"type"`
		} `json:"resources"`
		Users struct {
			Inclusions []string `json:"inclusions"`
		} `json:"users"`
		UserGroups struct {
			Exclusions []string `json:"exclusions"`
		} `json:"userGroups"`
		UserAttributes struct {
			Inclusions []json.RawMessage `json:"inclusions"`
			Exclusions []json.RawMessage `json:"exclusions"`
		} `json:"userAttributes"`
	} `json:"targets"`
}

// Conditional reports whether the policy has conditions.
func (p AccessPolicy) Conditional() bool {
	conditions := bytes.Join(bytes.Fields(p.Conditions), nil)
	return !slices.Contains([]string{"", "{}", "null"}, string(conditions))
}

// Allows reports whether the policy lets in those it is for.
func (p AccessPolicy) Allows() bool { return strings.EqualFold(p.Effect.Action, "allow") }

// Covers reports whether the policy is for a resource, by its targets, or by
// its type where it has no targets.
func (p AccessPolicy) Covers(resource string) bool {
	for _, target := range p.Targets.Resources {
		if strings.EqualFold(target.Type, resource) {
			return true
		}
	}
	return len(p.Targets.Resources) == 0 && strings.EqualFold(p.Type, resource)
}

// ForEveryone reports whether the policy is for all users without exception.
func (p AccessPolicy) ForEveryone() bool {
	all := slices.ContainsFunc(p.Targets.Users.Inclusions, func(user string) bool { return strings.EqualFold(user, "all") })
	narrowed := len(p.Targets.UserGroups.Exclusions) + len(p.Targets.UserAttributes.Inclusions) + len(p.Targets.UserAttributes.Exclusions)
	return all && narrowed == 0
}

// AccessPolicies reads the conditional access policies, sorted by id. The
// default access policy is not among them, and cannot be read (spec).
func (c *Client) AccessPolicies(ctx context.Context) ([]AccessPolicy, error) {
	return readOfOrganization(ctx, c, readV2[AccessPolicy], list{
		operation: "list the conditional access policies",
		path:      "/api/v2/authn/policies",
	})
}

// IPList is a list of addresses that policies name.
type IPList struct {
	Object
	Name string    `json:"name"`
	IPs  *[]string `json:"ips"`
}

// IPLists reads the lists of addresses, sorted by id.
func (c *Client) IPLists(ctx context.Context) ([]IPList, error) {
	return readOfOrganization(ctx, c, readV2[IPList], list{
		operation: "list the IP lists",
		path:      "/api/v2/iplists",
	})
}

// RADIUSServer is a RADIUS server, without its shared secret.
type RADIUSServer struct {
	Object
	Name                string `json:"name"`
	MFA                 string `json:"mfa"`
	UserPasswordEnabled *bool  `json:"userPasswordEnabled"`
	RequireRadSec       *bool  `json:"requireRadsec"`
}

// RADIUSServers reads the RADIUS servers, sorted by id.
//
// It is the one list that asks for fields: the shared secrets then do not
// travel. It is safe here, because each field is a plain one of the server, and
// one that does not come reads as unknown. Elsewhere an absent field can mean
// something: a user without an enrollment status is judged by older fields,
// and an application without a certificate's date has none.
func (c *Client) RADIUSServers(ctx context.Context) ([]RADIUSServer, error) {
	return readOfOrganization(ctx, c, readV1[RADIUSServer], list{
		operation: "list the RADIUS servers",
		path:      "/api/radiusservers",
		query:     url.Values{"fields": {"_id name mfa userPasswordEnabled requireRadsec"}},
	})
}

// Application is an application that users sign in to, without its
// configuration, which holds private keys.
type Application struct {
	Object
	DisplayLabel string `json:"displayLabel"`
	DisplayName  string `json:"displayName"`
	Active       *bool  `json:"active"`
	SSO          struct {
		Type                string    `json:"type"`
		IDPCertExpirationAt Timestamp `json:"idpCertExpirationAt"`
	} `json:"sso"`
}

// Applications reads the applications, sorted by id.
func (c *Client) Applications(ctx context.Context) ([]Application, error) {
	return readOfOrganization(ctx, c, readV1[Application], list{
		operation: "list the applications",
		path:      "/api/applications",
	})
}

// AppleMDM is a connection to Apple's device management.
type AppleMDM struct {
	Object
	Name           string    `json:"name"`
	APNSCertExpiry Timestamp `json:"apnsCertExpiry"`
}

// AppleMDMs reads the connections to Apple's device management, sorted by id.
func (c *Client) AppleMDMs(ctx context.Context) ([]AppleMDM, error) {
	return readOfOrganization(ctx, c, readV2[AppleMDM], list{
		operation: "list the Apple MDM connections",
		path:      "/api/v2/applemdms",
	})
}

// readOfOrganization reads a list of the organization.
func readOfOrganization[T object](ctx context.Context, c *Client, read func(context.Context, *rest.Client, list) ([]T, error), l list) ([]T, error) {
	id, err := c.OrganizationID(ctx)
	if err != nil {
		return nil, err
	}
	l.header = ofOrganization(id)
	return read(ctx, c.rest, l)
}
