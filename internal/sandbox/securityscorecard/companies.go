// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// rated has the fields that a company has in every list and in its own
// response.
type rated struct {
	Name                 string `json:"name"`
	Domain               string `json:"domain"`
	Grade                any    `json:"grade,omitempty"`
	GradeURL             string `json:"grade_url,omitempty"`
	Score                any    `json:"score,omitempty"`
	Industry             string `json:"industry"`
	Size                 string `json:"size"`
	LastMonthScoreChange *int   `json:"last_month_score_change,omitempty"`
}

type portfolioCompany struct {
	rated

	*reported

	Last30DaysChange *int `json:"last30days_score_change,omitempty"`
	IsCustomVendor   bool `json:"is_custom_vendor"`
}

// reported has the fields of a summary about how far the score can be trusted
// (spec), and its public tags (live). Lists do not have them in the
// specification.
type reported struct {
	Provisional *bool    `json:"provisional,omitempty"`
	Tags        []string `json:"tags,omitempty"`
}

type companySummary struct {
	rated
	reported

	Last30DayChange *int   `json:"last30day_score_change,omitempty"`
	UUID            string `json:"uuid"`
	IsCustom        bool   `json:"is_custom"`
	IsEntity        bool   `json:"is_entity"`
	IsUnPublished   bool   `json:"is_un_published"`
	CreatedAt       string `json:"created_at"`
	Disputed        bool   `json:"disputed"`
	Description     string `json:"description"`
}

type factor struct {
	Name         string         `json:"name"`
	Score        any            `json:"score,omitempty"`
	Grade        any            `json:"grade,omitempty"`
	GradeURL     string         `json:"grade_url,omitempty"`
	IssueSummary []issueSummary `json:"issue_summary,omitzero"`
}

type issueSummary struct {
	Type             string  `json:"type"`
	Count            int     `json:"count"`
	Severity         string  `json:"severity"`
	TotalScoreImpact float64 `json:"total_score_impact"`
	DetailURL        string  `json:"detail_url"`
}

type companyEndpoint func(w http.ResponseWriter, r *http.Request, company world.Company) (any, *failure)

// ofCompany answers for the company in the path if the token may access it. The
// token may access only companies in a portfolio.
func (h *Handler) ofCompany(answer companyEndpoint) peer.Endpoint[failure] {
	return func(w http.ResponseWriter, r *http.Request) (any, *failure) {
		identifier := r.PathValue("company")
		company, found := h.world.Company(identifier)
		switch {
		case !found:
			return nil, errCompanyNotFound(identifier)
		case !h.world.Followed(company.Domain):
			return nil, errNotInPortfolio(company.Domain)
		default:
			return answer(w, r, company)
		}
	}
}

func (h *Handler) factors(w http.ResponseWriter, r *http.Request, company world.Company) (any, *failure) {
	return list(h, w, r, company.Factors, form{size: h.quirks.ListPageSize}, func(scored world.Factor) factor {
		return h.factor(r, company, scored)
	})
}

func (h *Handler) portfolioCompany(company world.Company) portfolioCompany {
	rated, change := h.rate(company)
	listed := portfolioCompany{rated: rated, Last30DaysChange: change, IsCustomVendor: company.Custom}
	if h.quirks.ReportInLists {
		listed.reported = &reported{Provisional: company.Provisional, Tags: company.Tags}
	}
	return listed
}

func (h *Handler) company(_ http.ResponseWriter, _ *http.Request, company world.Company) (any, *failure) {
	rated, change := h.rate(company)
	return companySummary{
		rated: rated, reported: reported{Provisional: company.Provisional, Tags: company.Tags}, Last30DayChange: change,
		UUID: company.UUID, IsCustom: company.Custom, CreatedAt: h.timestamp(company.CreatedAt),
	}, nil
}

// rate also returns the change of the score if rated does not have it, because
// its name differs between responses.
func (h *Handler) rate(company world.Company) (written rated, change *int) {
	written = rated{
		Name: company.Name, Domain: company.Domain, GradeURL: gradeURL(company.Grade),
		Industry: company.Industry, Size: company.Size,
	}
	written.Grade, written.Score = h.gradeAndScore(company.Grade, company.Score)
	if h.quirks.LastMonthScoreChange {
		written.LastMonthScoreChange = company.ScoreChange
		return written, nil
	}
	return written, company.ScoreChange
}

// factor has its active issues.
func (h *Handler) factor(r *http.Request, company world.Company, scored world.Factor) factor {
	written := factor{Name: scored.Name, GradeURL: gradeURL(scored.Grade)}
	written.Grade, written.Score = h.gradeAndScore(scored.Grade, scored.Score)
	if !h.quirks.OmitEmptyIssueSummary {
		written.IssueSummary = []issueSummary{}
	}
	for _, active := range company.Active {
		if issueType := h.issueType(active.Type); issueType.Factor == scored.Name {
			written.IssueSummary = append(written.IssueSummary, issueSummary{
				Type: active.Type, Count: active.Len(), Severity: issueType.Severity, TotalScoreImpact: active.ScoreImpact,
				DetailURL: baseURL(r) + "/companies/" + company.Domain + "/issues/" + active.Type + "/",
			})
		}
	}
	return written
}

func gradeURL(grade string) string {
	if grade == "?" {
		return ""
	}
	return "https://s3.amazonaws.com/ssc-static/grades/factor_" + strings.ToLower(grade) + ".svg"
}
