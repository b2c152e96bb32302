// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/compliance"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// listsOf serves a world with 250 vendors, and returns a client of it.
func listsOf(t *testing.T, quirks system.ListQuirks) (*sandbox.Sandbox, *secureframe.Client) {
	t.Helper()
	w := world.Default()
	w.Compliance.RemoveObjects(world.SecureframeTPRMVendors, func(world.Object) bool { return true })
	for i := range 250 {
		w.Compliance.AddObject(world.SecureframeTPRMVendors, world.Object{
			"id": world.SecureframeID(world.SecureframeTPRMVendors, fmt.Sprint(i)), "name": fmt.Sprintf("Vendor %d", i), "website": "vendor.example",
		})
	}
	s := sandboxtest.StartReadOnly(t, w, sandboxtest.IsGet, sandbox.WithQuirks(system.Quirks{ListQuirks: quirks}))
	return s, clientOf(t, s)
}

func clientOf(t *testing.T, s *sandbox.Sandbox) *secureframe.Client {
	t.Helper()
	client, err := secureframe.New(s.Secureframe.Key, s.Secureframe.Secret, "us", rest.Config{
		BaseURL: s.Secureframe.BaseURL, UserAgent: sandboxtest.UserAgent, MaxRetries: new(0),
	})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// A list comes whole, whatever its envelope is.
func TestLists_comeWhole(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quirks   system.ListQuirks
		requests int
	}{
		"with a total":     {system.ListQuirks{}, 3},
		"without a total":  {system.ListQuirks{Envelope: system.EnvelopeWithoutTotal}, 4},
		"an array":         {system.ListQuirks{Envelope: system.EnvelopeArray}, 4},
		"of smaller pages": {system.ListQuirks{MaxPageSize: 60}, 5},
		"that overlap":     {system.ListQuirks{Shift: -3}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, client := listsOf(t, test.quirks)
			vendors, err := client.TPRMVendors(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]bool{}
			for _, vendor := range vendors {
				ids[vendor.ID] = true
			}
			sandboxtest.Equal(t, "vendors", []int{len(vendors), len(ids), len(s.Requests.All())}, []int{250, 250, test.requests})
			if !slices.IsSortedFunc(vendors, func(a, b secureframe.TPRMVendor) int { return strings.Compare(a.ID, b.ID) }) {
				t.Error("they are not sorted by ID")
			}
		})
	}
}

// A list that is not whole is an error, and so is one that does not end.
func TestLists_thatAreNotWhole(t *testing.T) {
	t.Parallel()
	for want, quirks := range map[string]system.ListQuirks{
		"announces 260 entries, and has 250": {TotalSurplus: 10},
		"announces 250 entries, and has":     {Shift: 10},
		"the same page came twice":           {IgnorePage: true, Envelope: system.EnvelopeWithoutTotal},
	} {
		_, client := listsOf(t, quirks)
		vendors, err := client.TPRMVendors(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) || vendors != nil {
			t.Errorf("%d vendors, %v, want %s", len(vendors), err, want)
		}
	}
}

// An answer that is not the list, or not of the objects it says, is an error.
func TestLists_thatAreNone(t *testing.T) {
	t.Parallel()
	entry := func(members string) string { return `{"data":[{` + members + `}],"meta":{"total":1}}` }
	for body, want := range map[string]string{
		`{}`:                                `it has no "data"`,
		`null`:                              `it has no "data"`,
		`{"data":null}`:                     `it has no "data"`,
		`{"data":[],"errors":["broken"]}`:   "with an error inside: broken",
		`{"data":{}}`:                       "data is an object, not a list",
		`[]x`:                               "it cannot be read",
		entry(`"attributes":{}`):            `TPRM vendor 1 has no "id"`,
		entry(`"id":"a"`):                   `entry 1 has no "attributes"`,
		entry(`"id":"a","attributes":null`): `entry 1 has no "attributes"`,
		entry(`"id":7,"attributes":{}`):     "data[0].id is a number, not a string",
		entry(`"id":"a","attributes":{"id":"b"}`):                       `the entry "a" has the attributes of "b"`,
		`{"data":[{"id":"a","attributes":{}}],"meta":{"total":-1}}`:     "total",
		`{"data":[{"id":"a","attributes":{}}],"meta":{"total":"many"}}`: "total",
		`{"data":[{"id":"a","attributes":{}}],"meta":{"total":2}}`:      "announces 2 entries",
	} {
		s, client := listsOf(t, system.ListQuirks{})
		s.Faults.Add(fault.Rule{Times: 1, Effect: sandboxtest.RespondJSON(http.StatusOK, body)})
		s.Faults.Add(fault.Rule{Effect: sandboxtest.RespondJSON(http.StatusOK, `{"data":[]}`)})
		vendors, err := client.TPRMVendors(t.Context())
		s.Faults.Reset()
		if err == nil || !strings.Contains(err.Error(), want) || vendors != nil {
			t.Errorf("%s: %v, %v, want %s", body, vendors, err, want)
		}
	}
}

