// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// controlsAttribute chooses checks by what they are evidence for.
func controlsAttribute() schema.ListAttribute {
	frameworks := []string{}
	for _, name := range slices.Sorted(maps.Keys(check.Frameworks)) {
		frameworks = append(frameworks, fmt.Sprintf("`%s` is %s", name, check.Frameworks[name]))
	}
	return framework.FilterAttribute("Only checks that support one of these controls, such as `soc2:CC6.1` or `nist-800-53:IA-2(1)`. "+
		strings.Join(frameworks, ", ")+". The guide names the controls of each check. Default: all checks.",
		stringvalidator.OneOf(check.Controls()...))
}
