// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"
)

// activeIssuePlace says where a weakness is. Each issue type has some of these
// fields, or none of them: the specification describes 205 types, of which 46
// have a target or a domain, 148 have the host in another field only, and 23
// have a port of their own (spec). Of observations, only the address is
// decoded, and of evidence nothing: they may hold cookies and other secrets
// (live).
type activeIssuePlace struct {
	Target       lenient[string]             `json:"target"`
	Domain       lenient[string]             `json:"domain"`
	Hostname     lenient[string]             `json:"hostname"`
	URL          lenient[string]             `json:"url"`
	FinalURL     lenient[string]             `json:"final_url"`
	IP           lenient[string]             `json:"ip"`
	IPAddress    lenient[string]             `json:"ip_address"`
	DstIP        lenient[string]             `json:"dst_ip"`
	DstPort      lenient[*float64]           `json:"dst_port"`
	Port         lenient[*float64]           `json:"port"`
	Connection   lenient[issueConnection]    `json:"connection_attributes"`
	Observations lenient[[]issueObservation] `json:"observations"`
}

type issueConnection struct {
	DstIP   lenient[string]   `json:"dst_ip"`
	DstPort lenient[*float64] `json:"dst_port"`
}

type issueObservation struct {
	IP   lenient[string]   `json:"ip"`
	Port lenient[*float64] `json:"port"`
	SNI  lenient[string]   `json:"sni"`
}

// host is the host name or the address that has the weakness, or "".
func (p activeIssuePlace) host() string {
	ofPage, _ := authority(p.page())
	return cmp.Or(
		bare(p.Target.value), bare(p.Domain.value), bare(p.Hostname.value), ofPage,
		bare(p.IP.value), bare(p.IPAddress.value), bare(p.DstIP.value), bare(p.Connection.value.DstIP.value),
		agreed(p, func(seen issueObservation) string { return bare(seen.SNI.value) }),
		agreed(p, func(seen issueObservation) string { return bare(seen.IP.value) }),
	)
}

// page is the address of the page that has the weakness, or "".
func (p activeIssuePlace) page() string { return cmp.Or(bare(p.URL.value), bare(p.FinalURL.value)) }

// port is the network port, or nil.
func (p activeIssuePlace) port() *int64 {
	_, ofPage := authority(p.page())
	port := cmp.Or(
		portOf(p.Port), portOf(p.DstPort), portOf(p.Connection.value.DstPort),
		agreed(p, func(seen issueObservation) int64 { return portOf(seen.Port) }), ofPage,
	)
	if port == 0 {
		return nil
	}
	return &port
}

// agreed is what all observations say, or nothing if they differ.
func agreed[T comparable](p activeIssuePlace, say func(issueObservation) T) T {
	var said, nothing T
	for i, seen := range p.Observations.value {
		if i > 0 && say(seen) != said {
			return nothing
		}
		said = say(seen)
	}
	return said
}

const maxPort = 1<<16 - 1

// portOf returns a port, or 0 for a number that is not a port.
func portOf(number lenient[*float64]) int64 {
	port := between(1, maxPort, number.value)
	if port == nil || float64(*port) != *number.value {
		return 0
	}
	return *port
}

// bare removes from an address what may be a secret: the user, the query, the
// fragment, and the parameters of the path, such as ;jsessionid=1.
func bare(address string) string {
	if end := strings.IndexAny(address, "?#;"); end >= 0 {
		address = address[:end]
	}
	scheme, rest, found := strings.Cut(address, "://")
	if !found {
		scheme, rest = "", address
	}
	host, path, slash := strings.Cut(rest, "/")
	host = host[strings.LastIndex(host, "@")+1:]
	if found {
		host = scheme + "://" + host
	}
	if slash {
		host += "/" + path
	}
	return host
}

// authority is the host and the port that an address names, or nothing.
func authority(address string) (host string, port int64) {
	if _, rest, found := strings.Cut(address, "://"); found {
		address = rest
	}
	name, _, _ := strings.Cut(address, "/")
	parsed, err := url.Parse("//" + name)
	if err != nil {
		return "", 0
	}
	port, _ = strconv.ParseInt(parsed.Port(), 10, 64)
	if port < 0 || port > maxPort {
		port = 0
	}
	return parsed.Hostname(), port
}
