// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package world holds the data that the sandbox's systems serve: a small
// hand-written world, and a generator for any size. It knows no HTTP.
package world

// World is what all the systems know. A part is embedded when its words say
// which system they are of, so that a test changes the world without naming the
// system.
type World struct {
	Scorecards
	CustomConnections
	Tenant
	JumpCloud *JumpCloud
	NowSecure NowSecure
	// Compliance is Secureframe's, too.
	Compliance Compliance
}

// PlantedSecret is in the evidence or the cookie of every issue, and in the query
// of every page. It
// must never be found in a state, a plan, a log, or a diagnostic.
const PlantedSecret = "planted-7f3a9c-never-store-me" //nolint:gosec // a marker to search for, no credential
