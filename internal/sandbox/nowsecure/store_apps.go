// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type storeAppsPage struct {
	Rows     []storeApp `json:"rows"`
	PageInfo pageInfo   `json:"pageInfo"`
}

type pageInfo struct {
	TotalResults int `json:"totalResults"`
	Start        int `json:"start"`
	End          int `json:"end"`
}

type storeApp struct {
	Title         *string   `json:"title"`
	Platform      string    `json:"platform"`
	ApplicationID *string   `json:"applicationId"`
	PackageName   string    `json:"packageName"`
	CreatedAt     *string   `json:"createdAt"`
	RecentScore   riskScore `json:"recentScore"`
}

type riskScore struct {
	AssessmentRef      *string  `json:"assessmentRef"`
	BuildVersion       *string  `json:"buildVersion"`
	RiskScore          *float64 `json:"riskScore"`
	RiskRating         *string  `json:"riskRating"`
	RiskCategory       *string  `json:"riskCategory"`
	RiskRecommendation *string  `json:"riskRecommendation"`
	UpdatedAt          *string  `json:"updatedAt"`
}

// storeApps lists the apps in pages that are counted from 0. The form is that
// of the vendor's own client; the default and the largest size of a page are not
// known.
func (h *Handler) storeApps(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	if h.quirks.NoRiskIntelligence {
		return nil, errNoLicense
	}
	query, numbers := r.URL.Query(), map[string]int{"pageNumber": 0, "pageSize": 50}
	for name := range numbers {
		if !query.Has(name) {
			continue
		}
		number, err := strconv.Atoi(query.Get(name))
		if err != nil || number < 0 {
			return nil, errInvalidParameter(name, query.Get(name))
		}
		numbers[name] = number
	}
	if order := query.Get("orderBy"); order != "-createdAt" {
		return nil, errInvalidParameter("orderBy", order)
	}
	apps := h.world.StoreApps()
	slices.SortStableFunc(apps, func(a, b world.MobileStoreApp) int { return b.AddedAt.Compare(a.AddedAt) })
	size := min(numbers["pageSize"], cmp.Or(h.quirks.StoreAppsPage, numbers["pageSize"]))
	start := min(numbers["pageNumber"]*size, len(apps))
	end := min(start+size, len(apps))
	page := storeAppsPage{Rows: []storeApp{}, PageInfo: pageInfo{TotalResults: len(apps), Start: start, End: end}}
	for _, app := range apps[start:end] {
		page.Rows = append(page.Rows, writeStoreApp(app))
	}
	return page, nil
}

func writeStoreApp(app world.MobileStoreApp) storeApp {
	return storeApp{
		Title: orNull(app.Title), Platform: app.Platform, ApplicationID: orNull(app.StoreID), PackageName: app.Package, CreatedAt: timestamp(app.AddedAt),
		RecentScore: riskScore{
			AssessmentRef: orNull(app.AssessmentRef), BuildVersion: orNull(app.BuildVersion), RiskScore: app.RiskScore, RiskRating: orNull(app.Rating),
			RiskCategory: orNull(app.Category), RiskRecommendation: orNull(app.Recommendation), UpdatedAt: timestamp(app.RatedAt),
		},
	}
}
