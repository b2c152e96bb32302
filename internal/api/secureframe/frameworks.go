// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// frameworkEntry are the attributes of a framework that are read (spec).
type frameworkEntry struct {
	identity

	Key string `json:"key"`
}

// UnknownFrameworksError says which frameworks the account does not have.
type UnknownFrameworksError struct {
	Keys []string
	// Known are the keys of those that it has, sorted.
	Known []string
}

func (e *UnknownFrameworksError) Error() string {
	return fmt.Sprintf("no framework of the account has the key %s; it has %s", problem.Keys(e.Keys), cmp.Or(problem.Keys(e.Known), "none"))
}

// readOfFrameworks reads a list, or of it what belongs to the frameworks. What
// belongs to one is asked of the server, because the objects do not say it (live).
// The server has no error for a framework that does not exist: it answers with
// nothing (live). So the keys are looked up before.
func readOfFrameworks[A identified](ctx context.Context, c *Client, l list, frameworks []string) ([]resource[A], error) {
	if len(frameworks) == 0 {
		return readList[A](ctx, c.rest, l)
	}
	if err := c.checkFrameworks(ctx, frameworks); err != nil {
		return nil, err
	}
	perFramework, err := rest.Map(ctx, c.rest, "frameworks", unique(frameworks), func(ctx context.Context, key string) ([]resource[A], error) {
		narrow := l
		narrow.query = url.Values{"q": {"frameworks:" + lucenePhrase(key)}}
		return readList[A](ctx, c.rest, narrow)
	})
	if err != nil {
		return nil, err
	}
	entries, err := rest.Distinct(slices.Concat(perFramework...), rest.Entries[resource[A]]{
		Noun: l.noun, Key: "id", Identity: func(entry resource[A]) string { return entry.ID },
	})
	if err != nil {
		return nil, c.rest.Unexpected(l.request(1), err)
	}
	slices.SortFunc(entries, func(a, b resource[A]) int { return cmp.Compare(a.ID, b.ID) })
	return entries, nil
}

// checkFrameworks refuses keys that no framework has.
func (c *Client) checkFrameworks(ctx context.Context, keys []string) error {
	entries, err := readList[frameworkEntry](ctx, c.rest, list{noun: "framework", path: "/frameworks"})
	if err != nil {
		return err
	}
	known := make([]string, 0, len(entries))
	for _, entry := range entries {
		known = append(known, entry.Attributes.Key)
	}
	unknown := slices.DeleteFunc(unique(keys), func(key string) bool { return slices.Contains(known, key) })
	if len(unknown) > 0 {
		return &UnknownFrameworksError{Keys: unknown, Known: unique(known)}
	}
	return nil
}

// lucenePhrase writes a value for a query in Lucene's syntax.
func lucenePhrase(value string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}

// unique returns the words sorted, each once.
func unique(words []string) []string { return slices.Compact(slices.Sorted(slices.Values(words))) }
