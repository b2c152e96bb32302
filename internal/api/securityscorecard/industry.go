// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Industry has the averages of all companies of an industry. Scores run from 0
// to 100, and may have a fraction: nil is unknown.
type Industry struct {
	AverageScore *float64
	AverageGrade posture.Grade
	// Factors maps a factor's name to its average score.
	Factors map[string]*float64
}

type industryScore struct {
	failure
	Industry string          `json:"industry"`
	Score    json.RawMessage `json:"avg_score"`
	Grade    lenient[string] `json:"avg_grade"`
}

type industryFactor struct {
	Name  string            `json:"name"`
	Score lenient[*float64] `json:"score"`
}

// Industry reads the averages of an industry, named as companies name theirs.
func (c *Client) Industry(ctx context.Context, name string) (Industry, error) {
	industry, err := c.industryScore(ctx, name)
	if err != nil {
		return Industry{}, err
	}
	request := rest.Request{Operation: "read the factors of industry " + name, Path: industryPath(name) + "/factors"}
	entries, err := readCollection(ctx, c.rest, request, rest.Entries[industryFactor]{
		Noun: "factor", Key: "name", Identity: func(entry industryFactor) string { return entry.Name },
	})
	if err != nil {
		return Industry{}, err
	}
	industry.Factors = make(map[string]*float64, len(entries))
	for _, entry := range entries {
		industry.Factors[entry.Name] = average(entry.Score)
	}
	return industry, nil
}

func (c *Client) industryScore(ctx context.Context, name string) (Industry, error) {
	request := rest.Request{Operation: "read the score of industry " + name, Path: industryPath(name) + "/score"}
	return rest.Get(ctx, c.rest, request, func(body []byte) (Industry, error) {
		answer, err := rest.DecodeJSON[industryScore](body)
		if err != nil {
			return Industry{}, err
		}
		if err := answer.err(); err != nil {
			return Industry{}, err
		}
		switch {
		case answer.Industry == "":
			return Industry{}, errors.New(`it has no "industry"`)
		case !strings.EqualFold(answer.Industry, name):
			return Industry{}, errors.New("it describes another industry: " + answer.Industry)
		case answer.Score == nil: // A company has an industry, too.
			return Industry{}, errors.New(`it has no "avg_score"`)
		}
		var score lenient[*float64]
		_ = score.UnmarshalJSON(answer.Score) // It never fails.
		return Industry{AverageScore: average(score), AverageGrade: posture.ParseGrade(answer.Grade.value)}, nil
	})
}

func industryPath(name string) string { return "/industries/" + url.PathEscape(name) }

// average is a score from 0 to 100. It is not rounded: companies would compare
// better with a lower average.
func average(score lenient[*float64]) *float64 {
	if between(0, 100, score.value) == nil {
		return nil
	}
	return score.value
}
