// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Compliance is read without names of people, and evidence is attached. Neither
// the content nor the signed URL of the storage is stored or logged.
func testSecureframeSecretsOfARun(t *testing.T, terraform *acctest.Terraform) {
	const content = "planted-content-of-the-evidence"
	systems := acctest.StartSandbox(t)
	workspace := newWorkspace(t, terraform, fmt.Sprintf(`
variable "content" {
  type      = string
  ephemeral = true
}

data "vendorrisk_secureframe_tests" "all" {}

data "vendorrisk_secureframe_controls" "all" {}

data "vendorrisk_secureframe_tprm_vendors" "all" {}

resource "vendorrisk_secureframe_test_evidence" "report" {
  test_id    = %q
  content_wo = var.content
  filename   = "report.md"
}

# The file is found from where Terraform runs.
resource "vendorrisk_secureframe_test_evidence" "configuration" {
  test_id  = vendorrisk_secureframe_test_evidence.report.test_id
  file     = "${path.module}/main.tf"
  filename = "main.txt"
}
`, world.SecureframeID(world.SecureframeTests, "penetration-test")), append(systems.Environment(), "TF_VAR_content="+content)...)
	var log strings.Builder
	for _, arguments := range [][]string{
		{"init"}, {"plan", "-out=tfplan"}, {"show", "-json", "tfplan"}, {"apply", "tfplan"}, {"show", "-json"}, {"plan", "-detailed-exitcode"},
	} {
		log.WriteString(workspace.MustLog(t.Context(), t, 0, arguments...).Text())
	}
	uploads := systems.World.Compliance.Uploads()
	if len(uploads) != 2 || string(uploads[0].Content) != content || !strings.Contains(string(uploads[1].Content), "found from where") || !strings.Contains(log.String(), "(signed URL)") {
		t.Fatalf("the evidence was not sent, or not logged: %+v", uploads)
	}
	secrets := map[string]string{
		"the API key": systems.Secureframe.Key, "the API secret": systems.Secureframe.Secret,
		"the signature of a URL": uploads[0].Signature, "the path of a signed URL": "/" + uploads[0].ID,
	}
	for _, name := range world.SecureframePeople() {
		secrets["the name of a person: "+name] = name
	}
	acctest.WantNoSecrets(t, "the log", log.String(), secrets)
	secrets["the content"] = content
	for name, text := range workspace.Files(t) {
		acctest.WantNoSecrets(t, name, text, secrets)
	}
}
