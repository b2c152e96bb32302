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
	"slices"
	"sync"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

const (
	// mostSingly is the largest number of companies that are added or removed one by
	// one: the answer then says what came of each. The answer to a bulk request says
	// nothing (spec).
	mostSingly = 10
	// bulkSize is the number of companies in a bulk request. No limit is documented.
	bulkSize = 500
	// mostExplained is the largest number of companies that are added one by one
	// because a bulk request did not add them.
	mostExplained = 25
	// memberListedWithin is how long a portfolio may take to show a change of its
	// companies. It is documented for a new portfolio only.
	memberListedWithin = time.Minute
)

// MemberChange are the companies to add to a portfolio and to remove from it, by
// their normalized domains.
type MemberChange struct{ Add, Remove []string }

// ChangedMembers is what came of a change.
type ChangedMembers struct {
	// Before and After are the members before and after the change. After is that of
	// the portfolio's own list, read after the last request. It is nil if the list
	// could not be read.
	Before Members
	After  *Members
	// Redirected are the domains of the scorecards that SecurityScorecard has added for
	// another domain, by that domain: two scorecards can be merged into one (docs).
	Redirected map[string]string
	// Refused are the reasons why companies were not added, by domain.
	Refused map[string]error
}

// ChangeMembers changes the companies of a portfolio. choose says how, once it is
// known who is in it; no other change of this process to the portfolio comes
// between. It removes before it adds, which may free a slot, and reads the list
// after: an accepted request may not have added every company. An error is a
// request that ended the change. What came until then is in the result.
func (c *Client) ChangeMembers(ctx context.Context, portfolioID string, choose func(Members) MemberChange) (ChangedMembers, error) {
	defer c.lockPortfolio(portfolioID)()
	before, err := c.MembersNow(ctx, portfolioID)
	if err != nil {
		return ChangedMembers{}, err
	}
	change := choose(before)
	change.Add = slices.DeleteFunc(slices.Clone(change.Add), before.Has)
	change.Remove = slices.DeleteFunc(slices.Clone(change.Remove), func(domain string) bool { return !before.Has(domain) })
	result := ChangedMembers{Before: before, After: &before, Redirected: map[string]string{}, Refused: map[string]error{}}
	if len(change.Add)+len(change.Remove) == 0 {
		return result, nil
	}
	failure := c.remove(ctx, portfolioID, change.Remove)
	if failure == nil {
		failure = c.add(ctx, portfolioID, change.Add, &result)
	}
	settled := func(now Members) bool {
		return failure != nil || !slices.ContainsFunc(change.Remove, now.Has) && !slices.ContainsFunc(change.Add, func(domain string) bool {
			return result.isExpected(domain) && !now.Has(result.scorecardOf(domain))
		})
	}
	result.After = nil
	read := c.Members // Every write has forgotten what was read before it.
	_, err = c.rest.Await(ctx, memberListedWithin, func(ctx context.Context) (bool, error) {
		now, err := read(ctx, portfolioID)
		if err != nil {
			return false, err
		}
		result.After, read = &now, c.MembersNow
		return settled(now), nil
	})
	if err != nil {
		result.After = nil
	}
	return result, errors.Join(failure, err)
}

// isExpected reports whether a company was accepted.
func (r *ChangedMembers) isExpected(domain string) bool { return r.Refused[domain] == nil }

func (r *ChangedMembers) scorecardOf(domain string) string {
	if scorecard, ok := r.Redirected[domain]; ok {
		return scorecard
	}
	return domain
}

// add adds companies. Those that a bulk request did not add are added one by one,
// which says why.
func (c *Client) add(ctx context.Context, portfolioID string, domains []string, result *ChangedMembers) error {
	if len(domains) > mostSingly {
		for batch := range slices.Chunk(domains, bulkSize) {
			if err := c.sendMembers(ctx, fmt.Sprintf("add %d companies to portfolio %s", len(batch), portfolioID), http.MethodPut,
				portfoliosPath+"/companies/bulk-upload", bulkUpload{Portfolios: []string{portfolioID}, Companies: batch}); err != nil {
				return err
			}
		}
		now, err := c.Members(ctx, portfolioID)
		if err != nil {
			return err
		}
		domains = slices.DeleteFunc(slices.Clone(domains), now.Has)
	}
	for _, domain := range domains[:min(len(domains), mostExplained)] {
		scorecard, err := c.addOne(ctx, portfolioID, domain)
		switch {
		case isOfCompany(err):
			result.Refused[domain] = err
		case err != nil:
			return err
		case scorecard != domain:
			result.Redirected[domain] = scorecard
		}
	}
	return nil
}

