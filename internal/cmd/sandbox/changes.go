// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// newChanges serves requests that change the world while it is being served, so
// that a grade can fall under a gate. No system has them.
func newChanges(w *world.World) http.Handler {
	c := &changes{world: w}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", c.list)
	mux.Handle("PATCH /companies/{domain}", answer(c.changeCompany))
	mux.Handle("POST /apps/{platform}/{package}/findings", answer(c.addFinding))
	mux.Handle("PATCH /administrators/{email}", answer(c.changeAdministrator))
	return mux
}

type changes struct{ world *world.World }

// scores are in the middle of the band of each grade. A company that is still
// being calculated has none.
var scores = map[string]*int{"A": new(95), "B": new(85), "C": new(75), "D": new(65), "F": new(50), "?": nil}

// changeCompany sets the grade of a company, its issues, or both.
func (c *changes) changeCompany(r *http.Request) (string, error) {
	var change struct {
		Grade  string
		Score  *int
		Issues *map[string]int
	}
	if err := decode(r, &change); err != nil {
		return "", err
	}
	domain := r.PathValue("domain")
	if _, found := c.world.Company(domain); !found {
		return "", notFound("company", domain, c.world.Domains())
	}
	graded := change.Grade != "" || change.Score != nil
	score, known := scores[change.Grade]
	if graded && !known {
		return "", errors.New(`"grade" must be "A", "B", "C", "D", "F" or "?"`)
	}
	if change.Score != nil {
		score = change.Score
	}
	if score != nil && (*score < 0 || *score > 100) {
		return "", errors.New(`"score" must be between 0 and 100`)
	}
	if change.Issues != nil {
		active, err := c.active(*change.Issues)
		if err != nil {
			return "", err
		}
		c.world.SetIssues(domain, active...)
	}
	if graded {
		c.world.SetGrade(domain, change.Grade, score)
	}
	return describe(c.world, domain), nil
}

// active are the issues of the types, as many as are given for each.
func (c *changes) active(issues map[string]int) ([]world.Active, error) {
	var active []world.Active
	for _, issueType := range slices.Sorted(maps.Keys(issues)) {
		if _, known := c.world.IssueType(issueType); !known {
			return nil, notFound("issue type", issueType, issueTypes(c.world))
		}
		if issues[issueType] < 1 {
			return nil, fmt.Errorf(`"issues": the number of %q must be 1 or more`, issueType)
		}
		active = append(active, world.Active{Type: issueType, Count: issues[issueType]})
	}
	return active, nil
}

// addFinding adds a finding to the newest assessment of an app.
func (c *changes) addFinding(r *http.Request) (string, error) {
	var finding struct{ Severity, Title string }
	if err := decode(r, &finding); err != nil {
		return "", err
	}
	severities := map[string]float64{"critical": 9.8, "high": 7.5, "medium": 5.5, "low": 3.1}
	cvss, known := severities[finding.Severity]
	if !known {
		return "", errors.New(`"severity" must be "critical", "high", "medium" or "low"`)
	}
	name := r.PathValue("platform") + "/" + r.PathValue("package")
	for _, app := range c.world.NowSecure.Apps() {
		last, assessed := app.LatestCompleted()
		if !assessed || app.Platform+"/"+app.Package != name {
			continue
		}
		c.world.NowSecure.SetFindings(app.Ref, append(last.Findings, world.MobileFinding{
			CheckID: "sandbox_" + finding.Severity, Title: cmp.Or(finding.Title, "Made in the sandbox"),
			Severity: finding.Severity, Impact: finding.Severity, Category: "code", AnalysisType: "static",
			Affected: new(true), CVSS: &cvss,
		})...)
		return fmt.Sprintf("%s has one more finding of severity %s.", name, finding.Severity), nil
	}
	return "", notFound("assessed app", name, assessedApps(c.world))
}

