// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package function has the provider's functions. They are pure, need no
// configuration, and never treat missing data as good news.
package function

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// invalidMinimum refuses a minimum, the second argument, that is not one of the
// values.
func invalidMinimum[S ~string](what, minimum string, values []S) *function.FuncError {
	return function.NewArgumentFuncError(1,
		fmt.Sprintf("%.100q is not a %s: it must be one of %s", minimum, what, problem.Allowed(values)))
}
