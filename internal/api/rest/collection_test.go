// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// item is an entry of a list.
type item struct{ ID, Value string }

func items() rest.Entries[item] {
	return rest.Entries[item]{Noun: "item", Key: "id", Identity: func(i item) string { return i.ID }}
}

// listPage is a page, and the total that it names; 0 if it names none.
type listPage struct {
	entries []item
	total   int
}

func collectPages(entries rest.Entries[item], pages ...listPage) ([]item, error) {
	collected := rest.NewCollection(entries)
	for _, page := range pages {
		collected.Announce(page.total)
		if err := collected.Add(page.entries); err != nil {
			return nil, err
		}
	}
	return collected.Whole()
}

// randomListPages splits a list into pages that may overlap, leave entries out,
// come in another order, and be empty, and name any totals or none. Now and then
// an entry changes between two pages.
func randomListPages(random *rand.Rand) []listPage {
	size, start := random.IntN(8), 0
	pages := make([]listPage, 1+random.IntN(5))
	for i := range pages {
		shifted := start + max(0, random.IntN(9)-6) - max(0, random.IntN(9)-6)
		end := start + random.IntN(4)
		for number := max(0, shifted); number < min(size, end); number++ {
			entry := item{ID: fmt.Sprint(number), Value: "first"}
			if random.IntN(6) == 0 {
				entry.Value = "second"
			}
			pages[i].entries = append(pages[i].entries, entry)
		}
		if random.IntN(3) > 0 {
			pages[i].total = max(0, size+random.IntN(5)-3)
		}
		start = end
	}
	random.Shuffle(len(pages), func(a, b int) { pages[a], pages[b] = pages[b], pages[a] })
	return pages
}

// obvious is what the pages of a list come to, in as many words as it takes.
func obvious(pages []listPage) (list []item, failure string) {
	list = []item{}
	values, largest := map[string]string{}, 0
	for _, page := range pages {
		for _, entry := range page.entries {
			value, came := values[entry.ID]
			if came && value != entry.Value {
				return nil, fmt.Sprintf("item %q came twice with different values: the list may have changed while it was read", entry.ID)
			}
			if !came {
				list = append(list, entry)
			}
			values[entry.ID] = entry.Value
		}
		if page.total > largest {
			largest = page.total
		}
	}
	if len(values) < largest {
		return nil, fmt.Sprintf("it announces %d entries, and has %d different ones: the list may have changed while it was read", largest, len(values))
	}
	return list, ""
}

// However a list is split into pages, however they overlap, and whichever totals
// they name, it comes whole, each entry once, or is an error.
func TestCollection_wholeOrAnError(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(11, 28))
	outcomes := map[string]int{}
	for range 20_000 {
		pages := randomListPages(random)
		want, failure := obvious(pages)
		got, err := collectPages(items(), pages...)
		if diff := cmp.Diff(want, got); diff != "" || (err == nil) != (failure == "") || err != nil && err.Error() != failure {
			t.Fatalf("%+v: got %v, want %q\n%s", pages, err, failure, diff)
		}
		kind, _, _ := strings.Cut(failure, " ")
		outcomes[kind]++
	}
	for _, kind := range []string{"", "item", "it"} {
		if outcomes[kind] < 1000 {
			t.Errorf("the outcome %q came %d times of 20,000: the test sees too little", kind, outcomes[kind])
		}
	}
}

// An entry that cannot be told from others is an error, unless the list keeps
// them: then it is one of its own, and no proof that the list is whole.
func TestCollection_withoutIdentity(t *testing.T) {
	t.Parallel()
	pages := []listPage{{entries: []item{{ID: "a"}, {Value: "x"}}}, {entries: []item{{Value: "x"}}}}
	if _, err := collectPages(items(), pages...); err == nil || err.Error() != `item 2 has no "id"` {
		t.Errorf("got %v", err)
	}
	keeping := items()
	keeping.KeepNameless = true
	got, err := collectPages(keeping, pages...)
	if diff := cmp.Diff([]item{{ID: "a"}, {Value: "x"}, {Value: "x"}}, got); diff != "" || err != nil {
		t.Errorf("got %v (-want +got):\n%s", err, diff)
	}
	pages[0].total = 2
	if _, err := collectPages(keeping, pages...); err == nil {
		t.Error("entries without an identity count toward the total")
	}
	// A merge finds its entry among those without an identity.
	got, err = collectPages(keeping, listPage{entries: []item{{}, {ID: "a"}}}, listPage{entries: []item{{}, {ID: "a"}}})
	if diff := cmp.Diff([]item{{}, {ID: "a"}, {}}, got); diff != "" || err != nil {
		t.Errorf("got %v (-want +got):\n%s", err, diff)
	}
}

// A list may say what two entries of one identity are together.
func TestCollection_merge(t *testing.T) {
	t.Parallel()
	worst := items()
	worst.Merge = func(before, again item) (item, bool) {
		return item{ID: before.ID, Value: max(before.Value, again.Value)}, again.Value != "no"
	}
	a := func(value string) listPage { return listPage{entries: []item{{ID: "a", Value: value}}} }
	got, err := collectPages(worst, a("1"), a("3"), a("2"))
	if diff := cmp.Diff([]item{{ID: "a", Value: "3"}}, got); diff != "" || err != nil {
		t.Errorf("got %v (-want +got):\n%s", err, diff)
	}
	if got, err = collectPages(worst, a("1"), a("no")); err == nil || got != nil {
		t.Errorf("got %v, %v", got, err)
	}
}
