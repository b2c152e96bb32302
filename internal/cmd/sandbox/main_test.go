// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

var export = regexp.MustCompile(`^export ([A-Z_]+)='([^']+)'$`)

const smallJumpCloud = world.JumpCloudOrganizationID + " of 10 users and 7 devices"

func TestRun_servesWhatItPrintsUntilInterrupted(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments []string
		served    string
		apps      string
		jumpCloud string
	}{
		"small world": {nil, ": 13 companies in 3 portfolios,", "8 apps in 3 groups.", smallJumpCloud},
		"strong":      {[]string{"-jumpcloud", "strong"}, ": 13 companies in 3 portfolios,", "8 apps in 3 groups.", world.StrongJumpCloudOrganizationID + " of 7 users and 3 devices"},
		"weak":        {[]string{"-jumpcloud", "weak"}, ": 13 companies in 3 portfolios,", "8 apps in 3 groups.", world.WeakJumpCloudOrganizationID + " of 13 users and 3 devices"},
		"generated":   {[]string{"-companies", "250", "-latency", "1ms"}, ": 250 companies in 3 portfolios, 1ms a request.", "0 apps in 3 groups.", smallJumpCloud},
		"mobile":      {[]string{"-apps", "40"}, ": 0 companies in 1 portfolios,", "40 apps in 3 groups.", smallJumpCloud},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, interrupt := context.WithCancel(t.Context())
			stdout, printed := io.Pipe()
			var stderr bytes.Buffer
			ended := make(chan error)
			go func() {
				err := run(ctx, append([]string{"-listen", "127.0.0.1:0"}, test.arguments...), printed, &stderr)
				ended <- errors.Join(err, printed.Close())
			}()
			environment := readExports(t, stdout, 16)
			if status := getMe(t, environment["SECURITYSCORECARD_BASE_URL"], environment["SECURITYSCORECARD_API_TOKEN"]); status != http.StatusOK {
				t.Errorf("status %d", status)
			}
			if environment["SECUREFRAME_API_KEY"] == "" || environment["SECUREFRAME_API_SECRET"] == "" {
				t.Errorf("no key pair in %v", environment)
			}
			interrupt()
			if err := <-ended; err != nil {
				t.Error(err)
			}
			mobile := "NowSecure at " + environment["NOWSECURE_API_URL"] + " (GraphQL) and " + environment["NOWSECURE_LAB_API_URL"] + " (REST): "
			if !strings.Contains(stderr.String(), mobile+test.apps) {
				t.Errorf("printed %q, want %q in it", stderr.String(), mobile+test.apps)
			}
			if !strings.Contains(stderr.String(), test.served) {
				t.Errorf("printed %q, want %q in it", stderr.String(), test.served)
			}
			secureframe := "Secureframe at " + environment["SECUREFRAME_BASE_URL"] +
				", with these custom connections:\n  " + world.ScorecardsConnectionID + " of vendor securityscorecard\n"
			if !strings.Contains(stderr.String(), secureframe) {
				t.Errorf("printed %q, want %q in it", stderr.String(), secureframe)
			}
			jumpCloud := "JumpCloud at " + environment["JUMPCLOUD_BASE_URL"] +
				", with these organizations:\n  " + test.jumpCloud + "\n"
			if !strings.HasPrefix(test.jumpCloud, environment["JUMPCLOUD_ORG_ID"]) {
				t.Errorf("the environment has organization %s", environment["JUMPCLOUD_ORG_ID"])
			}
			if !strings.Contains(stderr.String(), jumpCloud) {
				t.Errorf("printed %q, want %q in it", stderr.String(), jumpCloud)
			}
			processUnity := "ProcessUnity at " + environment["PROCESSUNITY_BASE_URL"] +
				", with these import templates:\n  123450 of Third Party items\n  123451 of Issue items\n  258740 of Regulation items\nInterrupt"
			if !strings.Contains(stderr.String(), processUnity) {
				t.Errorf("printed %q, want %q in it", stderr.String(), processUnity)
			}
		})
	}
}

// readExports reads the lines that a shell would take over.
func readExports(t *testing.T, from io.Reader, count int) map[string]string {
	t.Helper()
	lines := bufio.NewScanner(from)
	environment := map[string]string{}
	for len(environment) < count && lines.Scan() {
		found := export.FindStringSubmatch(lines.Text())
		if found == nil {
			t.Fatalf("printed %q", lines.Text())
		}
		environment[found[1]] = found[2]
	}
	return environment
}

func getMe(t *testing.T, baseURL, token string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, baseURL+"/me", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Token "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	return response.StatusCode
}

func TestRun_refusesWhatItCannotServe(t *testing.T) {
	t.Parallel()
	tests := map[string][]string{
		"unexpected argument":     {"companies"},
		"-companies and":          {"-companies", "-1"},
		"default, strong or weak": {"-jumpcloud", "bad"},
		"0 or more":               {"-apps", "-1"},
		"cannot serve":            {"-listen", "127.0.0.1:none"},
		"not defined":             {"-port", "1"},
	}
	for want, arguments := range tests {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), arguments, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q in it", err, want)
			}
		})
	}
}

func TestRun_showsItsFlags(t *testing.T) {
	t.Parallel()
	var usage bytes.Buffer
	if err := run(t.Context(), []string{"-help"}, io.Discard, &usage); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("error %v", err)
	}
	var flags []string
	for _, found := range regexp.MustCompile(`(?m)^  (-\w+)`).FindAllStringSubmatch(usage.String(), -1) {
		flags = append(flags, found[1])
	}
	if diff := cmp.Diff([]string{"-apps", "-companies", "-jumpcloud", "-latency", "-listen"}, flags); diff != "" {
		t.Errorf("flags (-want +got):\n%s", diff)
	}
}
