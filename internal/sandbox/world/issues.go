// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"
)

// Issue is one active issue. Which fields it has depends on its type: cookies,
// certificates, services and the rest each have their own.
type Issue struct {
	ID string
	// Count is how many times the issue was found.
	Count int
	// Status is active, resolved or departed.
	Status        string
	EffectiveDate time.Time
	FirstSeen     time.Time
	LastSeen      time.Time
	URL           string
	Domain        string
	Target        string
	Port          int
	Hostname      string
	DstIP         string // of connection_attributes, as DstPort
	DstPort       int
	IssuerName    string
	Fingerprint   string
	Sources       []string
	Evidence      []string
	Observations  []Observation
}

// Observation is the raw evidence of one sighting of an issue.
type Observation struct {
	IP         string
	Port       int
	SNI        string
	CookieName string
	RawCookie  string
	LastSeen   time.Time
}

// epoch is when the world's history starts; nothing in it follows the clock.
var epoch = time.Date(2026, time.January, 5, 3, 30, 0, 0, time.UTC)

// IssuesOf returns the company's active issues of one type.
func (c Company) IssuesOf(active Active) []Issue {
	if active.Issues != nil {
		return active.Issues
	}
	issues := make([]Issue, active.Count)
	for i := range issues {
		issues[i] = makeUp(c.Domain, active.Type, i)
	}
	return issues
}

// makeUp returns the issue that the company always has at the index.
func makeUp(domain, issueType string, index int) Issue {
	number := hash(domain, issueType, index)
	first := epoch.Add(time.Duration(number%2000) * time.Hour)
	last := first.Add(time.Duration(24+number%500) * time.Hour)
	issue := Issue{
		ID:            identifier(domain, issueType, index),
		Count:         1 + int(number%3),
		Status:        "active",
		EffectiveDate: last.Truncate(24 * time.Hour),
		FirstSeen:     first,
		LastSeen:      last,
	}
	issue.describe(domain, issueType, number)
	return issue
}

// describe fills the fields that issues of the type have. A cookie is as it was
// recorded. The others have the fields of the specification: certificates those
// of active issues, and the rest the place that past issues of such types have,
// which is in one field or another, or nowhere.
func (i *Issue) describe(domain, issueType string, number uint64) {
	address := fmt.Sprintf("192.0.2.%d", 1+number%254)
	host := "www." + domain
	i.Evidence = []string{"evidence " + PlantedSecret}
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(issueType, part) })
	}
	switch {
	case has("cookie_"):
		i.EffectiveDate, i.Evidence = time.Time{}, nil
		i.URL, i.Domain, i.Sources = "https://"+host+"/login?session="+PlantedSecret, host, []string{"web"}
		i.Observations = []Observation{{CookieName: "session", RawCookie: "session=" + PlantedSecret + "; Path=/", LastSeen: i.LastSeen}}
	case has("tls"):
		i.IssuerName = "CN=Sandbox Issuing CA"
		i.Fingerprint = fmt.Sprintf("%016x", number)
		i.Observations = []Observation{{IP: address, Port: 443, SNI: host, LastSeen: i.LastSeen}}
	case has("service_", "ssh_", "open_port"):
		i.DstIP, i.DstPort = address, 22+int(number%4000)
	case has("csp_", "hsts_", "redirect_", "waf_", "https", "sri_", "xss_"):
		i.URL, i.Hostname = "https://"+host+"/?token="+PlantedSecret, host
	case has("dmarc_", "spf_", "dkim_", "typosquat"):
		i.Target = domain
	}
}

// hash returns the same number for the same words on every run.
func hash(words ...any) uint64 {
	sum := fnv.New64a()
	fmt.Fprintln(sum, words...)
	return sum.Sum64()
}

// identifier returns a UUID that follows from the words, as version 5 does.
func identifier(words ...any) string {
	sum := fnv.New128a()
	fmt.Fprintln(sum, words...)
	id := sum.Sum(nil)
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
