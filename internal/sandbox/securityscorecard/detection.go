// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"fmt"
	"net/http"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The parameters of pages, which these lists document (spec).
const (
	pageParameter  = "page"
	limitParameter = "limit"
)

// The lowest and highest number of entries on a page (spec).
const (
	defaultLimit = 100
	maximumLimit = 5000
)

// detectedVendor and portfolioVendor have the fields of the specification. No
// answer was recorded.
type detectedVendor struct {
	Company          string `json:"company"`
	Domain           string `json:"domain"`
	Industry         string `json:"industry"`
	Score            *int   `json:"score,omitempty"`
	Source           string `json:"source"`
	Observed         string `json:"observed"`
	ConnectionDetail string `json:"connection_detail"`
}

type portfolioVendor struct {
	Company            string `json:"company"`
	Domain             string `json:"domain"`
	Score              *int   `json:"score,omitempty"`
	ThirtyDayChange    *int   `json:"thirty_day_change,omitempty"`
	ProductsUsed       int    `json:"products_used"`
	ConnectionsCount   int    `json:"connections_count"`
	ConnectionsPercent int    `json:"connections_percent"`
}

// detectedVendors answers /vendor-detection/portfolios/{id}, and
// /vendor-detection/{domain}/third-party and fourth-party, whose patterns
// http.ServeMux cannot tell apart.
func (h *Handler) detectedVendors(w http.ResponseWriter, r *http.Request) (any, *failure) {
	of, degree := r.PathValue("of"), r.PathValue("degree")
	switch {
	case of == "portfolios":
		vendors, found := h.world.PortfolioVendors(degree)
		if !found {
			return nil, errPortfolioNotFound(degree)
		}
		return detectionPage(h, w, r, vendors, writePortfolioVendor)
	case degree != world.ThirdParty && degree != world.FourthParty:
		return nil, errNoSuchPath
	}
	company, found := h.world.Company(of)
	switch {
	case !found:
		return nil, errCompanyNotFound(of)
	case !h.world.Followed(company.Domain):
		return nil, errNotInPortfolio(company.Domain)
	}
	return detectionPage(h, w, r, h.world.DetectedVendors(company.Domain, degree), h.writeDetectedVendor)
}

func (h *Handler) writeDetectedVendor(v world.DetectedVendor) detectedVendor {
	return detectedVendor{
		Company: v.Name, Domain: v.Domain, Industry: v.Industry, Score: v.Score, Source: v.Source,
		Observed: h.timestamp(v.ObservedAt), ConnectionDetail: v.Detail,
	}
}

func writePortfolioVendor(v world.PortfolioVendor) portfolioVendor {
	return portfolioVendor{
		Company: v.Name, Domain: v.Domain, Score: v.Score, ThirtyDayChange: v.ScoreChange, ProductsUsed: v.Products,
		ConnectionsCount: v.Connections, ConnectionsPercent: v.ConnectionsPercent,
	}
}

// detectionPage returns a page of a list whose parameters are page, from 1, and
// limit.
func detectionPage[E, W any](h *Handler, w http.ResponseWriter, r *http.Request, entries []E, write func(E) W) (any, *failure) {
	number, err := numberParameter(r, pageParameter, 1, len(entries)+1)
	if err != nil {
		return nil, err
	}
	limit, err := numberParameter(r, limitParameter, defaultLimit, maximumLimit)
	if err != nil {
		return nil, err
	}
	size := min(limit, cmp.Or(h.quirks.DetectionPageLimit, maximumLimit))
	start, end := min((number-1)*size, len(entries)), min(number*size, len(entries))
	written := []W{}
	for _, entry := range entries[start:end] {
		written = append(written, write(entry))
	}
	if end < len(entries) && !h.quirks.DetectionWithoutLink {
		query := r.URL.Query()
		query.Set(pageParameter, strconv.Itoa(number+1))
		w.Header().Set("Link", fmt.Sprintf(`<%s%s?%s>; rel="next"`, h.linkOrigin(r), r.URL.EscapedPath(), query.Encode()))
	}
	body := map[string]any{"entries": written, "page": number, "size": size, "total": len(entries)}
	if h.quirks.DetectionWithoutTotal {
		delete(body, "total")
	}
	return body, nil
}

// numberParameter returns a parameter from 1 to a highest number.
func numberParameter(r *http.Request, name string, without, highest int) (int, *failure) {
	text := r.URL.Query().Get(name)
	if text == "" {
		return without, nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < 1 || number > highest {
		return 0, errInvalidParameter(name, text)
	}
	return number, nil
}
