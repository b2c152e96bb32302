// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type assessment struct {
	Ref               string             `json:"ref"`
	Task              int64              `json:"task"`
	TaskStatus        string             `json:"task_status"`
	TaskErrorCode     *string            `json:"task_error_code"`
	Application       string             `json:"application"`
	Group             string             `json:"group"`
	Account           string             `json:"account"`
	Platform          string             `json:"platform"`
	Package           string             `json:"package"`
	Binary            string             `json:"binary"`
	Creator           string             `json:"creator"`
	Created           *string            `json:"created"`
	Updated           *string            `json:"updated"`
	Canceled          bool               `json:"cancelled"` //nolint:misspell // the field's name
	Favorite          bool               `json:"favorite"`
	AppstoreDownload  *string            `json:"appstore_download"`
	AdjustedScore     *float64           `json:"adjusted_score"`
	AdjustedIssues    map[string]float64 `json:"adjusted_issues"`
	IdentifiedVulnMap map[string]int64   `json:"identified_vuln_map"`
	Config            map[string]any     `json:"config"`
	Status            map[string]any     `json:"status"`
	Events            []any              `json:"events"`
}

// assessments answers with all of an app's assessments, in no order.
func (h *Handler) assessments(r *http.Request) (any, *failure) {
	found, err := h.findApp(r)
	if err != nil {
		return nil, err
	}
	written := []assessment{}
	for _, made := range found.Assessments {
		written = append(written, h.writeAssessment(found, made))
	}
	return written, nil
}

func (h *Handler) writeAssessment(of world.MobileApp, made world.MobileAssessment) assessment {
	written := assessment{
		Ref: made.Ref, Task: made.Task, TaskStatus: made.Status, TaskErrorCode: orNull(made.ErrorCode),
		Application: of.Ref, Group: of.GroupRef, Account: of.GroupRef, Platform: of.Platform, Package: of.Package,
		Binary: digest(made.Ref), Creator: h.world.Users()[0].Ref, Created: timestamp(made.CreatedAt), Updated: timestamp(made.CreatedAt),
		Canceled: made.Status == world.AssessmentCanceled, AdjustedScore: made.Score, AdjustedIssues: issues(made),
		IdentifiedVulnMap: map[string]int64{}, Config: testConfig(), Status: map[string]any{"state": made.Status}, Events: []any{},
	}
	for _, row := range made.Findings {
		if row.VulnerabilityID != 0 {
			written.IdentifiedVulnMap[row.CheckID] = row.VulnerabilityID
		}
	}
	return written
}

// issues are the scores of the checks that affect the app.
func issues(made world.MobileAssessment) map[string]float64 {
	scores := map[string]float64{}
	for _, row := range made.Findings {
		if row.Affected != nil && *row.Affected && !row.Hidden && row.CVSS != nil && *row.CVSS > 0 {
			scores[row.CheckID] = *row.CVSS
		}
	}
	return scores
}

// digest stands in for that of a build.
func digest(of string) string {
	sum := sha256.Sum256([]byte(of))
	return hex.EncodeToString(sum[:])
}

type finding struct {
	CheckID             string          `json:"check_id"`
	Title               *string         `json:"title,omitempty"`
	MisspelledTitle     *string         `json:"vulnerability_titl,omitempty"`
	Severity            *string         `json:"severity"`
	Affected            *bool           `json:"affected"`
	Hidden              bool            `json:"hidden"`
	AnalysisType        string          `json:"analysis_type"`
	Category            *string         `json:"category"`
	CVSS                *float64        `json:"cvss"`
	CVSSVector          *string         `json:"cvss_vector"`
	VulnerabilityID     any             `json:"unique_vulnerability_id"`
	Description         *string         `json:"description"`
	VulnerabilityDetail *string         `json:"vulnerability_detail"`
	Recommendations     recommendations `json:"recommendations"`
	Regulations         []regulation    `json:"regulations"` // null without any
	Context             map[string]any  `json:"context"`
	Changes             any             `json:"changes"`
}

type recommendations struct {
	Developer *string `json:"developer"`
}

type regulation struct {
	Type  string           `json:"type"`
	Links []regulationLink `json:"links"`
}

type regulationLink struct {
	ID  string `json:"id"`
	URL string `json:"url"`
}

