// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// Portfolio is a named group of companies. Names are not unique.
type Portfolio struct {
	ID          string
	Name        string
	Description string
	// Privacy is private, shared or team (spec); other words may come.
	Privacy string
	// ReadOnly says that the name, the description and the privacy cannot be modified
	// (spec); nil is not said.
	ReadOnly *bool
	// TeamID is the team that the portfolio belongs to (live), or "".
	TeamID string
}

// IsReadOnly reports whether the API says that the portfolio cannot be modified.
func (p Portfolio) IsReadOnly() bool { return p.ReadOnly != nil && *p.ReadOnly }

type portfolioEntry struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	Description lenient[string] `json:"description"`
	Privacy     lenient[string] `json:"privacy"`
	ReadOnly    boolean         `json:"read_only"`
	TeamID      lenient[string] `json:"owner_team_id"`
}

func (e portfolioEntry) portfolio() Portfolio {
	return Portfolio{
		ID: e.ID, Name: e.Name, Description: e.Description.value, Privacy: e.Privacy.value,
		ReadOnly: e.ReadOnly.value, TeamID: e.TeamID.value,
	}
}

// portfoliosPath is where portfolios and their companies are.
const portfoliosPath = "/portfolios"

// Portfolios reads every portfolio that the token sees, sorted by name, then
// id.
func (c *Client) Portfolios(ctx context.Context) ([]Portfolio, error) {
	request := rest.Request{Operation: "list portfolios", Path: portfoliosPath}
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[portfolioEntry]{
		Noun: "portfolio", Key: "id", Identity: func(entry portfolioEntry) string { return entry.ID },
	})
	if err != nil {
		return nil, err
	}
	portfolios := make([]Portfolio, 0, len(entries))
	for _, entry := range entries {
		portfolios = append(portfolios, entry.portfolio())
	}
	slices.SortFunc(portfolios, func(a, b Portfolio) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return portfolios, nil
}

// PortfolioNotFoundError says that no portfolio has an id or a name.
type PortfolioNotFoundError struct {
	// Wanted is the id or the name.
	Wanted string
	// Visible are the portfolios that the token sees.
	Visible []Portfolio
}

func (e *PortfolioNotFoundError) Error() string {
	return fmt.Sprintf("no portfolio that the API token sees is %q; it sees %s", e.Wanted, e.candidates())
}

// candidates lists some of the visible portfolios. A user's default portfolio
// has an email address for a name (live), which is personal data.
func (e *PortfolioNotFoundError) candidates() string {
	const most = 20
	listed := []string{}
	for _, portfolio := range e.Visible {
		if !strings.Contains(portfolio.Name, "@") && len(listed) < most {
			listed = append(listed, fmt.Sprintf("%q (%s)", portfolio.Name, portfolio.ID))
		}
	}
	more := len(e.Visible) - len(listed)
	switch {
	case len(listed) == 0:
		return fmt.Sprintf("%d by other names", more)
	case more > 0:
		listed = append(listed, fmt.Sprintf("%d more", more))
	}
	return strings.Join(listed, ", ")
}

// AmbiguousPortfolioError says that several portfolios have one name.
type AmbiguousPortfolioError struct {
	Name string
	IDs  []string
}

func (e *AmbiguousPortfolioError) Error() string {
	return fmt.Sprintf("%d portfolios have the name %q, with the ids %s", len(e.IDs), e.Name, strings.Join(e.IDs, ", "))
}

// PortfolioByID reads one portfolio. The API has no request for one (spec): it
// is looked up in the list.
func (c *Client) PortfolioByID(ctx context.Context, id string) (Portfolio, error) {
	portfolios, err := c.Portfolios(ctx)
	if err != nil {
		return Portfolio{}, err
	}
	for _, portfolio := range portfolios {
		if portfolio.ID == id {
			return portfolio, nil
		}
	}
	return Portfolio{}, &PortfolioNotFoundError{Wanted: id, Visible: portfolios}
}

// PortfolioByName reads the one portfolio that has exactly this name.
func (c *Client) PortfolioByName(ctx context.Context, name string) (Portfolio, error) {
	portfolios, err := c.Portfolios(ctx)
	if err != nil {
		return Portfolio{}, err
	}
	var named []Portfolio
	var ids []string
	for _, portfolio := range portfolios {
		if portfolio.Name == name {
			named = append(named, portfolio)
			ids = append(ids, portfolio.ID)
		}
	}
	switch len(named) {
	case 0:
		return Portfolio{}, &PortfolioNotFoundError{Wanted: name, Visible: portfolios}
	case 1:
		return named[0], nil
	}
	return Portfolio{}, &AmbiguousPortfolioError{Name: name, IDs: ids}
}
