// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

//go:build unix

package secureframe_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// TestBuiltProvider runs the built provider, as users do.
func TestBuiltProvider(t *testing.T) {
	t.Parallel()
	terraform, err := acctest.NewTerraform(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		noteProcesses(t, terraform, host)
	}
	t.Run("killed before a request arrives", func(t *testing.T) {
		t.Parallel()
		testKilledUpdate(t, terraform, false)
	})
	t.Run("killed after a request has arrived", func(t *testing.T) {
		t.Parallel()
		testKilledUpdate(t, terraform, true)
	})
	t.Run("secrets", func(t *testing.T) {
		t.Parallel()
		testSecrets(t, terraform)
	})
}

// processes is the file in a workspace that lists the started providers.
const processes = "processes"

// noteProcesses replaces the provider of a registry host with a script that
// records its process ID and then runs the provider.
func noteProcesses(t *testing.T, terraform *acctest.Terraform, host string) {
	t.Helper()
	binary, err := terraform.ProviderBinary(host+"/vendorrisk/vendorrisk", "0.1.0")
	if err != nil {
		t.Fatal(err)
	}
	moved := filepath.Join(t.TempDir(), "provider")
	if err := os.Rename(binary, moved); err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho $$ >>%s\nexec %q \"$@\"\n", processes, moved)
	if err := os.WriteFile(binary, []byte(script), 0o700); err != nil { //nolint:gosec // it is run
		t.Fatal(err)
	}
}

// killProvider kills the provider that a workspace started last.
func killProvider(workspace *acctest.Workspace) error {
	noted, err := os.ReadFile(filepath.Join(workspace.Dir, processes))
	if err != nil {
		return err
	}
	lines := strings.Fields(string(noted))
	process, err := strconv.Atoi(lines[len(lines)-1])
	if err != nil {
		return err
	}
	return syscall.Kill(process, syscall.SIGKILL)
}

// holder is a proxy in front of a sandbox. Once armed, it lets one request pass
// and holds the next one until its client is gone.
type holder struct {
	systems http.Handler
	// deliver says that the held request reaches the sandbox.
	deliver bool
	armed   atomic.Bool
	passed  atomic.Int64
	holds   chan struct{}
}