func TestTests_values(t *testing.T) {
	t.Parallel()
	s := sandboxtest.StartReadOnly(t, world.Default(), sandboxtest.IsGet)
	tests, err := clientOf(t, s).Tests(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(tests, func(test compliance.Test) bool { return test.Key == "laptops-encrypted" })
	sandboxtest.Equal(t, "test", tests[at], compliance.Test{
		ID: world.SecureframeID(world.SecureframeTests, "laptops-encrypted"), Key: "laptops-encrypted", Title: "Laptops are encrypted",
		HealthStatus: "fail", Pass: new(false), Enabled: new(true), Custom: new(false), PassedWithUpload: new(false), Type: "integration",
		Domain: "Asset Management", Function: "Access Control", ResourceCategory: "Instance", VendorName: "JumpCloud", OwnerName: "Robin Reed",
		ControlKeys: []string{"CC6.1"}, LastEvaluatedAt: "2026-11-30T04:00:00Z", LastPassedAt: "2026-10-01T04:00:00Z",
		FirstFailedAt: "2026-10-02T04:00:00Z", UpdatedAt: "2026-11-30T04:00:00Z",
	})
}

// Frameworks are looked up, because the server has no error for one that it does
// not have. What belongs to several is listed once.
func TestTests_ofFrameworks(t *testing.T) {
	t.Parallel()
	s := sandboxtest.StartReadOnly(t, world.Default(), sandboxtest.IsGet)
	client := clientOf(t, s)
	for _, test := range []struct {
		frameworks []string
		want       int
	}{
		{nil, 8},
		{[]string{"soc2_alpha"}, 6},
		{[]string{"iso27001", "soc2_alpha", "iso27001"}, 8},
		{[]string{"hipaa"}, 0},
	} {
		tests, err := client.Tests(t.Context(), test.frameworks)
		if err != nil || len(tests) != test.want {
			t.Errorf("%v: %d tests, %v", test.frameworks, len(tests), err)
		}
	}
	// One for all tests, one for the frameworks, and one for each framework.
	sandboxtest.Equal(t, "requests", len(s.Requests.All()), 5)
	_, err := client.Controls(t.Context(), []string{"SOC2_alpha", "soc2_alpha"})
	unknown, ok := errors.AsType[*secureframe.UnknownFrameworksError](err)
	if !ok {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "error", unknown, &secureframe.UnknownFrameworksError{Keys: []string{"SOC2_alpha"}, Known: []string{"hipaa", "iso27001", "soc2_alpha"}})
	sandboxtest.Equal(t, "requests", len(s.Requests.All()), 5)
}

// Counts may be texts, as other numbers are. What counts nothing is an error.
func TestControls_counts(t *testing.T) {
	t.Parallel()
	for name, quirks := range map[string]system.ListQuirks{"numbers": {}, "texts": {CountsAsText: true}} {
		s := sandboxtest.StartReadOnly(t, world.Default(), sandboxtest.IsGet, sandbox.WithQuirks(system.Quirks{ListQuirks: quirks}))
		controls, err := clientOf(t, s).Controls(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(controls, func(control compliance.Control) bool { return control.Key == "AC-2" })
		sandboxtest.Equal(t, name, controls[at], compliance.Control{
			ID: world.SecureframeID(world.SecureframeControls, "AC-2"), Key: "AC-2", Name: "Endpoints are protected", HealthStatus: "unhealthy",
			Enabled: new(true), Custom: new(false), OwnerName: "Robin Reed", RequirementKeys: []string{"CC6.1"},
			PassingTests: new(int64(1)), FailingTests: new(int64(1)), AtRiskTests: new(int64(0)), DisabledTests: new(int64(0)),
			FirstFailedAt: "2026-10-02T04:00:00Z", UpdatedAt: "2026-11-30T04:00:00Z",
		})
	}
}

func TestWebsiteDomain(t *testing.T) {
	t.Parallel()
	for website, want := range map[string]string{
		"https://www.Example.com/a?b=c": "example.com", "example.com:8080": "example.com", "www.example.com": "example.com", "WWW.example": "www.example",
		"www2.example.com": "www2.example.com", "https://bücher.example": "xn--bcher-kva.example", "": "", "n/a": "", "see notes": "", "10.0.0.1": "",
	} {
		if got := secureframe.WebsiteDomain(website); got != want {
			t.Errorf("%q: %q, want %q", website, got, want)
		}
	}
}

// Every list fails as every other read does.
func TestLists_faults(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func(context.Context, *secureframe.Client) (int, error){
		"/tests": func(ctx context.Context, c *secureframe.Client) (int, error) {
			r, err := c.Tests(ctx, nil)
			return len(r), err
		},
		"/controls": func(ctx context.Context, c *secureframe.Client) (int, error) {
			r, err := c.Controls(ctx, nil)
			return len(r), err
		},
		"/tprm/vendors": func(ctx context.Context, c *secureframe.Client) (int, error) {
			r, err := c.TPRMVendors(ctx)
			return len(r), err
		},
		"/frameworks": func(ctx context.Context, c *secureframe.Client) (int, error) {
			r, err := c.Tests(ctx, []string{"hipaa"})
			return len(r), err
		},
	} {
		for kind, one := range sandboxtest.Faults(nil) {
			s := sandboxtest.Start(t, world.Default())
			s.Faults.Add(fault.Rule{Path: name, Effect: one.Effect})
			entries, err := read(t.Context(), clientOf(t, s))
			failure := sandboxtest.ErrorAs[*rest.Error](t, err, "Secureframe: could not list the ", []string{s.Secureframe.Secret, s.Secureframe.Key})
			if entries > 0 || failure.Status != one.Status {
				t.Errorf("%s, %s: %d entries, %v", name, kind, entries, err)
			}
		}
	}
}
