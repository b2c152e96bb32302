// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// A certificate that is not trusted does not pass by itself: the plan fails, as
// the apply would, and does not leave the check to it.
func TestPlan_untrustedCertificate(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") }))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	systems := acctest.StartSandbox(t)
	r := newRun(t, systems, issueType)
	settings := acctest.SandboxSettings(systems, sandbox.ProcessUnity)
	settings["base_url"] = acctest.String(server.URL + "/mycompany")
	r.Server = acctest.NewServer(t)
	r.Server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.ProcessUnity: settings})
	diagnostics := r.plan(t, issues(rows{"a": issue("High")}, nil)).Diagnostics
	acctest.WantDiagnostics(t, diagnostics, "error: Unable to Read ProcessUnity Import Template")
	acctest.WantTextAmong(t, diagnostics, "SSL_CERT_FILE", "certificate signed by unknown authority")
}
