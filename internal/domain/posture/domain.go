// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// domainProfile maps names as browsers do (UTS 46, non-transitional), so that
// "Bücher.example" and "xn--bcher-kva.example" are one company.
var domainProfile = idna.New(
	idna.MapForLookup(),
	idna.BidiRule(),
	idna.StrictDomainName(true),
	idna.VerifyDNSLength(true),
	idna.Transitional(false),
	idna.CheckHyphens(false), // "r3---sn.example.com" is in use; asciiDomain rejects the rest
)

// asciiDomain matches every result of NormalizeDomain: at least two labels of
// letters, digits and inner hyphens.
var asciiDomain = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

var errNoDomainCharacters = errors.New("it contains a character or a label that is not allowed in a domain name")

// NormalizeDomain returns the normalized form of the domain name in value:
// lower case, ASCII (internationalized names in their xn-- form), without
// scheme, user, port, path, or trailing dot. The error says what is wrong with
// value. A "www." label is kept, because the name may be a separate company.
func NormalizeDomain(value string) (string, error) {
	if isPlainDomain(value) {
		return value, nil
	}
	domain, err := normalizeDomain(strings.TrimSpace(value))
	if err != nil {
		return "", fmt.Errorf("%.300q is not a domain name: %w", value, err)
	}
	return domain, nil
}

func normalizeDomain(value string) (string, error) {
	host, err := hostOf(value)
	if err != nil {
		return "", err
	}
	domain, err := toASCII(trimRootDot(host))
	if err != nil {
		return "", errNoDomainCharacters
	}
	labels := strings.Split(domain, ".")
	switch last := labels[len(labels)-1]; {
	case len(labels) < 2:
		return "", errors.New("it has no dot")
	case strings.Trim(last, "0123456789") == "":
		return "", errors.New("its last label is a number or empty, as in an IP address")
	case !asciiDomain.MatchString(domain):
		return "", errNoDomainCharacters
	}
	return domain, nil
}

// toASCII rejects a host that the profile maps to a name that the profile does
// not accept: invalid UTF-8, and some names that mix writing directions.
func toASCII(host string) (string, error) {
	domain, err := domainProfile.ToASCII(host)
	if err != nil {
		return "", err
	}
	return domainProfile.ToASCII(domain)
}

// schemePrefix distinguishes "https://example.com" from "example.com/a//b".
var schemePrefix = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*:)?//`)

func hostOf(value string) (string, error) {
	if !schemePrefix.MatchString(value) {
		if strings.Contains(beforePath(value), "@") {
			return "", errors.New("it looks like an email address")
		}
		value = "//" + value
	}
	parsed, err := url.Parse(value)
	if err != nil {
		return "", errors.New("it cannot be parsed as a host or a URL")
	}
	if parsed.Hostname() == "" {
		return "", errors.New("it does not contain a host")
	}
	return parsed.Hostname(), nil
}

func beforePath(value string) string {
	if end := strings.IndexAny(value, "/?#"); end >= 0 {
		return value[:end]
	}
	return value
}

// trimRootDot removes one trailing dot, in any of the forms that IDNA counts as
// a dot. It keeps a second one, which the profile rejects.
func trimRootDot(host string) string {
	last, size := utf8.DecodeLastRuneInString(host)
	if strings.ContainsRune(".。．｡", last) {
		return host[:len(host)-size]
	}
	return host
}
