// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// PortfolioDraft is what can be set of a portfolio. An empty field is not sent,
// except for the description when a portfolio is edited.
type PortfolioDraft struct {
	Name        string
	Description string
	// Privacy is private, shared or team (spec).
	Privacy string
	// TeamID can be set only when a portfolio is created (spec).
	TeamID string
}

// portfolioBody is the body of a creation or of an edit (spec).
type portfolioBody struct {
	Name        string  `json:"name"`
	Description *string `json:"description,omitempty"`
	Privacy     string  `json:"privacy,omitempty"`
	TeamID      string  `json:"team_id,omitempty"`
}

// CreatedPortfolio is a portfolio that was created.
type CreatedPortfolio struct {
	Portfolio

	// IsFound says that the answer with the ID was lost, and that the portfolio was
	// found in the list.
	IsFound bool
	// IsListed says that the list of portfolios has it by now.
	IsListed bool
}

// PortfolioExistsError says that portfolios of this name exist.
type PortfolioExistsError struct {
	Name string
	// Existing are the portfolios of the name, one at least.
	Existing []Portfolio
}

func (e *PortfolioExistsError) Error() string {
	ids := make([]string, 0, len(e.Existing))
	for _, portfolio := range e.Existing {
		ids = append(ids, portfolio.ID)
	}
	return fmt.Sprintf("a portfolio of the name %q exists: %s", e.Name, strings.Join(ids, ", "))
}

// UnconfirmedPortfolioError says that it is unknown whether a portfolio was created.
type UnconfirmedPortfolioError struct {
	// Candidates are the IDs of the portfolios of the name that came since.
	Candidates []string
	// Cause is the failure of the request, and of the one that looks for the
	// portfolio.
	Cause error
}

func (e *UnconfirmedPortfolioError) Error() string {
	if len(e.Candidates) > 0 {
		return fmt.Sprintf("%s; since then, portfolios of the name have come: %s", e.Cause, strings.Join(e.Candidates, ", "))
	}
	return e.Cause.Error()
}

// Unwrap returns the cause.
func (e *UnconfirmedPortfolioError) Unwrap() error { return e.Cause }

// ListedWithin is how long it may take until a new portfolio is in the list: up to
// a minute (a note of the vendor's staff), and half of one more.
const ListedWithin = 90 * time.Second

// CreatePortfolio creates a portfolio, once, and waits until the list has it.
// Nothing says that names are unique, so it looks the name up before: a portfolio
// of the name is a *PortfolioExistsError, and nothing is sent. If the answer is
// lost, it looks for the portfolio, see findCreated, and never sends the request a
// second time.
func (c *Client) CreatePortfolio(ctx context.Context, draft PortfolioDraft) (CreatedPortfolio, error) {
	before, err := c.portfoliosAnew(ctx)
	if err != nil {
		return CreatedPortfolio{}, err
	}
	if existing := PortfoliosNamed(before, draft.Name); len(existing) > 0 {
		return CreatedPortfolio{}, &PortfolioExistsError{Name: draft.Name, Existing: existing}
	}
	body := portfolioBody{Name: draft.Name, Privacy: draft.Privacy, TeamID: draft.TeamID}
	if draft.Description != "" {
		body.Description = &draft.Description
	}
	request := rest.Request{Operation: fmt.Sprintf("create portfolio %q", draft.Name), Method: http.MethodPost, Path: portfoliosPath}
	created, err := c.sendPortfolio(ctx, request, body)
	if err == nil && created.ID == "" {
		err = c.rest.Unexpected(request, errors.New(`it has no "id"`))
	}
	switch {
	case isRefused(err):
		return CreatedPortfolio{}, err
	case err != nil:
		return c.findCreated(ctx, draft, before, err)
	}
	result := CreatedPortfolio{Portfolio: created}
	result.IsListed, err = c.rest.Await(ctx, ListedWithin, func(ctx context.Context) (bool, error) {
		now, err := c.portfoliosAnew(ctx)
		listed, ok := portfolioOf(now, created.ID)
		if ok {
			result.Portfolio = listed
		}
		return ok, err
	})
	// The portfolio exists, whatever comes of the list.
	return result, err
}

// findCreated looks for a portfolio whose creation was not answered. It is taken
// for the one that was created if it is the only one of the name, came after the
// request, and has the description and the privacy that were asked for. Otherwise
// it may be another person's.
func (c *Client) findCreated(ctx context.Context, draft PortfolioDraft, before []Portfolio, cause error) (CreatedPortfolio, error) {
	var candidates []Portfolio
	_, err := c.rest.Await(ctx, ListedWithin, func(ctx context.Context) (bool, error) {
		now, err := c.portfoliosAnew(ctx)
		candidates = nil
		for _, portfolio := range PortfoliosNamed(now, draft.Name) {
			if _, was := portfolioOf(before, portfolio.ID); !was {
				candidates = append(candidates, portfolio)
			}
		}
		return len(candidates) > 0, err
	})
	if err != nil {
		return CreatedPortfolio{}, &UnconfirmedPortfolioError{Cause: errors.Join(cause, err)}
	}
	if len(candidates) == 1 && draft.describes(candidates[0]) {
		return CreatedPortfolio{Portfolio: candidates[0], IsFound: true, IsListed: true}, nil
	}
	unconfirmed := &UnconfirmedPortfolioError{Cause: cause}
	for _, candidate := range candidates {
		unconfirmed.Candidates = append(unconfirmed.Candidates, candidate.ID)
	}
	return CreatedPortfolio{}, unconfirmed
}

