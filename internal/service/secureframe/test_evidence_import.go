// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ImportState reads the identifiers from the ID or from the identity. The content
// comes from the configuration: Secureframe does not give it. Nor does Secureframe
// say which test an evidence belongs to, so the test is taken as it is named.
func (r *testEvidenceResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	var identity testEvidenceIdentity
	identity.TestID, identity.ID, _ = strings.Cut(request.ID, "/")
	if request.ID == "" && request.Identity != nil {
		response.Diagnostics.Append(framework.Decode(request.Identity.Raw, &identity)...)
	}
	if !uuidPattern.MatchString(identity.TestID) || !uuidPattern.MatchString(identity.ID) {
		response.Diagnostics.AddError("Invalid Import ID",
			"The import ID of an evidence is test_id/evidence_id, two UUIDs, for example "+
				"0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0/1c2d3e4f-5061-7283-94a5-b6c7d8e9f00b.")
	}
	if response.Diagnostics.HasError() {
		return
	}
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("test_id"), identity.TestID)...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("id"), identity.ID)...)
	response.Diagnostics.Append(setEvidenceIdentity(ctx, response.Identity, identity)...)
}

// storeEvidenceIdentity stores the identity of the evidence in a state.
func storeEvidenceIdentity(ctx context.Context, state tftypes.Value, stored *tfsdk.ResourceIdentity) diag.Diagnostics {
	var arguments testEvidenceArguments
	if diags := framework.Decode(state, &arguments); diags.HasError() {
		return diags
	}
	return setEvidenceIdentity(ctx, stored, arguments.identity())
}

func setEvidenceIdentity(ctx context.Context, stored *tfsdk.ResourceIdentity, identity testEvidenceIdentity) diag.Diagnostics {
	if stored == nil { // Terraform before 1.12 does not support identities.
		return nil
	}
	return stored.Set(ctx, identity)
}
