// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// normalizeURL returns the URL that a setting means: without white space around
// it, a slash at its end, and the beginning of the paths of requests, which people
// copy from the documentation of an API. A proxy of the API may have a path of its
// own, the hosts of the system have none.
func (s system) normalizeURL(value string) (string, error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", errors.New("is blank: remove it, or set the URL")
	}
	if err := framework.CheckURL(value); err != nil {
		return "", err
	}
	parsed, err := rest.ParseBaseURL(value)
	if err != nil {
		return "", err
	}
	path := s.withoutRequestPath(strings.TrimRight(parsed.EscapedPath(), "/"))
	root := parsed.Scheme + "://" + strings.ToLower(parsed.Host)
	switch {
	case s.needsTenant && path == "":
		return "", errors.New("lacks the tenant's path: it must look like https://app.processunity.net/mycompany")
	case path != "" && s.isOwnHost(parsed):
		return "", fmt.Errorf("must have no path at this host: use %s", root)
	}
	return root + path, nil
}

// checkURL is normalizeURL for the schema.
func (s system) checkURL(value string) error {
	_, err := s.normalizeURL(value)
	return err
}

func (s system) withoutRequestPath(path string) string {
	for _, begin := range s.requestPaths {
		if short, found := strings.CutSuffix(path, begin); found {
			return strings.TrimRight(short, "/")
		}
	}
	return path
}

func (s system) isOwnHost(address *url.URL) bool {
	return slices.ContainsFunc(s.baseURLs, func(own string) bool {
		return strings.EqualFold(own, "https://"+address.Host)
	})
}