// isOfCompany reports whether a refusal may be of one company only.
func isOfCompany(err error) bool {
	failure, ok := errors.AsType[*rest.Error](err)
	return ok && slices.Contains([]int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity}, failure.Status)
}

// addOne adds a company, and returns the domain of its scorecard. Every valid domain
// has one from then on (spec).
func (c *Client) addOne(ctx context.Context, portfolioID, domain string) (string, error) {
	request := memberRequest(http.MethodPut, fmt.Sprintf("add %s to portfolio %s", domain, portfolioID), portfolioID, domain)
	response, err := c.rest.Send(ctx, request)
	c.forgetPortfolios()
	if err != nil {
		return "", err
	}
	answer, err := rest.DecodeJSON[struct {
		failure
		companyEntry
	}](response.Body)
	if err == nil {
		err = answer.err()
	}
	if err == nil && answer.Domain == "" {
		err = errors.New(`it has no "domain"`)
	}
	if err != nil {
		return "", c.rest.Unexpected(request, err)
	}
	return companyDomain(answer.Domain), nil
}

// remove removes companies. One that is not in the portfolio is removed: what a
// DELETE of one answers is not documented.
func (c *Client) remove(ctx context.Context, portfolioID string, domains []string) error {
	if len(domains) > mostSingly {
		for batch := range slices.Chunk(domains, bulkSize) {
			if err := c.sendMembers(ctx, fmt.Sprintf("remove %d companies from portfolio %s", len(batch), portfolioID), http.MethodPost,
				portfoliosPath+"/companies/bulk-delete", bulkDelete{IDs: []string{portfolioID}, Companies: batch}); err != nil {
				return err
			}
		}
		return nil
	}
	for _, domain := range domains {
		_, err := c.rest.Send(ctx, memberRequest(http.MethodDelete, fmt.Sprintf("remove %s from portfolio %s", domain, portfolioID), portfolioID, domain))
		c.forgetPortfolios()
		if err != nil && !errors.Is(err, rest.ErrNotFound) { // The list shows whether it is there.
			return err
		}
	}
	return nil
}

// memberRequest is a write of one company. A second one does nothing more.
func memberRequest(method, operation, portfolioID, domain string) rest.Request {
	return rest.Request{
		Operation: operation, Method: method, Idempotent: true,
		Path: portfolioRequest(portfolioID).Path + "/" + url.PathEscape(domain),
	}
}

// bulkUpload and bulkDelete are the bodies of the bulk requests (spec).
type bulkUpload struct {
	Portfolios []string `json:"portfolios"`
	Companies  []string `json:"companies"`
}

type bulkDelete struct {
	IDs       []string `json:"ids"`
	Companies []string `json:"companies"`
}

// sendMembers sends a bulk request, which may be sent again: it does nothing more
// then. Its answer has no body (spec).
func (c *Client) sendMembers(ctx context.Context, operation, method, path string, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request := rest.Request{Operation: operation, Method: method, Path: path, Body: text, Header: jsonHeader(), Idempotent: true}
	response, err := c.rest.Send(ctx, request)
	c.forgetPortfolios()
	if err != nil {
		return err
	}
	var answer failure
	if json.Unmarshal(response.Body, &answer) == nil && answer.Error != nil {
		return c.rest.Unexpected(request, answer.err())
	}
	return nil
}

// lockPortfolio keeps other changes to the companies of a portfolio waiting until
// unlock is called.
func (c *Client) lockPortfolio(id string) (unlock func()) {
	stored, _ := c.changing.LoadOrStore(id, &sync.Mutex{})
	mutex, _ := stored.(*sync.Mutex)
	mutex.Lock()
	return mutex.Unlock
}
