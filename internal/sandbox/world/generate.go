// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Size says how large a generated world is.
type Size struct {
	// Portfolios may be 0; the companies are then in none.
	Portfolios int
	// Companies is the number of domains. Every tenth of them is in a
	// second portfolio when there is one.
	Companies int
	// IssueTypesPerCompany is how many issue types each company has.
	IssueTypesPerCompany int
	// IssuesPerType is how many issues each of those types has.
	IssuesPerType int
	// Apps is the number of mobile apps.
	Apps int
}

// liveIssueTypes is how many issue types the live metadata had in 2026.
const liveIssueTypes = 241

// Generate returns a world of the size, in which every company is a third party
// too, with the JumpCloud organization of Default. The same seed gives the same
// world. Issues are only counted here: they are made up when they are asked for.
func Generate(seed uint64, size Size) *World {
	random := rand.New(rand.NewPCG(seed, seed))
	types := moreIssueTypes(max(liveIssueTypes, size.IssueTypesPerCompany))
	w := newWorld(types)
	generateNowSecure(&w.NowSecure, seed, size)
	for i := range size.Portfolios {
		w.AddPortfolio(Portfolio{
			ID:      identifier("portfolio", seed, i),
			Name:    fmt.Sprintf("Portfolio %03d", i+1),
			Privacy: "shared",
		})
	}
	for i := range size.Companies {
		w.AddCompany(generateCompany(random, i, types, size), portfoliosOf(i, w.portfolios)...)
	}
	w.addGeneratedItems(w.Domains())
	return w
}

// portfoliosOf spreads the companies evenly over the portfolios.
func portfoliosOf(index int, portfolios []Portfolio) []string {
	if len(portfolios) == 0 {
		return nil
	}
	ids := []string{portfolios[index%len(portfolios)].ID}
	if index%10 == 0 && len(portfolios) > 1 {
		ids = append(ids, portfolios[(index+1)%len(portfolios)].ID)
	}
	return ids
}

func generateCompany(random *rand.Rand, index int, types []IssueType, size Size) Company {
	score, change := 45+random.IntN(56), random.IntN(21)-10
	active := make([]Active, size.IssueTypesPerCompany)
	first := random.IntN(len(types))
	for i := range active {
		active[i] = Active{
			Type:        types[(first+i)%len(types)].Key,
			Count:       size.IssuesPerType,
			ScoreImpact: float64(random.IntN(30)) / 10,
		}
	}
	return Company{
		Domain:      fmt.Sprintf("vendor-%05d.example", index),
		Name:        fmt.Sprintf("Vendor %05d", index),
		Grade:       gradeOf(score),
		Score:       &score,
		ScoreChange: &change,
		Industry:    industries[random.IntN(len(industries))],
		Size:        sizes[random.IntN(len(sizes))],
		Factors:     factorsAround(score, active),
		Active:      active,
	}
}

var (
	industries = []string{"energy", "financial_services", "healthcare", "information_services", "media", "retail", "technology"}
	sizes      = []string{
		"size_1_to_10", "size_11_to_50", "size_51_to_200", "size_201_to_500", "size_501_to_1000",
		"size_1001_to_5000", "size_5001_to_10000", "size_more_than_10000",
	}
)

// moreIssueTypes extends the hand-written types with made-up ones.
func moreIssueTypes(total int) []IssueType {
	types := slices.Clone(scorecards.IssueTypes)
	severities := []string{"high", "medium", "low", "info"}
	for i := len(types); i < total; i++ {
		types = append(types, IssueType{
			Key:      fmt.Sprintf("made_up_issue_%03d", i),
			Severity: severities[i%len(severities)],
			Factor:   scoredFactors[i%len(scoredFactors)],
			Title:    fmt.Sprintf("Made-Up Issue %03d", i),
		})
	}
	return types
}
