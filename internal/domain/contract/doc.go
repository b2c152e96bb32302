// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package contract has the contracts for data that is pushed to Secureframe,
// and the checks that need no request to Secureframe: the contract of a schema,
// the records under it, their canonical form and hashes, and the order in which
// they are sent. It does not depend on Terraform or HTTP.
//
// Sources named in comments: "spec" is Secureframe's published API document of
// version 2023-10-18. Where it says nothing, we decide, and the comment says
// so.
package contract
