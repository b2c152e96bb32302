// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// unauthorized is a world in which the partners' application is listed, and may
// not be read.
func unauthorized() *world.World {
	w := world.Default()
	w.NowSecure.UpdateApp(world.AuroraPartnersRef, func(app *world.MobileApp) { app.Unauthorized = true })
	return w
}

// One application that fails fails the read, and the token is not blamed for it.
func TestFindings_notVisible(t *testing.T) {
	t.Parallel()
	for name, query := range map[string]nowsecure.FindingsQuery{"latest": {}, "history": lastDays(30)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startWith(t, unauthorized())
			client, _ := newClient(t, s)
			read, err := client.Findings(t.Context(), query)
			if !errors.Is(err, nowsecure.ErrNotVisible) || errors.Is(err, rest.ErrUnauthorized) || read.Findings != nil {
				t.Fatalf("got %v, %v", read, err)
			}
			if text := err.Error(); !strings.Contains(text, "application com.aurora.pay (android, "+world.AuroraPartnersRef+")") ||
				!strings.HasSuffix(text, "Unauthorized access to application") {
				t.Errorf("got %s", text)
			}

			query.ReportErrors = true
			read = must[nowsecure.Findings](t)(client.Findings(t.Context(), query))
			if len(read.Errors) != 1 || read.Errors[0].App.Ref != world.AuroraPartnersRef || !errors.Is(read.Errors[0].Err, nowsecure.ErrNotVisible) || read.Apps != 7 {
				t.Errorf("got the errors %v of %d applications", read.Errors, read.Apps)
			}
			of := []nowsecure.Finding{}
			for _, finding := range read.Findings {
				if finding.App.Ref == world.AuroraPartnersRef {
					of = append(of, finding)
				}
			}
			sandboxtest.Equal(t, "findings", brief(of), []string{"not_readable unknown unknown"})
			if len(read.Findings) < 5 {
				t.Error("the other applications were not read")
			}
			mustHaveNoSecret(t, s, read.Findings, read.Errors[0].Err.Error())
		})
	}
}

// An assessment that is gone when it is asked for is null.
func TestFindings_reportIsNotThere(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`[null]`: nowsecure.ErrNotVisible.Error() + ": NowSecure: could not read the report on application com.borealis.notes (android, " +
			world.BorealisRef + "): HTTP 200 OK: the answer is not what was asked for: it is null",
		`[]`:                                     "it does not have the one assessment",
		`null`:                                   "it does not have the one assessment",
		`[{"ref":"other"}]`:                      "it has another assessment",
		`[{"ref":"%","report":null}]`:            "the assessment is completed, and its report has no checks",
		`[{"ref":"%","report":{}}]`:              "the assessment is completed, and its report has no checks",
		`[{"ref":"%","report":{"findings":[]}}]`: "the assessment is completed, and its report has no checks",
		`[{"ref":"%","report":{"findings":[{"title":"T","check":{}}]}}]`:                                         `check 1 has no "checkId"`,
		`[{"ref":"%","report":{"findings":[{"checkId":"c","affected":true},{"checkId":"c","affected":false}]}}]`: `check "c" came twice with different values: the list may have changed while it was read`,
		`[{"ref":"%","report":{"findings":[{"checkId":"c","cvss":"9"}]}}]`:                                       "its data is of another shape than the API's schema says",
		`[{"ref":"%","report":{"findings":[{"checkId":"c","cvss":null}]}}]`:                                      `a row of the report has no "affected"`,
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client, seen := newClient(t, s)
			latest := latestOf(t, s, world.BorealisRef).Ref
			seen.answer = func(name string) string {
				if name == reportOn(latest) {
					return `{"data":{"auto":{"assessments":` + strings.ReplaceAll(body, "%", latest) + `}}}`
				}
				return ""
			}
			read, err := client.Findings(t.Context(), nowsecure.FindingsQuery{Apps: only(world.BorealisRef)})
			if _ = asError(t, s, err); read.Findings != nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("got %v, %v", read, err)
			}
		})
	}
}

// An application that is not listed is reported like one that cannot be read.
func TestFindings_reportsWhatIsNotListed(t *testing.T) {
	t.Parallel()
	client, _ := newClient(t, start(t))
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{
		Apps: only(world.GraniteRef, world.BorealisRef, world.GraniteRef), ReportErrors: true,
	}))
	sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"not_readable unknown unknown"})
	if read.Findings[0].Subject != world.GraniteRef || len(read.Errors) != 1 || read.Apps != 2 {
		t.Errorf("got %+v", read)
	}
}

// A token that is not accepted is no matter of one application.
func TestFindings_badTokenIsNeverReported(t *testing.T) {
	t.Parallel()
	client, seen := newClient(t, start(t))
	seen.answer = func(name string) string {
		if name == historyOf(world.AuroraIOSRef) {
			return refused + `{"message":"Unauthorized"}`
		}
		return ""
	}
	query := lastDays(30)
	query.ReportErrors = true
	if read, err := client.Findings(t.Context(), query); !errors.Is(err, rest.ErrUnauthorized) || errors.Is(err, nowsecure.ErrNotVisible) {
		t.Errorf("got %v, %v", read, err)
	}
}

