// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestPlans_overTheSandbox(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	terraform, err := acctest.NewTerraform(t.Context(), directory)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{directory: directory, terraform: terraform, rounds: 1}
	t.Run("one request for a portfolio that fifty need", func(t *testing.T) {
		t.Parallel()
		figures, err := measureSharedPortfolio(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		if len(figures) != 1 || figures[0].value != 1 || figures[0].broken() {
			t.Errorf("figures %+v", figures)
		}
	})
	t.Run("findings", func(t *testing.T) {
		t.Parallel()
		figures, err := compareFindings(t.Context(), b, world.Size{Companies: 3, IssueTypesPerCompany: 12, IssuesPerType: 2}, 1.5)
		if err != nil {
			t.Fatal(err)
		}
		want := "3 companies with 72 findings / bare Go client + empty plan"
		if len(figures) == 0 || figures[0].what != want || !(figures[0].value > 0) {
			t.Errorf("figures %+v", figures)
		}
	})
	t.Run("a start", func(t *testing.T) {
		t.Parallel()
		binary, err := terraform.Provider()
		if err == nil {
			err = start(binary)(t.Context())
		}
		if err != nil {
			t.Error(err)
		}
		if err := start(filepath.Join(directory, "missing"))(t.Context()); err == nil {
			t.Error("what is not there has started")
		}
	})
	t.Run("graph", func(t *testing.T) {
		t.Parallel()
		figures, err := compareGraph(t.Context(), b, world.Size{Companies: 3, IssueTypesPerCompany: 12, IssuesPerType: 2})
		if err != nil {
			t.Fatal(err)
		}
		if want := "3 companies with 72 findings as a graph / as rows"; len(figures) == 0 || figures[0].what != want || !(figures[0].value > 0) {
			t.Errorf("figures %+v", figures)
		}
	})
	t.Run("publish", func(t *testing.T) {
		t.Parallel()
		figures, err := comparePublish(t.Context(), b, 200, 10)
		if err != nil {
			t.Fatal(err)
		}
		if len(figures) == 0 || figures[0].what != "200 records of 1 KB, planned a second" || !(figures[0].value > 0) {
			t.Errorf("figures %+v", figures)
		}
	})
	t.Run("records of a file", func(t *testing.T) {
		t.Parallel()
		figures, err := measureFile(t.Context(), b, 200)
		if err != nil {
			t.Fatal(err)
		}
		if len(figures) < 4 || figures[0].what != "200 records of 1 KB in a file, planned a second" || !(figures[0].value > 0) || anyBroken(figures) {
			t.Errorf("figures %+v", figures)
		}
	})
	t.Run("every configuration of this provider", func(t *testing.T) {
		t.Parallel()
		systems, err := startSandbox(t.Context(), world.Size{Companies: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, configuration := range []string{"empty.tf", "factors.tf", "rows.tf", "rows_gate.tf"} {
			plan, err := b.newPlan(t.Context(), systems, configuration)
			if err != nil {
				t.Fatal(err)
			}
			if err := plan.run(t.Context()); err != nil {
				t.Errorf("%s: %s", configuration, err)
			}
		}
	})
}

func TestWithoutRetryAfter(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithBudget(sandbox.SecurityScorecard, 1, time.Hour))
	stripped, err := withoutRetryAfter(systems.SecurityScorecard.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	defer stripped.Close()
	var got []string
	for _, address := range []string{systems.SecurityScorecard.BaseURL, systems.SecurityScorecard.BaseURL, stripped.URL} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/me", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Token "+systems.SecurityScorecard.Token)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		got = append(got, fmt.Sprint(response.StatusCode, " ", response.Header.Get("Retry-After") != ""))
	}
	if diff := cmp.Diff([]string{"200 false", "429 true", "429 false"}, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
}

func TestReplay_sendsTheSameRequests(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewServer(t)
	server.ConfigureSandbox(t.Context(), t, systems)
	domains := tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{
		tftypes.NewValue(tftypes.String, "ember-energy.example"),
	})
	_, diagnostics := server.Read(t.Context(), t, "vendorrisk_securityscorecard_findings", map[string]tftypes.Value{"domains": domains})
	if len(diagnostics) > 0 {
		t.Fatal(acctest.Explain(diagnostics))
	}
	recorded := systems.Requests.All()
	systems.Requests.Reset()
	if err := replay(systems, recorded)(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(targets(recorded), targets(systems.Requests.All())); diff != "" {
		t.Errorf("requests (-provider +replay):\n%s", diff)
	}
	unknown := []sandbox.Request{{Method: "GET", Path: "/nowhere"}}
	if err := replay(systems, unknown)(t.Context()); err == nil || !strings.Contains(err.Error(), "/nowhere: 404") {
		t.Errorf("error %v", err)
	}
}

func targets(requests []sandbox.Request) []string {
	targets := make([]string, len(requests))
	for i, request := range requests {
		targets[i] = request.Method + " " + request.Path + "?" + request.Query.Encode()
	}
	slices.Sort(targets)
	return targets
}

func TestExponent(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		points []point
		want   float64
	}{
		"linear":              {[]point{{100, time.Second}, {1000, 10 * time.Second}, {10_000, 100 * time.Second}}, 1},
		"quadratic":           {[]point{{100, time.Millisecond}, {1000, 100 * time.Millisecond}, {10_000, 10 * time.Second}}, 2},
		"two points":          {[]point{{1000, time.Second}, {10_000, 20 * time.Second}}, math.Log10(20)},
		"one lost in noise":   {[]point{{100, -time.Millisecond}, {1000, time.Second}, {10_000, 10 * time.Second}}, 1},
		"all lost but one":    {[]point{{1000, 0}, {10_000, time.Second}}, math.NaN()},
		"short ones say less": {[]point{{100, time.Millisecond}, {1000, 100 * time.Millisecond}, {10_000, time.Second}}, 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := exponent(test.points)
			if math.IsNaN(got) != math.IsNaN(test.want) || math.Abs(got-test.want) > 0.01 {
				t.Errorf("exponent %.3f, want %.3f", got, test.want)
			}
		})
	}
}

