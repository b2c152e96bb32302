// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// Account is the user that the token belongs to.
type Account struct {
	Email    string `json:"email"`
	Username string `json:"username"`
}

// Account reads GET /me. The endpoint is known from an integration's public
// page only: it is in no version of the vendor's specification.
func (c *Client) Account(ctx context.Context) (Account, error) {
	request := rest.Request{Operation: "read the account of the API token", Path: "/me"}
	return rest.Get(ctx, c.rest, request, func(body []byte) (Account, error) {
		answer, err := rest.DecodeJSON[struct {
			failure
			Account
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
		return answer.Account, nil
	})
}
