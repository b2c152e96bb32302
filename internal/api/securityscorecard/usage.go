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

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// organizationsPath is where the numbers of an organization are.
const organizationsPath = "/v1/organizations"

// Usage is how much of its license an organization uses. Each company that is in one
// or more portfolios takes one slot (docs).
type Usage struct {
	OrganizationID string
	Size           int64
	AvailableSlots int64
}

// Usage reads the slots of the organization of a user. No documented request says
// whose the token is: without a username it is ErrNoUsername.
func (c *Client) Usage(ctx context.Context, username string) (Usage, error) {
	if username == "" {
		return Usage{}, ErrNoUsername
	}
	account, err := c.AccountByUsername(ctx, username)
	if err != nil {
		return Usage{}, err
	}
	request := rest.Request{Operation: "read the number of license slots", Path: organizationsPath + "/" + url.PathEscape(account.OrganizationID) + "/follow-numbers"}
	if account.OrganizationID == "" {
		return Usage{}, c.rest.Unexpected(request, errors.New(`the account has no "customer_id", which names the organization`))
	}
	usage, err := rest.Get(ctx, c.rest, request, decodeUsage)
	usage.OrganizationID = account.OrganizationID
	return usage, err
}

func decodeUsage(body []byte) (Usage, error) {
	answer, err := rest.DecodeJSON[struct {
		failure
		Size      counter `json:"size"`
		Available counter `json:"available_slots"`
	}](body)
	if err != nil {
		return Usage{}, err
	}
	size, available := answer.Size.value, answer.Available.value
	switch err := answer.err(); {
	case err != nil:
		return Usage{}, err
	case size == nil || available == nil:
		return Usage{}, errors.New(`it has no "size" or no "available_slots" that counts something`)
	case *available > *size:
		return Usage{}, errors.New("it has more available slots than slots")
	}
	return Usage{Size: *size, AvailableSlots: *available}, nil
}

// SlotNeed is how many slots the additions of this process need.
type SlotNeed struct {
	Available int64
	// Needed are the domains of companies that take a slot.
	Needed []string
	// Unclear are the domains of companies that may take one.
	Unclear []string
}

// additions are the companies that the resources of this process add.
type additions struct {
	mutex   sync.Mutex
	domains map[string]bool
}

// join adds domains, and returns all that were added, sorted.
func (a *additions) join(domains []string) []string {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.domains == nil {
		a.domains = map[string]bool{}
	}
	for _, domain := range domains {
		a.domains[domain] = true
	}
	all := make([]string, 0, len(a.domains))
	for domain := range a.domains {
		all = append(all, domain)
	}
	slices.Sort(all)
	return all
}

// SlotNeed says how many slots companies need that are added, together with those
// that were asked for before: several resources may add some in one run. It asks
// which of them take a slot already only if there might be too few.
func (c *Client) SlotNeed(ctx context.Context, domains []string) (SlotNeed, error) {
	all := c.additions.join(domains)
	usage, err := c.Usage(ctx, c.Username)
	if err != nil {
		return SlotNeed{}, err
	}
	need := SlotNeed{Available: usage.AvailableSlots, Unclear: all}
	if int64(len(all)) <= usage.AvailableSlots {
		return need, nil
	}
	takesSlot, err := c.takeSlots(ctx, all)
	if err != nil {
		return need, err
	}
	need.Unclear = nil
	for _, domain := range all {
		switch takes := takesSlot[domain]; {
		case takes == nil:
			need.Unclear = append(need.Unclear, domain)
		case *takes:
		default:
			need.Needed = append(need.Needed, domain)
		}
	}
	return need, nil
}

// takeSlots says which companies take a slot already, and which do not. Those of
// which it is not known are not in it. It is a search, and changes nothing (spec).
func (c *Client) takeSlots(ctx context.Context, domains []string) (map[string]*bool, error) {
	body, err := json.Marshal(struct {
		Searches []string `json:"searches"`
	}{domains})
	if err != nil {
		return nil, err
	}
	request := rest.Request{
		Operation: fmt.Sprintf("search %d companies", len(domains)), Method: http.MethodPost, Path: "/companies/bulk-searches", Body: body, Header: jsonHeader(),
	}
	return rest.Get(ctx, c.rest, request, decodeSearches)
}

func decodeSearches(body []byte) (map[string]*bool, error) {
	answer, err := rest.DecodeJSON[struct {
		failure
		Scorecards *[]struct {
			Domain   string `json:"domain"`
			Searches lenient[struct {
				TakesSlot boolean `json:"is_already_using_slot"`
			}] `json:"searches"`
		} `json:"scorecards"`
		NotFound *[]struct {
			Attempts lenient[[]struct {
				Query string `json:"original_query"`
			}] `json:"attempts"`
		} `json:"not_found"`
	}](body)
	if err != nil {
		return nil, err
	}
	if err := answer.err(); err != nil {
		return nil, err
	}
	if answer.Scorecards == nil || answer.NotFound == nil {
		return nil, errors.New(`it has no "scorecards" or no "not_found"`)
	}
	takesSlot := map[string]*bool{}
	for _, missing := range *answer.NotFound {
		for _, attempt := range missing.Attempts.value {
			if domain, err := posture.NormalizeDomain(attempt.Query); err == nil {
				takesSlot[domain] = new(false) // It starts a scorecard.
			}
		}
	}
	// A search may find another company: only what it says of a domain itself counts.
	for _, found := range *answer.Scorecards {
		takesSlot[companyDomain(found.Domain)] = found.Searches.value.TakesSlot.value
	}
	return takesSlot, nil
}