// describes reports whether a portfolio has what the draft says.
func (d PortfolioDraft) describes(portfolio Portfolio) bool {
	return portfolio.Name == d.Name && portfolio.Description == d.Description && !portfolio.IsReadOnly() &&
		(d.Privacy == "" || portfolio.Privacy == d.Privacy) && (d.TeamID == "" || portfolio.TeamID == "" || portfolio.TeamID == d.TeamID)
}

// EditPortfolio sets the name, the description and the privacy of a portfolio. An
// empty privacy stays as it is, as far as is known: nothing says what an edit does
// to a field that it does not have.
func (c *Client) EditPortfolio(ctx context.Context, id string, draft PortfolioDraft) (Portfolio, error) {
	edited, err := c.sendPortfolio(ctx, rest.Request{
		Operation: "edit portfolio " + id, Method: http.MethodPut, Path: portfoliosPath + "/" + url.PathEscape(id), Idempotent: true,
	}, portfolioBody{Name: draft.Name, Description: &draft.Description, Privacy: draft.Privacy})
	if err == nil && edited.ID != "" && edited.ID != id {
		err = c.rest.Unexpected(rest.Request{Operation: "edit portfolio " + id}, errors.New("it describes another portfolio"))
	}
	return edited, err
}

// DeletePortfolio deletes a portfolio. One that is not in the list is deleted.
func (c *Client) DeletePortfolio(ctx context.Context, id string) error {
	request := rest.Request{
		Operation: "delete portfolio " + id, Method: http.MethodDelete, Path: portfoliosPath + "/" + url.PathEscape(id), Idempotent: true,
	}
	_, err := c.rest.Send(ctx, request)
	c.forgetPortfolios()
	if !errors.Is(err, rest.ErrNotFound) {
		return err
	}
	now, listErr := c.Portfolios(ctx)
	if _, exists := portfolioOf(now, id); exists || listErr != nil {
		return errors.Join(err, listErr)
	}
	return nil
}

// sendPortfolio sends a write whose answer is a portfolio. The ID may be missing in
// it (spec), and the name may not.
func (c *Client) sendPortfolio(ctx context.Context, request rest.Request, body portfolioBody) (Portfolio, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return Portfolio{}, err
	}
	request.Body, request.Header = text, jsonHeader()
	response, err := c.rest.Send(ctx, request)
	c.forgetPortfolios()
	if err != nil {
		return Portfolio{}, err
	}
	answer, err := rest.DecodeJSON[struct {
		failure
		portfolioEntry
	}](response.Body)
	if err == nil {
		err = answer.err()
	}
	if err == nil && answer.Name != body.Name {
		err = errors.New("it does not describe the portfolio")
	}
	if err != nil {
		return Portfolio{}, c.rest.Unexpected(request, err)
	}
	return answer.portfolio(), nil
}

func jsonHeader() http.Header {
	return http.Header{"Content-Type": {"application/json; charset=utf-8"}}
}

// isRefused reports whether the error is an answer that says that nothing was
// done. Without an answer, after a server error, and after a success that cannot
// be read, it may have been done.
func isRefused(err error) bool {
	failure, ok := errors.AsType[*rest.Error](err)
	return ok && failure.Status >= 300 && failure.Status < 500 && failure.Status != http.StatusRequestTimeout
}

// forgetPortfolios makes later reads request anew what a write to portfolios may
// have changed: them, their companies, what may be read of a company, and the
// slots of the license.
func (c *Client) forgetPortfolios() {
	for _, path := range []string{portfoliosPath, "/companies", organizationsPath} {
		c.rest.ForgetBelow(path)
	}
}

// portfoliosAnew reads the list, even if this process has read it before.
func (c *Client) portfoliosAnew(ctx context.Context) ([]Portfolio, error) {
	c.rest.ForgetBelow(portfoliosPath)
	return c.Portfolios(ctx)
}

// PortfoliosNamed returns the portfolios with exactly this name.
func PortfoliosNamed(portfolios []Portfolio, name string) []Portfolio {
	var named []Portfolio
	for _, portfolio := range portfolios {
		if portfolio.Name == name {
			named = append(named, portfolio)
		}
	}
	return named
}

func portfolioOf(portfolios []Portfolio, id string) (Portfolio, bool) {
	for _, portfolio := range portfolios {
		if portfolio.ID == id {
			return portfolio, true
		}
	}
	return Portfolio{}, false
}
