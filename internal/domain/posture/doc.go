// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package posture has the common vocabulary for the data of every system, and
// the decisions about that data: grades, severities, domain names, companies,
// findings, and the gate. It does not depend on Terraform, HTTP, or a clock.
package posture
