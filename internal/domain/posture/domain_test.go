// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestNormalizeDomain(t *testing.T) {
	t.Parallel()
	longLabel := strings.Repeat("a", 63)
	tests := map[string]struct{ value, want string }{
		"already normal":        {"example.com", "example.com"},
		"case":                  {"Example.COM", "example.com"},
		"space around":          {" \texample.com\n", "example.com"},
		"trailing dot":          {"example.com.", "example.com"},
		"trailing wide dot":     {"example.com。", "example.com"},
		"wide dot inside":       {"example。com", "example.com"},
		"scheme":                {"https://example.com", "example.com"},
		"any scheme":            {"svn+ssh://example.com", "example.com"},
		"no scheme but slashes": {"//example.com/", "example.com"},
		"path":                  {"example.com/a/b//c", "example.com"},
		"query":                 {"example.com?q=1", "example.com"},
		"fragment":              {"example.com#top", "example.com"},
		"port":                  {"example.com:8443", "example.com"},
		"user":                  {"https://user:secret@example.com:8443/x?y#z", "example.com"},
		"at sign in the path":   {"example.com/@team", "example.com"},
		"at sign in the query":  {"example.com?mail=a@b.example", "example.com"},
		"dot before the path":   {"example.com./a", "example.com"},
		"www is kept":           {"www.example.com", "www.example.com"},
		"international":         {"Bücher.example", "xn--bcher-kva.example"},
		"international encoded": {"XN--Bcher-KVA.example", "xn--bcher-kva.example"},
		"percent-encoded":       {"https://b%C3%BCcher.example", "xn--bcher-kva.example"},
		"sharp s as browsers":   {"faß.example", "xn--fa-hia.example"},
		"full width":            {"ｅｘａｍｐｌｅ.com", "example.com"},
		"soft hyphen":           {"exam\u00adple.com", "example.com"},
		"decomposed":            {"bu\u0308cher.example", "xn--bcher-kva.example"},
		"digits":                {"1e100.net", "1e100.net"},
		"numeric label":         {"360.cn", "360.cn"},
		"double hyphen":         {"r3---sn.example.com", "r3---sn.example.com"},
		"longest label":         {longLabel + ".example", longLabel + ".example"},
		"international TLD":     {"例え.テスト", "xn--r8jz45g.xn--zckzah"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := posture.NormalizeDomain(test.value)
			if err != nil || got != test.want {
				t.Errorf("NormalizeDomain(%q) = %q, %v, want %q", test.value, got, err, test.want)
			}
		})
	}
}

func TestNormalizeDomain_refuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ value, because string }{
		"nothing":          {"", "does not contain a host"},
		"space":            {"  ", "does not contain a host"},
		"no host":          {"https:///path", "does not contain a host"},
		"email":            {"user@example.com", "email"},
		"one label":        {"localhost", "no dot"},
		"dot only":         {".", "character or a label"},
		"two dots at end":  {"example.com..", "number or empty"},
		"leading dot":      {".example.com", "character or a label"},
		"empty label":      {"example..com", "character or a label"},
		"IPv4":             {"192.0.2.1", "number or empty"},
		"IPv6":             {"[2001:db8::1]", "character or a label"},
		"space inside":     {"exam ple.com", "cannot be parsed"},
		"line feed inside": {"example.com\nevil.example", "cannot be parsed"},
		"underscore":       {"_dmarc.example.com", "character or a label"},
		"wildcard":         {"*.example.com", "character or a label"},
		"leading hyphen":   {"-example.com", "character or a label"},
		"trailing hyphen":  {"example-.com", "character or a label"},
		"hyphen in TLD":    {"example.com-", "character or a label"},
		"label too long":   {strings.Repeat("a", 64) + ".example", "character or a label"},
		"name too long":    {strings.Repeat("a.", 127) + "example", "character or a label"},
		"false punycode":   {"xn--a.example", "character or a label"},
		"ASCII punycode":   {"xn--example-.com", "character or a label"},
		"list":             {"example.com,example.org", "character or a label"},
		"invalid UTF-8":    {"exam\xffple.com", "character or a label"},
		"mixed directions": {"אb.example", "character or a label"},
		"bad port":         {"example.com:https", "cannot be parsed"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := posture.NormalizeDomain(test.value)
			if err == nil {
				t.Fatalf("NormalizeDomain(%q) = %q, want an error", test.value, got)
			}
			if got != "" || !strings.Contains(err.Error(), test.because) {
				t.Errorf("NormalizeDomain(%q) = %q, %v, want an error with %q", test.value, got, err, test.because)
			}
		})
	}
}

// strictDomain is written apart from the code's own check on purpose.
var strictDomain = regexp.MustCompile(`^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$`)

func FuzzNormalizeDomain(f *testing.F) {
	for _, value := range []string{
		"", ".", "example.com", "Example.COM.", "https://u:p@example.com:1/a?b#c", "bücher.example",
		"xn--bcher-kva.example", "例え。テスト", "a@b.c", "[::1]:80", "192.0.2.1", "%C3%BC.example",
		"a\u00ad.b", "\u200d.example", "אב.example", "-a.b-", "a..b", "xn--.xn--", "ab--cd.example", "a.b\x00", "\xff.a", "%ff.a", "aℵb.example",
	} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		domain, err := posture.NormalizeDomain(value)
		if err != nil {
			if domain != "" {
				t.Fatalf("NormalizeDomain(%q) = %q with the error %v", value, domain, err)
			}
			return
		}
		if !strictDomain.MatchString(domain) || len(domain) > 253 {
			t.Fatalf("NormalizeDomain(%q) = %q, which is no ASCII domain name", value, domain)
		}
		if again, err := posture.NormalizeDomain(domain); err != nil || again != domain {
			t.Fatalf("NormalizeDomain(%q) = %q, but of that it is %q, %v", value, domain, again, err)
		}
	})
}
