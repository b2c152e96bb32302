// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import "github.com/hashicorp/terraform-plugin-testing/plancheck"

// Check is a plan check that does not use the plan.
func Check(check func() error) plancheck.PlanCheck { return planCheck(check) }
