// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ImportState refuses the import. An imported state would claim that Secureframe
// has the records, which cannot be read there.
func (r *pushResource) ImportState(_ context.Context, _ resource.ImportStateRequest, response *resource.ImportStateResponse) {
	response.Diagnostics.AddError("Secureframe Push Cannot Be Imported",
		"Secureframe has no way to read what was pushed, so the provider cannot know which records are there, or what they contain. "+
			"Create the resource instead: it pushes every record once. Records that are already there do not change, and nothing is created twice.")
}
