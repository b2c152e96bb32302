// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// BreachType is the type of the findings that are breaches.
const BreachType = "breach"

// Breach is a breach of a company, as a finding. Its severity is critical: the
// API says none, and none must make a breach look better than it is. The prose
// about it is in fields of its own, and not in the finding's title and URL, which
// are shown in messages.
type Breach struct {
	posture.Finding
	// Method is how the attackers worked, in the API's words.
	Method string
	// Description is prose.
	Description string
	// Link is the address of an article, or "" if it is not one.
	Link string
}

// breachEntry is an entry of the log. Every entry is a breach, whatever its
// event_type says: the API gives nothing else here (spec).
type breachEntry struct {
	Date lenient[string] `json:"date"`
	Data lenient[*struct {
		Method      lenient[string] `json:"method"`
		Description lenient[string] `json:"description"`
		Link        lenient[string] `json:"link"`
	}] `json:"breach_data"`
}

// identity tells a breach that comes twice. One of which nothing is said cannot be
// told from others, and counts for itself.
func (e breachEntry) identity() string {
	if e.Data.value == nil {
		return ""
	}
	return fmt.Sprintf("%q", []string{e.Date.value, e.Data.value.Method.value, e.Data.value.Description.value, e.Data.value.Link.value})
}

// Breaches reads the breaches of companies, sorted by company and time. covered
// are the companies whose breaches were read, sorted. A scorecard that no request
// can name, and a company without a scorecard, have a finding of unknown status.
func (c *Client) Breaches(ctx context.Context, query PastQuery) (breaches []Breach, covered []string, err error) {
	companies, err := readLog(ctx, c, query, log[breachEntry]{
		noun: "breaches", path: "/history/events/breaches",
		entries: rest.Entries[breachEntry]{Noun: "breach", Identity: breachEntry.identity, KeepNameless: true},
	})
	breaches, covered = []Breach{}, []string{}
	for _, read := range companies {
		switch company := read.company; {
		case company.unreachable:
			breaches = append(breaches, Breach{Finding: unreachable(company.domain).Finding})
		case company.unscored:
			breaches = append(breaches, Breach{Finding: notScored(company.domain).Finding})
		default:
			covered = append(covered, company.domain)
		}
		for _, entry := range read.entries {
			if query.mayInclude(entry.Date.value) {
				breaches = append(breaches, entry.breach(read.company.domain))
			}
		}
	}
	slices.SortStableFunc(breaches, func(a, b Breach) int {
		return cmp.Or(
			cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.FirstSeenAt, b.FirstSeenAt), cmp.Compare(a.Method, b.Method),
			cmp.Compare(a.Description, b.Description), cmp.Compare(a.Link, b.Link),
		)
	})
	return breaches, covered, err
}

func (e breachEntry) breach(domain string) Breach {
	at := rest.UTC(e.Date.value)
	breach := Breach{Finding: posture.Finding{
		Source: Source, Subject: domain, Type: BreachType, Title: "Data breach",
		Severity: posture.Critical, Status: posture.Open, FirstSeenAt: at, LastSeenAt: at,
	}}
	if data := e.Data.value; data != nil {
		breach.Method, breach.Description, breach.Link = data.Method.value, data.Description.value, article(data.Link.value)
	}
	return breach
}

// article is a link to a page on the web, without a user, or "".
func article(link string) string {
	address, err := url.Parse(link)
	if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
		return ""
	}
	address.User = nil
	return address.String()
}
