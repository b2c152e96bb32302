// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestReadme_hasTheDiagram checks that the picture in the README is the diagram of
// the vendors of the demo.
func TestReadme_hasTheDiagram(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	state := NewSandboxServer(t, StartSandbox(t)).MustRead(t.Context(), t, "vendorrisk_securityscorecard_graph", map[string]tftypes.Value{
		"portfolio_names": Strings("Critical Vendors", "Cloud Services"), "minimum_severity": String("medium"),
	})
	_, block, _ := strings.Cut(string(readme), "<!-- vendorrisk_securityscorecard_graph -->\n```mermaid\n")
	got, _, _ := strings.Cut(block, "```")
	if diff := cmp.Diff(state["diagram"], any(got)); diff != "" {
		t.Errorf("the diagram in the README (-want +got):\n%s", diff)
	}
}
