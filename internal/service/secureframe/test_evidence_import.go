// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ImportState reads the identifiers from the ID. The content comes from the
// configuration: Secureframe does not give it. Nor does Secureframe say which test
// an evidence belongs to, so the test is taken as it is named.
func (r *testEvidenceResource) ImportState(ctx context.Context, request resource.ImportStateRequest, response *resource.ImportStateResponse) {
	testID, id, _ := strings.Cut(request.ID, "/")
	if !uuidPattern.MatchString(testID) || !uuidPattern.MatchString(id) {
		response.Diagnostics.AddError("Invalid Import ID",
			"The import ID of an evidence is test_id/evidence_id, two UUIDs, for example "+
				"0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0/1c2d3e4f-5061-7283-94a5-b6c7d8e9f00b.")
		return
	}
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("test_id"), testID)...)
	response.Diagnostics.Append(response.State.SetAttribute(ctx, path.Root("id"), id)...)
}
