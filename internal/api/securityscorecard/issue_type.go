// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"iter"
	"net/url"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// IssueTypeDetails is an issue type with what SecurityScorecard explains about
// it. An empty text is one that it does not provide.
type IssueTypeDetails struct {
	IssueType
	ShortDescription string
	LongDescription  string
	// Recommendation says how to fix it, often as a list in Markdown (live).
	Recommendation string
}

type issueTypeDocument struct {
	failure
	issueTypeEntry

	ShortDescription lenient[string] `json:"short_description"`
	LongDescription  lenient[string] `json:"long_description"`
	Recommendation   lenient[string] `json:"recommendation"`
}

// IssueType reads one issue type. The error of a type that does not exist is
// rest.ErrNotFound.
func (c *Client) IssueType(ctx context.Context, name string) (IssueTypeDetails, error) {
	return rest.Get(ctx, c.rest, issueTypeRequest(name), func(body []byte) (IssueTypeDetails, error) {
		answer, err := rest.DecodeJSON[issueTypeDocument](body)
		if err != nil {
			return IssueTypeDetails{}, err
		}
		if err := answer.err(); err != nil {
			return IssueTypeDetails{}, err
		}
		switch answer.Key {
		case name:
		case "":
			return IssueTypeDetails{}, errors.New(`it has no "key"`)
		default:
			return IssueTypeDetails{}, errors.New("it describes another issue type: " + answer.Key)
		}
		return IssueTypeDetails{
			IssueType:        answer.issueType(),
			ShortDescription: answer.ShortDescription.value,
			LongDescription:  answer.LongDescription.value,
			Recommendation:   answer.Recommendation.value,
		}, nil
	})
}

func issueTypeRequest(name string) rest.Request {
	return rest.Request{
		Operation: "read issue type " + name,
		Path:      "/metadata/issue-types/" + url.PathEscape(name),
	}
}

// addRecommendations reads each type of the findings once. Types that the
// metadata does not have, such as the signals of apps (docs), are not read.
func (c *Client) addRecommendations(ctx context.Context, perCompany [][]Finding, known map[string]IssueType) error {
	names, reads := []string{}, []rest.Request{}
	recommendations := map[string]string{}
	for finding := range eachFinding(perCompany) {
		_, isKnown := known[finding.Type]
		if _, isSeen := recommendations[finding.Type]; !isKnown || isSeen {
			continue
		}
		recommendations[finding.Type] = ""
		names, reads = append(names, finding.Type), append(reads, issueTypeRequest(finding.Type))
	}
	if err := c.rest.Afford("read the recommendation of every issue type", reads); err != nil {
		return err
	}
	issueTypes, err := rest.Map(ctx, c.rest, "issue types", names, c.IssueType)
	if err != nil {
		return err
	}
	for _, issueType := range issueTypes {
		recommendations[issueType.Type] = issueType.Recommendation
	}
	for finding := range eachFinding(perCompany) {
		finding.Recommendation = recommendations[finding.Type]
	}
	return nil
}

func eachFinding(perCompany [][]Finding) iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for _, findings := range perCompany {
			for i := range findings {
				if !yield(&findings[i]) {
					return
				}
			}
		}
	}
}
