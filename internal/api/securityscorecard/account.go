// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// Account is a user. Bot, Roles and OrganizationID are nil or "" if the answer
// does not have them.
type Account struct {
	Email    string
	Username string
	// Bot says that the user is not a person, but an integration.
	Bot *bool
	// Roles are the user's levels of access.
	Roles          []string
	OrganizationID string
}

type accountEntry struct {
	Email          string            `json:"email"`
	Username       string            `json:"username"`
	IsBot          boolean           `json:"is_bot"`
	Roles          lenient[[]string] `json:"roles"`
	OrganizationID lenient[string]   `json:"customer_id"`
}

// Account reads the user that the token belongs to, from GET /me. The endpoint
// is known from an integration's public page only: it is in no version of the
// vendor's specification.
func (c *Client) Account(ctx context.Context) (Account, error) {
	request := rest.Request{Operation: "read the account of the API token", Path: "/me"}
	return rest.Get(ctx, c.rest, request, decodeAccount)
}

// AccountByUsername reads a user by its name (spec). It does not say whose the
// token is.
func (c *Client) AccountByUsername(ctx context.Context, username string) (Account, error) {
	request := rest.Request{Operation: "read the account " + username, Path: "/v2/users/by-username/" + url.PathEscape(username), LogPath: "/v2/users/by-username/(username)"}
	return rest.Get(ctx, c.rest, request, func(body []byte) (Account, error) {
		account, err := decodeAccount(body)
		if err == nil && !strings.EqualFold(account.Username, username) {
			err = errors.New("it describes another user")
		}
		if err != nil {
			return Account{}, err
		}
		return account, nil
	})
}

func decodeAccount(body []byte) (Account, error) {
	answer, err := rest.DecodeJSON[struct {
		failure
		accountEntry
	}](body)
	if err != nil {
		return Account{}, err
	}
	if err := answer.err(); err != nil {
		return Account{}, err
	}
	if answer.Email == "" && answer.Username == "" {
		return Account{}, errors.New(`it has neither "email" nor "username"`)
	}
	return Account{
		Email:          answer.Email,
		Username:       answer.Username,
		Bot:            answer.IsBot.value,
		Roles:          answer.Roles.value,
		OrganizationID: answer.OrganizationID.value,
	}, nil
}
