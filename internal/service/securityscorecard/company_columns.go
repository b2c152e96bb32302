// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"

// companyColumns are the attributes of a company, which the rows of a snapshot have
// too.
var companyColumns = framework.CompanyColumns
