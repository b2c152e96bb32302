// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// findingsReader reads the findings of one company after the other.
type findingsReader struct {
	client     *Client
	query      FindingsQuery
	issueTypes map[string]IssueType
	// chosen are the types that the query names; nil asks for what is active.
	chosen []ActiveIssueType
}

// leastReads are the reads that it takes at least.
func (r findingsReader) leastReads(companies []subject) []rest.Request {
	reads := []rest.Request{}
	for _, company := range companies {
		if company.unreachable {
			continue
		}
		if r.chosen == nil {
			reads = append(reads, factorsRequest(company.domain))
		}
		for batch := range slices.Chunk(r.chosen, issueTypesPerRequest) {
			reads = append(reads, activeIssuesRequest(company.domain, typeNames(batch)))
		}
	}
	return reads
}

// mustBeActive refuses unlisted types that no company has: a type that does not
// exist has no findings anywhere, which is an error and not good news.
func (r findingsReader) mustBeActive(ctx context.Context, companies []subject, unlisted []string) error {
	if len(unlisted) == 0 {
		return nil
	}
	perCompany, err := rest.Map(ctx, r.client.rest, "companies", companies, func(ctx context.Context, company subject) ([]ActiveIssueType, error) {
		if company.unreachable {
			return nil, nil
		}
		factors, err := r.client.factors(ctx, company.domain)
		return factors.activeTypes, err
	})
	if err != nil {
		return err
	}
	active := typeNames(slices.Concat(perCompany...))
	unlisted = slices.DeleteFunc(unlisted, func(name string) bool { return slices.Contains(active, name) })
	if len(unlisted) > 0 {
		return &UnknownIssueTypesError{IssueTypes: unlisted}
	}
	return nil
}

func (r findingsReader) read(ctx context.Context, company subject) ([]Finding, error) {
	if company.unreachable {
		return []Finding{unreachable(company.domain)}, nil
	}
	if r.chosen != nil {
		return r.readChosen(ctx, company)
	}
	factors, err := r.client.factors(ctx, company.domain)
	if err != nil {
		return nil, err
	}
	if !factors.scored() {
		return []Finding{notScored(company.domain)}, nil
	}
	wanted := slices.DeleteFunc(factors.activeTypes, func(issueType ActiveIssueType) bool {
		return !r.query.wants(issueType)
	})
	issues, err := r.issues(ctx, company.domain, wanted)
	if err != nil {
		return nil, err
	}
	return r.findings(company.domain, wanted, issues), nil
}

// readChosen asks for the chosen types without asking which are active.
func (r findingsReader) readChosen(ctx context.Context, company subject) ([]Finding, error) {
	chosen := r.chosen
	issues, err := r.issues(ctx, company.domain, chosen)
	if err != nil {
		return nil, err
	}
	if !anyGiven(issues) && !company.scored {
		// "None of these types" is also what the API says of a company that the
		// token may not see, or that has no scorecard. Its factors tell.
		factors, err := r.client.factors(ctx, company.domain)
		if err != nil {
			return nil, err
		}
		if !factors.scored() {
			return []Finding{notScored(company.domain)}, nil
		}
		chosen = factors.activeOf(chosen)
	}
	return r.findings(company.domain, chosen, issues), nil
}

// issues reads the issues of the wanted types, by type.
func (r findingsReader) issues(ctx context.Context, domain string, wanted []ActiveIssueType) (map[string]issuesOfType, error) {
	issues := map[string]issuesOfType{}
	for batch := range slices.Chunk(wanted, issueTypesPerRequest) {
		read, err := r.client.readActiveIssues(ctx, domain, typeNames(batch))
		if err != nil {
			return nil, err
		}
		maps.Copy(issues, read)
	}
	return issues, nil
}

func anyGiven(issues map[string]issuesOfType) bool {
	for _, ofType := range issues {
		if ofType.given > 0 {
			return true
		}
	}
	return false
}

func typeNames(issueTypes []ActiveIssueType) []string {
	names := make([]string, 0, len(issueTypes))
	for _, issueType := range issueTypes {
		names = append(names, issueType.Type)
	}
	return names
}

// findings brings the issues of one company into the shared shape.
func (r findingsReader) findings(domain string, wanted []ActiveIssueType, issues map[string]issuesOfType) []Finding {
	findings := []Finding{}
	for _, issueType := range wanted {
		common := Finding{
			Finding: posture.Finding{
				Source:   Source,
				Subject:  domain,
				Type:     issueType.Type,
				Title:    cmp.Or(r.issueTypes[issueType.Type].Title, issueType.Type),
				Severity: issueType.Severity,
				Status:   posture.Open,
				URL:      issueType.DetailURL,
			},
			Factor: issueType.Factor,
		}
		ofType := issues[issueType.Type]
		if missing := issueType.missing(ofType.given); missing != "" {
			unknown := common
			unknown.Status = posture.Unknown
			unknown.Title += " (" + missing + ")"
			findings = append(findings, unknown)
		}
		for _, issue := range ofType.issues {
			findings = append(findings, issue.finding(common))
		}
	}
	return findings
}

// missing says that the factors count more issues than the API gives, or that
// it is not known whether they do: not good news. A signal that is positive
// need not have issues.
func (t ActiveIssueType) missing(given int64) string {
	number := fmt.Sprint(given)
	if given == 0 {
		number = "none"
	}
	switch {
	case t.Severity == posture.Positive:
		return ""
	case t.Count == nil:
		return "invalid count, " + number + " could be read"
	case *t.Count > given:
		return fmt.Sprintf("%d counted, %s could be read", *t.Count, number)
	}
	return ""
}

// notScored reports that a company has no scorecard yet.
func notScored(domain string) Finding {
	return notKnown(domain, "not_scored", "The company has no scorecard yet: its findings are not known")
}

// unreachable reports a scorecard that no request can name: it has no domain,
// or only that of the company of which it is a part.
func unreachable(name string) Finding {
	return notKnown(name, "no_domain", "The scorecard has no domain of its own: its findings are not known")
}

func notKnown(subject, findingType, title string) Finding {
	return Finding{Finding: posture.Finding{
		Source:   Source,
		Subject:  subject,
		Type:     findingType,
		Title:    title,
		Severity: severityOf(""),
		Status:   posture.Unknown,
	}}
}
