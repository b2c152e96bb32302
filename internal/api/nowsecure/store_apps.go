// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// storeAppsPerPage is how many apps are asked for at a time. The largest page is
// not documented: the next page begins where the last one ended.
const storeAppsPerPage = 50

// StoreApp is an app in an app store, of anyone, as the system's risk intelligence
// rates it. A text is "" if the system does not say it.
type StoreApp struct {
	// Subject is its platform and package, "ios/com.example.pay".
	Subject  string
	Platform string
	Package  string
	Title    string
	// StoreID is digits on iOS, and the package on Android (client).
	StoreID      string
	BuildVersion string
	// AssessmentRef is the rating's.
	AssessmentRef string
	// RiskScore is from 0 to 100, higher is worse; nil if there is none.
	RiskScore *float64
	// Rating is unknown if the app has none of A to F.
	Rating         posture.Grade
	Category       string
	Recommendation string
	// AddedAt and RatedAt are RFC 3339 times in UTC.
	AddedAt string
	RatedAt string
}

// storeApp is the form of the vendor's own client.
type storeApp struct {
	Title    text   `json:"title"`
	Platform string `json:"platform"`
	Package  string `json:"packageName"`
	StoreID  text   `json:"applicationId"`
	AddedAt  text   `json:"createdAt"`
	Score    struct {
		AssessmentRef  text    `json:"assessmentRef"`
		BuildVersion   text    `json:"buildVersion"`
		RiskScore      decimal `json:"riskScore"`
		Rating         text    `json:"riskRating"`
		Category       text    `json:"riskCategory"`
		Recommendation text    `json:"riskRecommendation"`
		RatedAt        text    `json:"updatedAt"`
	} `json:"recentScore"`
}

func (a storeApp) subject() string { return a.Platform + "/" + a.Package }

// identity is "" for an app that cannot be named.
func (a storeApp) identity() string {
	if a.Platform == "" || a.Package == "" {
		return ""
	}
	return a.subject() + " " + string(a.StoreID)
}

type storeAppsPage struct {
	Rows     []storeApp `json:"rows"`
	PageInfo struct {
		Total *int `json:"totalResults"`
		Start *int `json:"start"`
		End   *int `json:"end"`
	} `json:"pageInfo"`
}

// StoreAppsQuery selects the apps that match both of its lists. An empty list
// matches every app.
type StoreAppsQuery struct {
	Platforms []string
	Packages  []string
}

// StoreApps reads the apps that the account's risk intelligence has, sorted by
// subject and store ID. A package that none of them has is an error.
func (c *Client) StoreApps(ctx context.Context, query StoreAppsQuery) ([]StoreApp, error) {
	apps, err := c.allStoreApps(ctx)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, app := range apps {
		known[app.Package] = true
	}
	if unknown := without(query.Packages, func(name string) bool { return known[name] }); len(unknown) > 0 {
		return nil, &UnknownPackagesError{Packages: unknown}
	}
	platforms, packages := setOf(query.Platforms, same), setOf(query.Packages, same)
	return slices.DeleteFunc(apps, func(app StoreApp) bool {
		return platforms != nil && !platforms[app.Platform] || packages != nil && !packages[app.Package]
	}), nil
}

// allStoreApps reads every page.
func (c *Client) allStoreApps(ctx context.Context) ([]StoreApp, error) {
	collected := rest.NewCollection(rest.Entries[storeApp]{
		Noun: "app", Key: "platform or packageName", Identity: storeApp.identity,
	})
	for number := 0; ; number++ {
		// In this order, an app that is added meanwhile moves others into the next
		// page, where they come twice, and hides none.
		request := rest.Request{
			Operation: "list the apps of risk intelligence", Path: "/v2/risk-intelligence/apps",
			Query: url.Values{"orderBy": {"-createdAt"}, "pageNumber": {strconv.Itoa(number)}, "pageSize": {strconv.Itoa(storeAppsPerPage)}},
		}
		page, err := rest.Get(ctx, c.api, request, rest.DecodeJSON[storeAppsPage])
		if err != nil {
			return nil, err
		}
		if err := page.follows(collected.Received()); err != nil {
			return nil, c.api.Unexpected(request, err)
		}
		collected.Announce(*page.PageInfo.Total)
		if err := collected.Add(page.Rows); err != nil {
			return nil, c.api.Unexpected(request, err)
		}
		if len(page.Rows) > 0 && *page.PageInfo.End < *page.PageInfo.Total {
			continue
		}
		rows, err := collected.Whole()
		if err != nil {
			return nil, c.api.Unexpected(request, err)
		}
		return storeAppsOf(rows), nil
	}
}

// follows returns an error for a page that does not begin where the last one
// ended, or has not as many rows as it says.
func (p storeAppsPage) follows(received int) error {
	info := p.PageInfo
	switch {
	case p.Rows == nil:
		return errors.New(`it has no "rows"`)
	case info.Total == nil || info.Start == nil || info.End == nil || *info.Total < 0:
		return errors.New(`its "pageInfo" does not say which part of the list it is`)
	case len(p.Rows) > 0 && (*info.Start != received || *info.End != received+len(p.Rows)):
		return errors.New("the page does not begin where the last one ended")
	}
	return nil
}

func storeAppsOf(rows []storeApp) []StoreApp {
	apps := make([]StoreApp, len(rows))
	for i, row := range rows {
		score := row.Score
		apps[i] = StoreApp{
			Subject: row.subject(), Platform: row.Platform, Package: row.Package, Title: string(row.Title), StoreID: string(row.StoreID),
			BuildVersion: string(score.BuildVersion), AssessmentRef: string(score.AssessmentRef),
			RiskScore: onScale(score.RiskScore.value, 100), Rating: posture.ParseGrade(string(score.Rating)),
			Category: string(score.Category), Recommendation: string(score.Recommendation),
			AddedAt: rest.UTC(string(row.AddedAt)), RatedAt: rest.UTC(string(score.RatedAt)),
		}
	}
	slices.SortStableFunc(apps, func(a, b StoreApp) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.StoreID, b.StoreID))
	})
	return apps
}
