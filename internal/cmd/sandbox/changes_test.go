// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// change sends a request of newChanges.
func change(t *testing.T, w *world.World, method, path, body string) (status int, text string) {
	t.Helper()
	recorder := httptest.NewRecorder()
	newChanges(w).ServeHTTP(recorder, newRequest(t, method, path, body))
	return recorder.Code, recorder.Body.String()
}

func TestChanges_changeTheWorld(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		method, path, body, text string
		changed                  func(*world.World) bool
	}{
		"grade": {
			"PATCH", "/companies/aurora-payments.example", `{"grade": "F"}`, "aurora-payments.example: grade F, score 50, 44 issues\n",
			func(w *world.World) bool {
				company, _ := w.Company("aurora-payments.example")
				return company.Grade == "F" && *company.Score == 50
			},
		},
		"grade and score": {
			"PATCH", "/companies/aurora-payments.example", `{"grade": "B", "score": 81}`, "aurora-payments.example: grade B, score 81, 44 issues\n",
			func(w *world.World) bool {
				company, _ := w.Company("aurora-payments.example")
				return *company.Score == 81
			},
		},
		"no grade": {
			"PATCH", "/companies/aurora-payments.example", `{"grade": "?"}`, "aurora-payments.example: grade ?, no score, 44 issues\n",
			func(w *world.World) bool {
				company, _ := w.Company("aurora-payments.example")
				return company.Score == nil
			},
		},
		"issues": {
			"PATCH", "/companies/aurora-payments.example", `{"issues": {"malware_infection": 3}}`, "aurora-payments.example: grade A, score 97, 3 issues\n",
			func(w *world.World) bool {
				company, _ := w.Company("aurora-payments.example")
				return len(company.Active) == 1
			},
		},
		"finding": {
			"POST", "/apps/android/com.borealis.notes/findings", `{"severity": "high"}`, "android/com.borealis.notes has one more finding of severity high.\n",
			func(w *world.World) bool {
				app, _ := w.NowSecure.App(world.BorealisRef)
				last, _ := app.LatestCompleted()
				added := last.Findings[len(last.Findings)-1]
				return added.Severity == "high" && *added.Affected && added.Title == "Made in the sandbox"
			},
		},
		"MFA": {
			"PATCH", "/administrators/patrizia.quillmoor@acme.example", `{"mfa": false}`, "patrizia.quillmoor@acme.example: MFA is false.\n",
			func(w *world.World) bool {
				user := w.JumpCloud.Objects(world.JumpCloudOrganizationID, world.JumpCloudUsers)[0]
				status, _ := world.Get(user, "mfaEnrollment.overallStatus")
				return status == "NOT_ENROLLED"
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			if status, text := change(t, w, test.method, test.path, test.body); status != http.StatusOK || text != test.text {
				t.Errorf("status %d: %s", status, text)
			}
			if !test.changed(w) {
				t.Error("the world has not changed")
			}
		})
	}
}

func TestChanges_refuse(t *testing.T) {
	t.Parallel()
	const company = "/companies/aurora-payments.example"
	tests := map[string]struct {
		method, path, body string
		status             int
		text               string
	}{
		"another company":        {"PATCH", "/companies/nobody.example", `{"grade": "F"}`, http.StatusNotFound, "there are: aurora-payments.example"},
		"another grade":          {"PATCH", company, `{"grade": "E"}`, http.StatusBadRequest, `"A", "B", "C"`},
		"a score without grade":  {"PATCH", company, `{"score": 50}`, http.StatusBadRequest, `"grade" must be`},
		"a score off the scale":  {"PATCH", company, `{"grade": "A", "score": 101}`, http.StatusBadRequest, "between 0 and 100"},
		"another issue type":     {"PATCH", company, `{"issues": {"ghosts": 1}}`, http.StatusNotFound, "there are: cookie_missing_http_only"},
		"no issues of a type":    {"PATCH", company, `{"issues": {"open_port": 0}}`, http.StatusBadRequest, "1 or more"},
		"another field":          {"PATCH", company, `{"grades": "F"}`, http.StatusBadRequest, `unknown field "grades"`},
		"no JSON":                {"PATCH", company, `grade=F`, http.StatusBadRequest, "must be a JSON object"},
		"another app":            {"POST", "/apps/ios/com.borealis.notes/findings", `{"severity": "high"}`, http.StatusNotFound, "there are: android/com.aurora.pay"},
		"an app not assessed":    {"POST", "/apps/ios/com.cobalt.scan/findings", `{"severity": "high"}`, http.StatusNotFound, "no assessed app"},
		"another severity":       {"POST", "/apps/android/com.borealis.notes/findings", `{"severity": "bad"}`, http.StatusBadRequest, `"critical", "high"`},
		"another administrator":  {"PATCH", "/administrators/nobody@acme.example", `{"mfa": true}`, http.StatusNotFound, "there are: patrizia.quillmoor@acme.example"},
		"neither true nor false": {"PATCH", "/administrators/patrizia.quillmoor@acme.example", `{}`, http.StatusBadRequest, "must be true or false"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := world.Default()
			_, before := change(t, w, "GET", "/", "")
			if status, text := change(t, w, test.method, test.path, test.body); status != test.status || !strings.Contains(text, test.text) {
				t.Errorf("status %d: %s", status, text)
			}
			if _, after := change(t, w, "GET", "/", ""); before != after {
				t.Errorf("it has changed to %s", after)
			}
		})
	}
}

func TestChanges_listWhatCanBeChanged(t *testing.T) {
	t.Parallel()
	status, text := change(t, world.Default(), "GET", "/", "")
	for _, want := range []string{
		"ember-energy.example: grade D, score 65, ", "android/com.borealis.notes", "patrizia.quillmoor@acme.example", "malware_infection", "curl -X PATCH",
	} {
		if status != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("status %d, want %q in %s", status, want, text)
		}
	}
}
