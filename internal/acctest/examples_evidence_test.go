// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// checkEvidence checks that Secureframe has each evidence of the state, with the
// content that was hashed, and no other one that was uploaded.
func checkEvidence(t *testing.T, state *tfjson.State, systems *sandbox.Sandbox) {
	t.Helper()
	want := map[string]any{}
	for _, resource := range state.Values.RootModule.Resources {
		if resource.Type == "vendorrisk_secureframe_test_evidence" {
			want[resource.AttributeValues["test_id"].(string)+" "+resource.AttributeValues["id"].(string)] = resource.AttributeValues["content_sha256"] //nolint:forcetypeassert // a test may panic
		}
	}
	got := map[string]any{}
	for _, evidence := range systems.World.Compliance.Evidences() {
		if sum := sha256.Sum256(evidence.Content); len(evidence.Content) > 0 {
			got[evidence.TestID+" "+evidence.ID] = hex.EncodeToString(sum[:])
		}
	}
	Equal(t, "evidences", got, want)
}
