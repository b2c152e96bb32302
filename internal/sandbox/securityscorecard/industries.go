// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"maps"
	"net/http"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// industryScore and industryFactor have the fields of the specification. No
// answer was recorded.
type industryScore struct {
	Industry string `json:"industry"`
	AvgScore int    `json:"avg_score"`
	AvgGrade string `json:"avg_grade"`
}

type industryFactor struct {
	Name  string `json:"name"`
	Score int    `json:"score"`
}

type industryEndpoint func(w http.ResponseWriter, r *http.Request, industry world.Industry) (any, *failure)

func (h *Handler) ofIndustry(answer industryEndpoint) peer.Endpoint[failure] {
	return func(w http.ResponseWriter, r *http.Request) (any, *failure) {
		name := r.PathValue("industry")
		industry, found := h.world.Industry(name)
		if !found {
			return nil, errIndustryNotFound(name)
		}
		return answer(w, r, industry)
	}
}

func (h *Handler) industryScore(_ http.ResponseWriter, _ *http.Request, industry world.Industry) (any, *failure) {
	return industryScore{Industry: industry.Name, AvgScore: industry.Score, AvgGrade: world.GradeOf(industry.Score)}, nil
}

func (h *Handler) industryFactors(w http.ResponseWriter, r *http.Request, industry world.Industry) (any, *failure) {
	names := slices.Sorted(maps.Keys(industry.Factors))
	return list(h, w, r, names, form{size: h.quirks.ListPageSize, counter: CounterAbsent}, func(name string) industryFactor {
		return industryFactor{Name: name, Score: industry.Factors[name]}
	})
}