// However the API refuses one application, it has a finding of unknown status,
// which no filter takes away, and its package is not covered.
func TestFindings_reportsEveryRefusal(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 402, 403, 404, 405, 409, 410, 418, 422, 451} {
		s := start(t)
		s.Faults.Add(fault.Rule{Path: historyOf(world.BorealisRef), Effect: fault.Respond(status, nil, `{"message":"no"}`)})
		client, _ := newClient(t, s)
		query := lastDays(3650, world.BorealisRef)
		query.ReportErrors, query.MinimumSeverity, query.MinimumCVSS = true, posture.Critical, new(10.0)
		read := must[nowsecure.Findings](t)(client.Findings(t.Context(), query))
		sandboxtest.Equal(t, "findings", brief(read.Findings), []string{"not_readable unknown unknown"})
		if len(read.Errors) != 1 || asError(t, s, read.Errors[0].Err).Status != status || len(read.Covered) != 0 {
			t.Errorf("HTTP %d: %+v", status, read)
		}
	}
}

// One application behind a gateway that fails is reported, and no other.
func TestFindings_reportsAGateway(t *testing.T) {
	t.Parallel()
	s := start(t)
	s.Faults.Add(fault.Rule{Path: historyOf(world.AuroraIOSRef), Effect: fault.GatewayPage()})
	client, _ := newClient(t, s)
	query := lastDays(30)
	query.ReportErrors = true
	read := must[nowsecure.Findings](t)(client.Findings(t.Context(), query))
	if len(read.Errors) != 1 || asError(t, s, read.Errors[0].Err).Status != http.StatusServiceUnavailable {
		t.Errorf("got %v", read.Errors)
	}
}

// A part of the data beside an error is not what was asked for.
func TestGraph_errors(t *testing.T) {
	t.Parallel()
	const inside = "answered as a success, with an error inside: "
	for body, want := range map[string]string{
		`{"data":{"my":{"organization":{"id":"1"}}},"errors":[{"message":"no","path":["my",0],"locations":[{"line":1,"column":2}]},{"message":"no"},{"message":"nor this"}]}`: inside + "no; nor this",
		`{"data":null,"errors":[{"message":"Cannot query field \"usage\" on type \"Organization\"."}]}`:                                                                       inside + `Cannot query field "usage" on type "Organization".`,
		`{"errors":[{"message":"unknown group, must be one of 0f4b6f7e-51d2-5c39-8e0a-6b1d9a7c2e01, 4D8A1C93-7E60-5B2F-9C41-3F5E0D6B8A02"}]}`:                                 inside + "unknown group, must be one of (redacted), (redacted)",
		`{"data":{},"errors":[{}]}`:      inside + "one without a message",
		`{"data":{},"errors":[null]}`:    inside + "one without a message",
		`{"data":{},"errors":"secret"}`:  inside + "one that cannot be read",
		`{"data":{},"errors":{"a":"b"}}`: inside + "one that cannot be read",
		`{"data":null}`:                  `the answer is not what was asked for: it has no "data"`,
		`{}`:                             `the answer is not what was asked for: it has no "data"`,
		`{"data":{}}`:                    `the answer is not what was asked for: it has no organization with an "id"`,
		`{"data":{},"errors":[]}`:        `the answer is not what was asked for: it has no organization with an "id"`,
		`{"data":{},"errors":null}`:      `the answer is not what was asked for: it has no organization with an "id"`,
		`{"data":"text"}`:                "the answer is not what was asked for: its data is of another shape than the API's schema says",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client, seen := newClient(t, s)
			seen.answer = func(string) string { return body }
			organization, err := client.Organization(t.Context())
			if _ = asError(t, s, err); organization.ID != "" || err.Error() != "NowSecure: could not read the organization: HTTP 200 OK: "+want {
				t.Errorf("got %v, %v", organization, err)
			}
		})
	}
}

// What errors of REST say, without the groups of the tenant.
func TestErrorBodies(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"name":"NotFoundError","message":"Assessment not found within user scope","status":404}`:                                                   ": Assessment not found within user scope",
		`{"name":"NotFoundError","message":"Not found","description":"no such app","status":"404"}`:                                                  ": Not found: no such app",
		`{"message":"Invalid request","error":true,"errors":["The value is wrong",{"instancePath":"/a","message":"must be b"}],"type":"Validation"}`: ": Invalid request: The value is wrong: must be b",
		`{"message":"group must be one of: ` + world.BoardGroupRef + `, ` + world.RetailGroupRef + `"}`:                                              ": group must be one of: (redacted), (redacted)",
		`{"message":{"a":1},"errors":[1]}`: "",
		`{"errors":"text"}`:                "",
		`secret`:                           "",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			s.Faults.Add(fault.Rule{Path: "/app/", Effect: fault.Respond(http.StatusBadRequest, nil, body)})
			client, _ := newClient(t, s)
			_, err := client.Apps(t.Context(), nowsecure.AppsQuery{})
			if _ = asError(t, s, err); err.Error() != "NowSecure: could not list the applications of every platform: HTTP 400 Bad Request"+want {
				t.Errorf("got %v", err)
			}
		})
	}
}
