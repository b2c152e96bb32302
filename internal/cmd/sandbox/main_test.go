// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const smallJumpCloud = world.JumpCloudOrganizationID + " of 10 users and 7 devices"

func TestRun_servesWhatItPrintsUntilInterrupted(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments []string
		served    []string
	}{
		"small world": {nil, []string{
			"13 companies in 3 portfolios", "8 apps in 3 groups", smallJumpCloud,
			"connection " + world.ScorecardsConnectionID + " of vendor securityscorecard",
			"import template 123450 of Third Party items", "import template 123451 of Issue items",
		}},
		"strong":    {[]string{"-jumpcloud", "strong"}, []string{world.StrongJumpCloudOrganizationID + " of 7 users and 3 devices"}},
		"weak":      {[]string{"-jumpcloud", "weak"}, []string{world.WeakJumpCloudOrganizationID + " of 13 users and 3 devices"}},
		"generated": {[]string{"-companies", "250", "-latency", "1ms"}, []string{"250 companies in 3 portfolios", "0 apps in 3 groups"}},
		"mobile":    {[]string{"-apps", "40"}, []string{"40 apps in 3 groups"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			directory := filepath.Join(t.TempDir(), "play ground's")
			served := serve(t, append([]string{"-directory", directory}, test.arguments...)...)
			for _, want := range append(test.served, "cd "+directory, "terraform plan") {
				if !strings.Contains(served.printed, want) {
					t.Errorf("printed %q, want %q in it", served.printed, want)
				}
			}
			environment := readExports(t, filepath.Join(directory, "environment.sh"))
			request := newRequest(t, http.MethodGet, environment["SECURITYSCORECARD_BASE_URL"]+"/me", "")
			request.Header.Set("Authorization", "Token "+environment["SECURITYSCORECARD_API_TOKEN"])
			if status, _ := send(t, request); status != http.StatusOK {
				t.Errorf("status %d", status)
			}
			overrides, err := os.ReadFile(filepath.Join(directory, "terraform.rc"))
			if err != nil || !strings.Contains(string(overrides), fmt.Sprintf(`"vendorrisk/vendorrisk" = %q`, directory)) {
				t.Errorf("error %v, configuration of the CLI %s", err, overrides)
			}
			if environment["TF_CLI_CONFIG_FILE"] != filepath.Join(directory, "terraform.rc") {
				t.Errorf("the environment is %v", environment)
			}
			served.interrupt(t)
			response, err := http.DefaultClient.Do(newRequest(t, http.MethodGet, environment["SANDBOX_URL"]+"/", ""))
			if err == nil {
				t.Error("it serves after the interrupt", response.Body.Close())
			}
		})
	}
}

func TestRun_keepsTheConfigurationThatIsThere(t *testing.T) {
	t.Parallel()
	directory := t.TempDir()
	own := filepath.Join(directory, "main.tf")
	for _, text := range []string{starter, "# mine\n"} {
		serve(t, "-directory", directory).interrupt(t)
		got, err := os.ReadFile(own)
		if err != nil || (text == starter && string(got) != starter) {
			t.Fatalf("error %v, main.tf %s", err, got)
		}
		if err := os.WriteFile(own, []byte("# mine\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if text != starter && string(got) != text {
			t.Errorf("main.tf is %q", got)
		}
	}
}

func TestRun_refusesWhatItCannotServe(t *testing.T) {
	t.Parallel()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	tests := map[string][]string{
		"unexpected argument":     {"companies"},
		"-companies and":          {"-companies", "-1"},
		"default, strong or weak": {"-jumpcloud", "bad"},
		"0 or more":               {"-apps", "-1"},
		"an address and a port":   {"-listen", "127.0.0.1:none"},
		"not defined":             {"-port", "1"},
		`make sandbox FLAGS="-listen 127.0.0.1:9640"`: {"-listen", listener.Addr().String()},
	}
	for want, arguments := range tests {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), append([]string{"-directory", t.TempDir()}, arguments...), io.Discard, io.Discard)
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
	if diff := cmp.Diff([]string{"-apps", "-companies", "-directory", "-jumpcloud", "-latency", "-listen"}, flags); diff != "" {
		t.Errorf("flags (-want +got):\n%s", diff)
	}
}

// serving is a sandbox that has printed what it serves.
type serving struct {
	printed   string
	interrupt func(t *testing.T)
}

// serve starts the sandbox at free ports.
func serve(t *testing.T, arguments ...string) serving {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	stdout, printed := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, append([]string{"-listen", "127.0.0.1:0"}, arguments...), printed, io.Discard)
		ended <- errors.Join(err, printed.CloseWithError(io.EOF))
	}()
	text := make([]byte, 1<<16)
	length, err := stdout.Read(text) // it prints all of it at once
	if err != nil {
		t.Fatal(err, <-ended)
	}
	return serving{string(text[:length]), func(t *testing.T) {
		t.Helper()
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}}
}

var export = regexp.MustCompile(`^export ([A-Z_]+)='(.+)'$`)

// readExports reads the lines as a shell would.
func readExports(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	environment := map[string]string{}
	for line := range strings.Lines(string(text)) {
		found := export.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if found == nil {
			t.Fatalf("line %q", line)
		}
		environment[found[1]] = strings.ReplaceAll(found[2], `'\''`, "'")
	}
	return environment
}

func newRequest(t *testing.T, method, url, body string) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return request
}

func send(t *testing.T, request *http.Request) (status int, text string) {
	t.Helper()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	read, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(read)
}
