// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package posture is the vocabulary that every system's data is brought into,
// and the decisions made over it: grades, severities, domain names, companies,
// findings, and the gate. It knows no Terraform, no HTTP and no clock.
package posture
