// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
)

// readError is at the argument that names what does not exist.
func readError(object string, err error) diag.Diagnostics {
	if _, ok := errors.AsType[*api.UnknownGroupsError](err); ok {
		return atArgument("groups", "Unknown NowSecure Group",
			err.Error()+". A misspelled group has no applications and no findings, which is not good news. Name groups by name or ref.")
	}
	if _, ok := errors.AsType[*api.UnknownPackagesError](err); ok {
		return atArgument("packages", "Unknown NowSecure Package",
			err.Error()+". A misspelled package has no findings, which is not good news. Without packages, the data source lists all that the user sees.")
	}
	return system.ReadError(object, err)
}

func atArgument(name, summary, detail string) diag.Diagnostics {
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(name), summary, detail)}
}

// unknownFields warns of fields that the API does not know: what they hold is
// unknown, and the rest was read.
func unknownFields(names []string) diag.Diagnostics {
	if len(names) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Incomplete NowSecure Data", fmt.Sprintf(
		"NowSecure's API does not know these fields or arguments any more: %s. The provider read the rest without them, and without what it reads with them. "+
			"The attributes that they fill are null, and what depends on them is unknown, never good. Look for a newer version of this provider.",
		strings.Join(names, ", ")))}
}
