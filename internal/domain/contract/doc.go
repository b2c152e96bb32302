// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package contract is what is agreed with Secureframe about pushed data, and
// what can be checked of it without asking Secureframe: the contract of a
// schema, the records under it, their canonical form and hashes, and the order
// in which they are sent. It knows no Terraform and no HTTP.
//
// Sources named in comments: "spec" is the vendor's published API document of
// version 2023-10-18. What it does not say is ours to decide, and marked so.
package contract
