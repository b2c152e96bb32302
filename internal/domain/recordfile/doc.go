// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package recordfile reads records for Secureframe from a file in JSON Lines, and
// compares them with what was accepted before. It holds a row of a few dozen bytes
// and the primary ID for each record, and never the records, so that a million
// records fit into memory. It does not depend on Terraform or HTTP.
package recordfile