// changeAdministrator sets whether an administrator of JumpCloud has MFA.
func (c *changes) changeAdministrator(r *http.Request) (string, error) {
	var change struct{ MFA *bool }
	if err := decode(r, &change); err != nil {
		return "", err
	}
	if change.MFA == nil {
		return "", errors.New(`"mfa" must be true or false`)
	}
	email := r.PathValue("email")
	if !slices.Contains(administrators(c.world), email) {
		return "", notFound("administrator", email, administrators(c.world))
	}
	c.world.JumpCloud.SetMFA(email, *change.MFA)
	return fmt.Sprintf("%s: MFA is %t.", email, *change.MFA), nil
}

// list shows what can be changed, with a request for each kind.
func (c *changes) list(w http.ResponseWriter, r *http.Request) {
	var text strings.Builder
	for _, domain := range c.world.Domains() {
		text.WriteString(describe(c.world, domain) + "\n")
	}
	fmt.Fprintf(&text, "Apps: %s\n", strings.Join(assessedApps(c.world), ", "))
	fmt.Fprintf(&text, "Administrators: %s\n", strings.Join(administrators(c.world), ", "))
	fmt.Fprintf(&text, "Issue types: %s\n\n%s", strings.Join(issueTypes(c.world), ", "), examples("http://"+r.Host))
	_, _ = w.Write([]byte(text.String())) // a client that is gone needs no answer
}

// examples are requests that change something.
func examples(url string) string {
	return strings.ReplaceAll(`curl -X PATCH URL/companies/aurora-payments.example -d '{"grade": "F", "issues": {"malware_infection": 3}}'
curl -X POST URL/apps/android/com.borealis.notes/findings -d '{"severity": "critical", "title": "Password in a Log"}'
curl -X PATCH URL/administrators/patrizia.quillmoor@acme.example -d '{"mfa": false}'
`, "URL", url)
}

// describe says how a company is rated.
func describe(w *world.World, domain string) string {
	company, _ := w.Company(domain)
	score := "no score"
	if company.Score != nil {
		score = fmt.Sprintf("score %d", *company.Score)
	}
	issues := 0
	for _, active := range company.Active {
		issues += active.Count
	}
	return fmt.Sprintf("%s: grade %s, %s, %d issues", domain, company.Grade, score, issues)
}

func issueTypes(w *world.World) (keys []string) {
	for _, issueType := range w.IssueTypes() {
		keys = append(keys, issueType.Key)
	}
	return keys
}

func assessedApps(w *world.World) (names []string) {
	for _, app := range w.NowSecure.Apps() {
		if _, assessed := app.LatestCompleted(); assessed {
			names = append(names, app.Platform+"/"+app.Package)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func administrators(w *world.World) (emails []string) {
	for _, id := range w.JumpCloud.OrganizationIDs() {
		for _, administrator := range w.JumpCloud.Objects(id, world.JumpCloudAdministrators) {
			if email, ok := administrator["email"].(string); ok {
				emails = append(emails, email)
			}
		}
	}
	return emails
}

// missingError says that nothing has the name.
type missingError struct{ text string }

func (e missingError) Error() string { return e.text }

func notFound(kind, name string, known []string) error {
	return missingError{fmt.Sprintf("there is no %s %q; there are: %s", kind, name, strings.Join(known, ", "))}
}

// answer writes the line that a change returns, or why it was refused.
func answer(change func(*http.Request) (string, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := change(r)
		if err != nil {
			status := http.StatusBadRequest
			if errors.As(err, new(missingError)) {
				status = http.StatusNotFound
			}
			http.Error(w, err.Error(), status)
			return
		}
		_, _ = w.Write([]byte(text + "\n")) // a client that is gone needs no answer
	})
}

// decode reads the JSON object of a request, which curl calls a form.
func decode(r *http.Request, into any) error {
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("the body must be a JSON object, such as {\"grade\": \"F\"}: %w", err)
	}
	return nil
}
