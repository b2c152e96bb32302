// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// twoSystems read from two systems at the same time.
const twoSystems = `
provider "vendorrisk" {
  jumpcloud         = { api_key = "x", base_url = "https://api.jumpcloud.example" }
  securityscorecard = { api_token = "x", base_url = "https://api.test.example" }
}

data "vendorrisk_securityscorecard_account" "me" {}

data "vendorrisk_securityscorecard_portfolios" "all" {}

data "vendorrisk_jumpcloud_users" "all" {}
`

// A wrong password is sent to the proxy once in a run. The errors name the proxy
// and the variable, without the password, and a token of one letter does not
// garble them.
func testProxyRefuses(t *testing.T, terraform *acctest.Terraform) {
	for name, test := range map[string]struct {
		status int
		most   int32
		words  []string
	}{
		"user":       {http.StatusProxyAuthRequired, 1, []string{"HTTP 407 Proxy Authentication Required", "does not accept the user name and password"}},
		"connection": {http.StatusForbidden, 3, []string{"HTTP 403 Forbidden", "does not allow the connection", "NO_PROXY"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var requests atomic.Int32
			proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests.Add(1)
				w.WriteHeader(test.status)
			}))
			defer proxy.Close()
			host := proxy.Listener.Addr().String()
			workspace := newWorkspace(t, terraform, twoSystems, "HTTPS_PROXY=http://bob:"+hunter2+"@"+host, "NO_PROXY=", "no_proxy=", "https_proxy=")
			workspace.MustLog(t.Context(), t, 0, "init")
			failWithoutSecrets(t, workspace, map[string]string{"the password": hunter2}, nil, "plan")
			wantWords(t, workspace, append(test.words, "the proxy "+host+" of HTTPS_PROXY refuses the connection", "SecurityScorecard", "JumpCloud", "environment variable HTTPS_PROXY"))
			// The plan ran twice.
			if requests.Load() > 2*test.most {
				t.Errorf("the proxy was asked %d times in two runs, want at most %d in each", requests.Load(), test.most)
			}
		})
	}
}

// wantWords checks that a plan fails with the words, however Terraform breaks
// its lines.
func wantWords(t *testing.T, workspace *acctest.Workspace, words []string) {
	t.Helper()
	text := workspace.MustLog(t.Context(), t, 1, "plan").Text()
	flat := strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
	for _, word := range words {
		if !strings.Contains(flat, word) {
			t.Errorf("the plan does not say %q:\n%s", word, text)
		}
	}
}

// An authority that is not trusted is said with the variable that makes it
// trusted, which is right.
func testUntrustedCertificate(t *testing.T, terraform *acctest.Terraform) {
	systems := acctest.StartSandbox(t)
	var requests atomic.Int32
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests.Add(1)
		w.WriteHeader(http.StatusUnauthorized)
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	environment := []string{"SECURITYSCORECARD_API_TOKEN=" + systems.SecurityScorecard.Token, "SECURITYSCORECARD_BASE_URL=" + server.URL}
	const account = `data "vendorrisk_securityscorecard_account" "me" {}`

	workspace := newWorkspace(t, terraform, account, environment...)
	workspace.MustLog(t.Context(), t, 0, "init")
	wantWords(t, workspace, []string{"SSL_CERT_FILE", "SSL_CERT_DIR", "certificate signed by unknown authority"})
	if requests.Load() != 0 {
		t.Errorf("%d requests were sent", requests.Load())
	}
	file := filepath.Join(t.TempDir(), "authority.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600); err != nil {
		t.Fatal(err)
	}
	workspace = newWorkspace(t, terraform, account, append(environment, "SSL_CERT_FILE="+file)...)
	workspace.MustLog(t.Context(), t, 0, "init")
	wantWords(t, workspace, []string{"HTTP 401 Unauthorized"})
}

// A variable without a value counts as not set.
func testBlankBaseURL(t *testing.T, terraform *acctest.Terraform) {
	for name, test := range map[string]struct {
		host, reads, failure string
		environment          []string
	}{
		"empty":       {"api.securityscorecard.io:443", `data "vendorrisk_securityscorecard_account" "me" {}`, "Unable to Read SecurityScorecard Account", []string{"SECURITYSCORECARD_API_TOKEN=token", "SECURITYSCORECARD_BASE_URL="}},
		"both, blank": {"api.nowsecure.com:443", `data "vendorrisk_nowsecure_organization" "ours" {}`, "Unable to Read NowSecure", []string{"NOWSECURE_API_TOKEN=token", "NOWSECURE_API_URL= ", "NOWSECURE_LAB_API_URL="}},
		"a region":    {"console.eu.jumpcloud.com:443", `data "vendorrisk_jumpcloud_users" "all" {}`, "Unable to Read JumpCloud Users", []string{"JUMPCLOUD_API_KEY=key", "JUMPCLOUD_BASE_URL=\t", "JUMPCLOUD_REGION=eu\n", "JUMPCLOUD_ORG_ID="}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantHost(t, terraform, test.host, test.reads, test.failure, test.environment...)
		})
	}
}