func (h *holder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !h.armed.Load() || h.passed.Add(1) != 2 {
		h.systems.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	if r.Body = io.NopCloser(bytes.NewReader(body)); h.deliver {
		h.systems.ServeHTTP(httptest.NewRecorder(), r)
	}
	close(h.holds)
	<-r.Context().Done()
}

// A provider that is killed during its second request cannot report what was
// accepted. The next apply sends everything again, and no record is lost.
func testKilledUpdate(t *testing.T, terraform *acctest.Terraform, deliver bool) {
	systems := acctest.StartSandbox(t)
	target, err := url.Parse(systems.Secureframe.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	between := &holder{systems: httputil.NewSingleHostReverseProxy(target), deliver: deliver, holds: make(chan struct{})}
	server := httptest.NewServer(between)
	defer server.Close()
	workspace := terraform.Workspace(t.TempDir(), append(systems.Environment(), "SECUREFRAME_BASE_URL="+server.URL)...)
	config := func(score int) {
		var records strings.Builder
		for i := range 6 {
			records.WriteString(hclRecord(fmt.Sprintf("%d.example", i), "A", score*(i%5))) // One stays as it is.
		}
		workspace.Configure(t, schemaConfig()+pushConfig(records.String(), "batch = { max_records = 2 }"))
	}
	config(1)
	workspace.MustExit(t.Context(), t, 0, "init")
	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	before := len(pushes(systems))

	between.armed.Store(true)
	config(2)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan acctest.Result, 1)
	go func() {
		result, err := workspace.Run(ctx, "apply", "-auto-approve")
		if err != nil {
			t.Error(err)
		}
		ended <- result
	}()
	select {
	case <-between.holds:
		if err := killProvider(workspace); err != nil {
			stop()
			<-ended
			t.Fatal(err)
		}
	case result := <-ended:
		t.Fatalf("the apply ended before its second request: %s", result.Text())
	}
	// Terraform has several messages for a provider that exited, each with the call.
	if result := <-ended; result.ExitCode != 1 || !strings.Contains(result.Stderr, "(*GRPCProvider).ApplyResourceChange") {
		t.Fatalf("exit code %d\n%s", result.ExitCode, result.Text())
	}
	sent := len(pushes(systems))
	wantSent := before + 1
	if deliver {
		wantSent++
	}
	acctest.Equal(t, "accepted requests", sent, wantSent)

	workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve")
	acctest.Equal(t, "pushes", pushes(systems)[sent:], []string{"replace 1.example 2.example", "replace 3.example 4.example"})
	workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode")
	want := map[string]string{}
	for i := range 6 {
		id := fmt.Sprintf("%d.example", i)
		want[id] = fmt.Sprintf(`{"active":true,"domain":%q,"grade":"A","score":%d}`, id, 2*(i%5))
	}
	acctest.Equal(t, "what Secureframe has", held(t, systems), want)
}

// Nothing that Terraform or the provider writes contains the key pair or values
// of write-only records.
func testSecrets(t *testing.T, terraform *acctest.Terraform) {
	const planted = "planted-personal-datum"
	systems := acctest.StartSandbox(t)
	variable := "TF_VAR_records={\"a.example\"=\"" + planted + "\",\"b.example\"=\"" + planted + "-2\"}"
	workspace := terraform.Workspace(t.TempDir(), append(systems.Environment(), "TF_LOG=trace", variable)...)
	secrets := map[string]string{"the key": systems.Secureframe.Key, "the secret": systems.Secureframe.Secret, "the record": planted}
	config := func(score string) {
		workspace.Configure(t, schemaConfig()+`
variable "records" {
  type      = map(string)
  ephemeral = true
}

resource "vendorrisk_secureframe_push" "scorecards" {
  schema     = vendorrisk_secureframe_schema.scorecards
  records_wo = { for key, value in var.records : key => jsonencode({ grade = value, score = `+score+`, active = true }) }
}
`)
	}
	check := func(wantExitCode int, arguments ...string) string {
		text := workspace.MustExit(t.Context(), t, wantExitCode, arguments...).Text()
		acctest.WantNoSecrets(t, "terraform "+strings.Join(arguments, " "), text, secrets)
		return text
	}
	config("1")
	check(0, "init")
	check(0, "plan", "-out=tfplan")
	check(0, "show", "-json", "tfplan")
	text := check(0, "apply", "tfplan")
	if !strings.Contains(text, dataPath) || !strings.Contains(text, "[TRACE]") {
		t.Error("the log is not the whole log")
	}
	check(0, "show", "-json")
	check(0, "plan", "-detailed-exitcode")

	config("2")
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.EchoBody(http.StatusBadRequest)})
	if text := check(1, "apply", "-auto-approve"); !strings.Contains(text, "Unable to Push Records to Secureframe") {
		t.Errorf("the apply fails for another reason:\n%s", text)
	}
	systems.Faults.Add(fault.Rule{System: sandbox.Secureframe, Times: 1, Effect: fault.EchoAuthorization(http.StatusUnauthorized)})
	check(1, "apply", "-auto-approve")
	config(`"x"`)
	if text := check(1, "plan"); !strings.Contains(text, "Invalid Secureframe Record") {
		t.Errorf("the plan fails for another reason:\n%s", text)
	}
	config("2")
	check(0, "apply", "-auto-approve")
	check(0, "apply", "-auto-approve", "-destroy")
	for name, content := range workspace.Files(t) {
		acctest.WantNoSecrets(t, name, content, secrets)
	}
	acctest.Equal(t, "what Secureframe has", held(t, systems)["a.example"], `{"active":true,"domain":"a.example","grade":"`+planted+`","score":2}`)
}
