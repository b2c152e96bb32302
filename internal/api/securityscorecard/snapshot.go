// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// SnapshotQuery chooses what a snapshot has.
type SnapshotQuery struct {
	// PortfolioIDs and PortfolioNames are those of CompaniesQuery.
	PortfolioIDs   []string
	PortfolioNames []string
	// IncludeFactors costs a request a company, and IncludeFindings more.
	IncludeFactors  bool
	IncludeFindings bool
}

// Snapshot is one read of portfolios.
type Snapshot struct {
	// Portfolios are those that were read.
	Portfolios []posture.ScopeItem
	Companies  []posture.Company
	// Findings are those of unknown status if findings were not asked for.
	Findings []posture.Finding
	// Covered are the companies whose findings were read completely, nil if
	// findings were not asked for.
	Covered []string
}

// maximumUnreadable is how many companies a snapshot may have that could not be
// read. Each takes all attempts, so that more would take long.
const maximumUnreadable = 20

// ErrNoPortfolios says that there is nothing to read.
var ErrNoPortfolios = errors.New("SecurityScorecard lists no portfolio that the API token can see")

// ReadSince is when the client was made: no answer that it gives is older.
func (c *Client) ReadSince() time.Time { return c.rest.ReadSince() }

// Snapshot reads the companies of portfolios, each with what was asked for, sorted
// as Companies and Findings are. A company whose factors or findings cannot be
// read has a finding of unknown status. It is an error if that is every company,
// or more than maximumUnreadable: the system fails then, and not a company.
func (c *Client) Snapshot(ctx context.Context, query SnapshotQuery) (Snapshot, error) {
	companies := CompaniesQuery{PortfolioIDs: query.PortfolioIDs, PortfolioNames: query.PortfolioNames}
	portfolios, err := c.snapshotPortfolios(ctx, companies)
	if err != nil {
		return Snapshot{}, err
	}
	scorecards, err := c.scorecards(ctx, companies)
	if err != nil {
		return Snapshot{}, err
	}
	reader, err := c.newSnapshotReader(ctx, query, scorecards)
	if err != nil {
		return Snapshot{}, err
	}
	parts, err := rest.Map(ctx, c.rest, "companies", scorecards, reader.read)
	if err != nil {
		return Snapshot{}, err
	}
	if failures := reader.unreadable.Load(); failures > 0 && int(failures) == len(parts) {
		return Snapshot{}, *reader.failure.Load()
	}
	return joinSnapshot(portfolios, parts, query.IncludeFindings), nil
}

// snapshotPortfolios returns the portfolios that are read, with their names where
// the list has them.
func (c *Client) snapshotPortfolios(ctx context.Context, query CompaniesQuery) ([]posture.ScopeItem, error) {
	ids, err := c.portfolioIDs(ctx, query)
	if err != nil {
		return nil, err
	}
	listed, err := c.Portfolios(ctx)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, ErrNoPortfolios
	}
	portfolios := make([]posture.ScopeItem, len(ids))
	for i, id := range ids {
		portfolios[i].ID = id
		if at := slices.IndexFunc(listed, func(p Portfolio) bool { return p.ID == id }); at >= 0 {
			portfolios[i].Name = listed[at].Name
		}
	}
	return portfolios, nil
}

// snapshotPart is what was read of one scorecard.
type snapshotPart struct {
	company  posture.Company
	findings []Finding
}

// snapshotReader reads what was asked for of one scorecard after the other.
type snapshotReader struct {
	query    SnapshotQuery
	client   *Client
	findings findingsReader
	// unreadable is the number of scorecards that could not be read, and failure
	// why one of them could not.
	unreadable atomic.Int64
	failure    atomic.Pointer[error]
}

func (c *Client) newSnapshotReader(ctx context.Context, query SnapshotQuery, scorecards []scorecard) (*snapshotReader, error) {
	reader := &snapshotReader{query: query, client: c, findings: findingsReader{client: c}}
	if query.IncludeFindings {
		issueTypes, err := c.issueTypesByName(ctx)
		if err != nil {
			return nil, err
		}
		reader.findings.issueTypes = issueTypes
	}
	requests := []rest.Request{}
	for _, one := range scorecards {
		if one.byDomain && (query.IncludeFactors || query.IncludeFindings) {
			requests = append(requests, factorsRequest(one.Domain))
		}
	}
	return reader, c.rest.Afford("read every company", requests)
}

func (r *snapshotReader) read(ctx context.Context, one scorecard) (snapshotPart, error) {
	part, err := r.readParts(ctx, one)
	if err == nil || ctx.Err() != nil || errors.Is(err, rest.ErrBudget) {
		return part, err
	}
	r.failure.Store(&err)
	if r.unreadable.Add(1) > maximumUnreadable {
		return part, err
	}
	return snapshotPart{one.Company, []Finding{
		notKnown(one.Domain, "not_readable", "The company could not be read: its factors and findings are not known"),
	}}, nil
}

func (r *snapshotReader) readParts(ctx context.Context, one scorecard) (snapshotPart, error) {
	part := snapshotPart{company: one.Company}
	if r.query.IncludeFactors {
		with, err := r.client.withFactors(ctx, one)
		if err != nil {
			return part, err
		}
		part.company = with.Company
	}
	if !r.query.IncludeFindings {
		return part, nil
	}
	subject := subject{domain: one.Domain, scored: one.Grade.Known(), unreachable: !one.byDomain}
	findings, err := r.findings.read(ctx, subject)
	part.findings = findings
	return part, err
}

// joinSnapshot joins the parts, which are sorted.
func joinSnapshot(portfolios []posture.ScopeItem, parts []snapshotPart, hasFindings bool) Snapshot {
	joined := Snapshot{Portfolios: portfolios, Companies: make([]posture.Company, 0, len(parts))}
	unknown := map[string]bool{}
	for _, part := range parts {
		joined.Companies = append(joined.Companies, part.company)
		for _, finding := range part.findings {
			joined.Findings = append(joined.Findings, finding.Finding)
			unknown[finding.Subject] = unknown[finding.Subject] || finding.Status == posture.Unknown
		}
	}
	if !hasFindings {
		return joined
	}
	joined.Covered = make([]string, 0, len(parts))
	for _, company := range joined.Companies {
		if !unknown[company.Domain] {
			joined.Covered = append(joined.Covered, company.Domain)
		}
	}
	joined.Covered = slices.Compact(joined.Covered)
	return joined
}
