// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

const noRetries = `
provider "vendorrisk" {
  jumpcloud         = { max_retries = 0 }
  securityscorecard = { max_retries = 0 }
}
`

// TestTerraform runs the built provider, as users do, with the most detailed log.
func TestTerraform(t *testing.T) {
	t.Parallel()
	terraform, err := acctest.NewTerraform(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Run("secrets of a run", func(t *testing.T) {
		t.Parallel()
		testSecretsOfARun(t, terraform)
	})
	t.Run("secrets of failing runs", func(t *testing.T) {
		t.Parallel()
		testSecretsOfFailingRuns(t, terraform)
	})
	t.Run("the token in a variable", func(t *testing.T) {
		t.Parallel()
		testTokenInAVariable(t, terraform)
	})
	t.Run("requested email addresses", func(t *testing.T) {
		t.Parallel()
		testEmailInTheLog(t, terraform)
	})
	t.Run("JumpCloud's secrets of a run", func(t *testing.T) {
		t.Parallel()
		testJumpCloudSecretsOfARun(t, terraform)
	})
	t.Run("JumpCloud's secrets of failing runs", func(t *testing.T) {
		t.Parallel()
		testJumpCloudSecretsOfFailingRuns(t, terraform)
	})
	t.Run("JumpCloud's names that are asked for", func(t *testing.T) {
		t.Parallel()
		testJumpCloudNames(t, terraform)
	})
	t.Run("JumpCloud's regions", func(t *testing.T) {
		t.Parallel()
		testJumpCloudRegions(t, terraform)
	})
	t.Run("secrets of an import", func(t *testing.T) {
		t.Parallel()
		testProcessUnitySecretsOfARun(t, terraform)
	})
	t.Run("secrets of failing imports", func(t *testing.T) {
		t.Parallel()
		testProcessUnitySecretsOfFailingRuns(t, terraform)
	})
	t.Run("the default base URL", func(t *testing.T) {
		t.Parallel()
		testDefaultBaseURL(t, terraform)
	})
}

// The default is the host of the API.
func testDefaultBaseURL(t *testing.T, terraform *acctest.Terraform) {
	wantHost(t, terraform, "api.securityscorecard.io:443", `data "vendorrisk_securityscorecard_account" "me" {}`,
		"Unable to Read SecurityScorecard Account", "SECURITYSCORECARD_API_TOKEN=token")
}

// wantHost checks that a plan fails because it cannot reach a host. A proxy sees
// the request's destination and refuses it before the credential is sent.
func wantHost(t *testing.T, terraform *acctest.Terraform, host, configuration, failure string, environment ...string) {
	t.Helper()
	type connection struct{ method, host, authorization string }
	connections := make(chan connection, 10)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		credentials := r.Header.Get("Authorization") + r.Header.Get("Proxy-Authorization") + r.Header.Get("X-Api-Key")
		connections <- connection{r.Method, r.Host, credentials}
		w.WriteHeader(http.StatusForbidden)
	}))
	defer proxy.Close()
	workspace := newWorkspace(t, terraform, noRetries+configuration,
		append(environment, "HTTPS_PROXY="+proxy.URL, "https_proxy="+proxy.URL, "NO_PROXY=", "no_proxy=")...)
	workspace.MustLog(t.Context(), t, 0, "init")
	text := workspace.MustLog(t.Context(), t, 1, "plan").Text()
	if !strings.Contains(text, failure) {
		t.Errorf("the plan fails for another reason:\n%s", text)
	}
	want := connection{http.MethodConnect, host, ""}
	if got := <-connections; got != want || len(connections) > 0 {
		t.Errorf("the proxy met %+v and %d more, want %+v alone", got, len(connections), want)
	}
}

// newWorkspace returns a workspace with the most detailed log, to stderr.
func newWorkspace(t *testing.T, terraform *acctest.Terraform, configuration string, environment ...string) *acctest.Workspace {
	t.Helper()
	workspace := terraform.Workspace(t.TempDir(), append(environment, "TF_LOG=trace")...)
	workspace.Configure(t, configuration)
	return workspace
}