// findings answers with a bare array of all rows. An assessment that was not
// completed has none, which is not to say that nothing was found.
func (h *Handler) findings(r *http.Request) (any, *failure) {
	of, made, err := h.findAssessment(r)
	if err != nil {
		return nil, err
	}
	if kind := r.URL.Query().Get("report"); !slices.Contains([]string{"", "lab-auto", "intel", "niap"}, kind) {
		return nil, errInvalid("report must be one of: lab-auto, intel, niap")
	}
	checks := world.MobileChecks(of.Platform)
	written := []finding{}
	for _, row := range made.Findings {
		written = append(written, h.writeFinding(row, checkOf(checks, row.CheckID)))
	}
	return written, nil
}

func checkOf(checks []world.MobileCheck, id string) world.MobileCheck {
	if index := slices.IndexFunc(checks, func(check world.MobileCheck) bool { return check.ID == id }); index >= 0 {
		return checks[index]
	}
	return world.MobileCheck{ID: id}
}

func (h *Handler) writeFinding(row world.MobileFinding, check world.MobileCheck) finding {
	written := finding{
		CheckID: row.CheckID, Title: &row.Title, Severity: orNull(row.Severity), Affected: row.Affected, Hidden: row.Hidden,
		AnalysisType: row.AnalysisType, Category: orNull(row.Category), CVSS: row.CVSS, CVSSVector: orNull(row.CVSSVector),
		VulnerabilityID: h.id(row.VulnerabilityID), Description: new("What **" + row.Title + "** means."),
		Recommendations: recommendations{Developer: new("See the documentation of the platform.")},
		Context: map[string]any{
			"title": "Evidence", "fields": []string{"file", "value"},
			"rows": []map[string]any{{"file": "/data/user/0/settings.xml", "value": world.MobileEvidence}},
		},
	}
	if h.quirks.MisspelledTitle {
		written.Title, written.MisspelledTitle = nil, written.Title
	}
	if h.quirks.InconclusiveAsFalse && written.Affected == nil {
		written.Affected = new(false)
	}
	if check.CWE != 0 {
		number := strconv.Itoa(check.CWE)
		link := regulationLink{ID: number, URL: "https://cwe.mitre.org/data/definitions/" + number + ".html"}
		written.Regulations = []regulation{{Type: "cwe", Links: []regulationLink{link}}}
	}
	return written
}

type summary struct {
	Status         string             `json:"status"`
	Score          *float64           `json:"score"`
	BaseScore      *float64           `json:"base_score"`
	CVSSVersion    *string            `json:"cvss_version"`
	Issues         map[string]float64 `json:"issues"`
	AdjustedIssues map[string]float64 `json:"adjusted_issues"`
	Changes        []any              `json:"changes"`
	FindingsDigest *string            `json:"findings_digest"`
}

func (h *Handler) summary(r *http.Request) (any, *failure) {
	_, made, err := h.findAssessment(r)
	if err != nil {
		return nil, err
	}
	written := summary{
		Status: made.Status, Score: made.Score, BaseScore: made.Score,
		Issues: issues(made), AdjustedIssues: issues(made), Changes: []any{},
	}
	if made.Score != nil {
		written.CVSSVersion, written.FindingsDigest = new("3.1"), new(digest(made.Ref))
	}
	return written, nil
}

// findAssessment returns the assessment of the task in the path, with its app.
func (h *Handler) findAssessment(r *http.Request) (world.MobileApp, world.MobileAssessment, *failure) {
	if err := h.checkGroup(r); err != nil {
		return world.MobileApp{}, world.MobileAssessment{}, err
	}
	task, err := strconv.ParseInt(r.PathValue("task"), 10, 64)
	if err != nil {
		return world.MobileApp{}, world.MobileAssessment{}, errNotFound("Assessment")
	}
	of, ok := h.world.AppOfTask(task)
	switch {
	case !ok || !matches(r.URL.Query().Get("group"), of.GroupRef):
		return world.MobileApp{}, world.MobileAssessment{}, errNotFound("Assessment")
	case of.Unauthorized:
		return world.MobileApp{}, world.MobileAssessment{}, errAppNotVisible
	}
	for _, made := range of.Assessments {
		if made.Task == task {
			return of, made, nil
		}
	}
	return world.MobileApp{}, world.MobileAssessment{}, errNotFound("Assessment")
}
