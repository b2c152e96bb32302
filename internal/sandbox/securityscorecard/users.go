// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type account struct {
	Email    string `json:"email"`
	Username string `json:"username"`
}

// user has the fields that the specification requires, and those of which it
// says what they mean. No answer was recorded.
type user struct {
	account

	ID              string   `json:"id"`
	FirstName       string   `json:"first_name"`
	LastName        string   `json:"last_name"`
	IsBot           bool     `json:"is_bot"`
	HasAccessTokens bool     `json:"has_access_tokens"`
	Created         string   `json:"created"`
	CustomerID      string   `json:"customer_id"`
	Roles           []string `json:"roles"`
}

func (h *Handler) me(http.ResponseWriter, *http.Request) (any, *failure) {
	if h.quirks.NoMe {
		return nil, errNoSuchPath
	}
	return write(h.world.Account()), nil
}

func (h *Handler) user(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	known := h.world.Account()
	if r.PathValue("username") != known.Username {
		return nil, errUserNotFound()
	}
	return user{
		account: write(known), ID: known.ID, FirstName: known.FirstName, LastName: known.LastName, IsBot: known.Bot,
		HasAccessTokens: true, Created: h.timestamp(known.CreatedAt), CustomerID: known.OrganizationID, Roles: known.Roles,
	}, nil
}

func write(known world.Account) account {
	return account{Email: known.Email, Username: known.Username}
}
