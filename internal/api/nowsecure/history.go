// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// vulnerability is one record: a span of assessments in which a check found
// something. It is closed when a newer version is not affected, and a closed one
// stays closed (docs).
type vulnerability struct {
	ID         identifier `json:"unique_vulnerability_id"`
	CheckID    string     `json:"finding_id"`
	Title      string     `json:"finding_title"`
	OpenedAt   string     `json:"opened_at"`
	LastSeenAt string     `json:"last_seen_at"`
	ClosedAt   string     `json:"closed_at"`
	CVSS       *float64   `json:"last_seen_cvss"`
}

// identity is the check, the ID of the vulnerability, and when the record was
// opened: a vulnerability that comes back has a record of its own (docs). A
// record may come without an ID, and is then one of its own, too.
func (v vulnerability) identity() string {
	if v.ID == "" {
		return ""
	}
	return v.CheckID + " " + string(v.ID) + " " + v.OpenedAt
}

func decodeRecords(body []byte) ([]vulnerability, error) {
	records, err := decodeList(rest.Entries[vulnerability]{
		Noun: "record", Identity: vulnerability.identity, KeepNameless: true,
	})(body)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(records, func(record vulnerability) bool { return record.CheckID == "" }); i >= 0 {
		return nil, fmt.Errorf(`record %d has no "finding_id"`, i+1)
	}
	return records, nil
}

// history reads the records of an application. The API has no filter by date.
func (c *Client) history(ctx context.Context, app App, wanted History) ([]Finding, error) {
	records, err := rest.Get(ctx, c.lab, rest.Request{
		Operation: "read the vulnerabilities of application " + describe(app),
		Path:      "/resource/app/" + url.PathEscape(app.Ref) + "/vulnerability/",
	}, decodeRecords)
	if err != nil {
		return nil, asNotVisible(err)
	}
	findings := []Finding{}
	if !assessedSince(app, wanted.SeenAfter) {
		// An empty history without an assessment is not good news.
		findings = append(findings, notKnown(app, typeNotAssessed,
			"The application is not known to have been assessed in the time that was asked for: its findings are not known"))
	}
	for _, record := range records {
		if wanted.wants(record) {
			findings = append(findings, recorded(app, record))
		}
	}
	return findings, nil
}

func assessedSince(app App, since time.Time) bool {
	if app.Latest == nil {
		return false
	}
	assessed, ok := posture.ParseTime(app.Latest.CreatedAt)
	return ok && !assessed.Before(since)
}

// wants keeps a record without a known time.
func (h History) wants(record vulnerability) bool {
	if _, closed := posture.ParseTime(record.ClosedAt); closed && !h.IncludeClosed {
		return false
	}
	seen, ok := posture.ParseTime(record.LastSeenAt)
	return !ok || !seen.Before(h.SeenAfter)
}

func recorded(app App, record vulnerability) Finding {
	finding := Finding{
		Finding: posture.Finding{
			Source: Source, Subject: app.subject(), Type: record.CheckID, Title: cmp.Or(record.Title, record.CheckID),
			Severity: severityOf("", record.CVSS, ""), Status: posture.Open,
			FirstSeenAt: rest.UTC(record.OpenedAt), LastSeenAt: rest.UTC(record.LastSeenAt),
			URL: app.URL,
		},
		App: app, CheckID: record.CheckID, CVSS: record.CVSS, VulnerabilityID: string(record.ID),
		OpenedAt: rest.UTC(record.OpenedAt), ClosedAt: rest.UTC(record.ClosedAt),
	}
	finding.Affected = new(finding.ClosedAt == "")
	if finding.ClosedAt != "" {
		finding.Status = posture.Closed
	}
	return finding
}