func TestMedians_takeTurns(t *testing.T) {
	t.Parallel()
	order := ""
	named := func(name string) task {
		return func(context.Context) error { order += name; return nil }
	}
	medians, err := (&bench{rounds: 3}).medians(t.Context(), named("a"), named("b"))
	if err != nil || len(medians) != 2 || order != "ababab" {
		t.Errorf("%d medians of %s, error %v", len(medians), order, err)
	}
	if got := median([]time.Duration{9, 1, 5}); got != 5 {
		t.Errorf("median %d, want 5", got)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	figures := []figure{
		ratio("Kept", 3*time.Second, 2*time.Second, 1.5),
		ratio("Broken", 4*time.Second, 2*time.Second, 1.99),
		{what: "No number", value: math.NaN(), bound: 1},
		{what: "No bound", value: 235},
	}
	var out bytes.Buffer
	if err := printTable(&out, figures); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		got = append(got, strings.TrimSpace(line))
	}
	want := []string{
		"WHAT        FIGURE   AT MOST          MADE OF",
		"Kept        1.5      1.5       PASS   3.00 s / 2.00 s",
		"Broken      2        1.99      FAIL   4.00 s / 2.00 s",
		"No number   NaN      1         FAIL",
		"No bound    235",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !anyBroken(figures) || anyBroken(figures[:1]) || anyBroken(figures[3:]) {
		t.Error("anyBroken is wrong")
	}
}

func TestRun_refusesWhatItCannotDo(t *testing.T) {
	t.Parallel()
	for want, arguments := range map[string][]string{
		"N at least 1":  {"-rounds", "0"},
		"usage":         {"findings"},
		"error parsing": {"-run", "("},
		"not defined":   {"-count", "1"},
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), arguments, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q in it", err, want)
			}
		})
	}
}
