// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Snapshot is one read of what was found in applications.
type Snapshot struct {
	// Apps are the applications that were asked for, by ref. Their names are the
	// subjects of findings.
	Apps     []posture.ScopeItem
	Findings []posture.Finding
	// Covered and UnknownFields are those of Findings.
	Covered       []string
	UnknownFields []string
}

// ReadSince is when the client was made: no answer that it gives is older.
func (c *Client) ReadSince() time.Time { return c.api.ReadSince() }

// Snapshot reads what the newest completed assessments found. With reportErrors, an
// application that cannot be read has a finding of unknown status.
func (c *Client) Snapshot(ctx context.Context, query AppsQuery, reportErrors bool) (Snapshot, error) {
	all := FindingsQuery{Apps: query, ReportErrors: reportErrors}
	read, err := c.Findings(ctx, all)
	if err != nil {
		return Snapshot{}, err
	}
	listed, err := c.allApps(ctx)
	if err != nil {
		return Snapshot{}, err
	}
	apps, missing, err := all.choose(listed)
	if err != nil {
		return Snapshot{}, err
	}
	snapshot := Snapshot{Covered: read.Covered, UnknownFields: read.UnknownFields}
	for _, app := range apps {
		snapshot.Apps = append(snapshot.Apps, posture.ScopeItem{ID: app.Ref, Name: app.Subject})
	}
	for _, ref := range missing {
		snapshot.Apps = append(snapshot.Apps, posture.ScopeItem{ID: ref, Name: ref})
	}
	slices.SortFunc(snapshot.Apps, func(a, b posture.ScopeItem) int { return strings.Compare(a.ID, b.ID) })
	for _, finding := range read.Findings {
		snapshot.Findings = append(snapshot.Findings, finding.Finding)
	}
	return snapshot, nil
}
