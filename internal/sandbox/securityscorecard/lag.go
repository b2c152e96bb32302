// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"slices"
	"sync"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// lag hides new entries of lists for a number of requests.
type lag struct {
	mutex sync.Mutex
	// hidden is the number of requests that do not show an entry yet: a portfolio by
	// its ID, a company by the ID of the portfolio, a slash and its domain.
	hidden map[string]int
}

func (l *lag) hide(entry string, requests int) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.hidden == nil {
		l.hidden = map[string]int{}
	}
	l.hidden[entry] = requests
}

// isHidden counts one request.
func (l *lag) isHidden(entry string) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	left := l.hidden[entry]
	if left > 0 {
		l.hidden[entry]--
	}
	return left > 0
}

func (l *lag) portfolios(all []world.Portfolio) []world.Portfolio {
	return slices.DeleteFunc(all, func(portfolio world.Portfolio) bool { return l.isHidden(portfolio.ID) })
}

func (l *lag) members(id string, all []world.Company) []world.Company {
	return slices.DeleteFunc(all, func(company world.Company) bool { return l.isHidden(id + "/" + company.Domain) })
}
