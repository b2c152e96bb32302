// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"math/big"
	"net/netip"
	"slices"
	"strings"
)

// addresses are a range of addresses of one family, from first to last.
type addresses struct{ first, last netip.Addr }

// parseAddresses reads an entry of an IP list: an address, a network, or a range
// with a dash, which may be an en dash and have spaces around it (docs).
func parseAddresses(entry string) (addresses, bool) {
	entry = strings.NewReplacer("\u2013", "-", "\u2014", "-").Replace(strings.TrimSpace(entry))
	if prefix, err := netip.ParsePrefix(entry); err == nil {
		return ofPrefix(prefix.Masked()), true
	}
	from, to, isRange := strings.Cut(entry, "-")
	if !isRange {
		to = from
	}
	first, firstErr := netip.ParseAddr(strings.TrimSpace(from))
	last, lastErr := netip.ParseAddr(strings.TrimSpace(to))
	read := addresses{first.Unmap(), last.Unmap()}
	isWhole := firstErr == nil && lastErr == nil && first.Zone() == "" && last.Zone() == ""
	return read, isWhole && read.first.BitLen() == read.last.BitLen() && !read.last.Less(read.first)
}

// ofPrefix returns the addresses of a network. IPv4 in IPv6 is IPv4.
func ofPrefix(prefix netip.Prefix) addresses {
	last := prefix.Addr().AsSlice()
	for bit := prefix.Bits(); bit < len(last)*8; bit++ {
		last[bit/8] |= 0x80 >> (bit % 8)
	}
	end, _ := netip.AddrFromSlice(last)
	if prefix.Addr().Is4In6() && prefix.Bits() >= 96 {
		return addresses{prefix.Addr().Unmap(), end.Unmap()}
	}
	return addresses{prefix.Addr(), end}
}

// The networks that are no part of the internet.
var privateNetworks = []addresses{
	ofPrefix(netip.MustParsePrefix("10.0.0.0/8")),
	ofPrefix(netip.MustParsePrefix("172.16.0.0/12")),
	ofPrefix(netip.MustParsePrefix("192.168.0.0/16")),
	ofPrefix(netip.MustParsePrefix("fc00::/7")),
}

// isWide reports whether ranges together have as many public addresses as a
// network of 8 bits in IPv4, or of 16 bits in IPv6.
func isWide(ranges []addresses) bool {
	for _, family := range []struct {
		length int
		limit  *big.Int
	}{{32, power(32 - 8)}, {128, power(128 - 16)}} {
		count := new(big.Int)
		for _, merged := range mergeAddresses(ranges, family.length) {
			count.Add(count, merged.count())
			for _, private := range privateNetworks {
				count.Sub(count, merged.overlap(private).count())
			}
		}
		if count.Cmp(family.limit) >= 0 {
			return true
		}
	}
	return false
}

func power(bits uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), bits) }

// mergeAddresses returns the ranges of a family without overlaps.
func mergeAddresses(ranges []addresses, length int) []addresses {
	sorted := slices.DeleteFunc(slices.Clone(ranges), func(a addresses) bool { return a.first.BitLen() != length })
	slices.SortFunc(sorted, func(a, b addresses) int { return cmp.Or(a.first.Compare(b.first), a.last.Compare(b.last)) })
	var merged []addresses
	for _, next := range sorted {
		if at := len(merged) - 1; at >= 0 && !merged[at].last.Less(next.first) {
			if merged[at].last.Less(next.last) {
				merged[at].last = next.last
			}
			continue
		}
		merged = append(merged, next)
	}
	return merged
}

// overlap returns the addresses that are in both ranges. It has none if its last is
// less than its first.
func (a addresses) overlap(b addresses) addresses {
	if a.first.BitLen() != b.first.BitLen() {
		return addresses{}
	}
	return addresses{slices.MaxFunc([]netip.Addr{a.first, b.first}, netip.Addr.Compare), slices.MinFunc([]netip.Addr{a.last, b.last}, netip.Addr.Compare)}
}

func (a addresses) count() *big.Int {
	if !a.first.IsValid() || a.last.Less(a.first) {
		return new(big.Int)
	}
	number := func(address netip.Addr) *big.Int { return new(big.Int).SetBytes(address.AsSlice()) }
	difference := new(big.Int).Sub(number(a.last), number(a.first))
	return difference.Add(difference, big.NewInt(1))
}
