// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package ledger_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
)

const place = "https://api.example schema"

func state(marks bool, keys ...string) ledger.State {
	return ledger.State{Destination: place, Keys: ledger.SetOf(slices.Values(keys)), Marks: marks}
}

// whole are records that a resource replaces, each with its key as content.
func whole(keys ...string) map[string]ledger.Content {
	records := map[string]ledger.Content{}
	for _, key := range keys {
		records[key] = ledger.Content{ledger.Whole: key}
	}
	return records
}

func plan(marks bool, keys ...string) ledger.Plan {
	return ledger.Plan{Destination: place, Records: ledger.Listed{Contents: whole(keys...)}, Marks: marks}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// Whichever of two resources lets go of a record, the other one keeps it alive.
func TestLedger_sharedRecords(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before func(l *ledger.Ledger)
		want   ledger.Shared
	}{
		"no other resource": {func(*ledger.Ledger) {}, ledger.Shared{}},
		"another resource that marks": {
			func(l *ledger.Ledger) { l.Refresh("one", state(true, "a", "b")) },
			ledger.Shared{Kept: []string{"a"}, Threatened: []string{"a"}},
		},
		"another resource that does not mark": {
			func(l *ledger.Ledger) { l.Refresh("one", state(false, "a")) },
			ledger.Shared{Kept: []string{"a"}},
		},
		"one that is planned to let go": {
			func(l *ledger.Ledger) {
				l.Refresh("one", state(true, "a"))
				l.Plan("one", plan(true))
			},
			ledger.Shared{Threatened: []string{"a"}},
		},
		"one that is planned to let go without a mark": {
			func(l *ledger.Ledger) {
				l.Refresh("one", state(true, "a"))
				l.Plan("one", plan(false))
			},
			ledger.Shared{},
		},
		"one that is planned to keep it": {
			func(l *ledger.Ledger) {
				l.Refresh("one", state(true, "a"))
				l.Plan("one", plan(true, "a"))
			},
			ledger.Shared{Kept: []string{"a"}},
		},
		"one that is planned to take it": {
			func(l *ledger.Ledger) { l.Plan("one", plan(true, "a")) },
			ledger.Shared{Kept: []string{"a"}},
		},
		"one that keeps it from its own mark": {
			func(l *ledger.Ledger) {
				l.Refresh("zero", state(false, "a"))
				l.Refresh("one", state(true, "a"))
				l.Plan("zero", plan(false))
				l.Plan("one", plan(true))
			},
			ledger.Shared{},
		},
		"one at another place": {
			func(l *ledger.Ledger) {
				other := state(true, "a")
				other.Destination = "elsewhere"
				l.Refresh("one", other)
			},
			ledger.Shared{},
		},
		"one that moves to another place": {
			func(l *ledger.Ledger) {
				l.Refresh("one", state(true, "a"))
				moved := plan(true, "a")
				moved.Destination = "elsewhere"
				l.Plan("one", moved)
			},
			ledger.Shared{},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var l ledger.Ledger
			test.before(&l)
			equal(t, "shared", l.Refresh("two", state(true, "a", "c")), test.want)
		})
	}
}

// Two resources that hold a record after the run are found by the second one.
func TestLedger_plannedTwice(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		one, two ledger.Content
		want     ledger.Findings
	}{
		"the same":          {ledger.Content{ledger.Whole: "1"}, ledger.Content{ledger.Whole: "1"}, ledger.Findings{Twice: []string{"a"}}},
		"another content":   {ledger.Content{ledger.Whole: "1"}, ledger.Content{ledger.Whole: "2"}, ledger.Findings{Contradicted: []string{"a"}}},
		"an unknown one":    {ledger.Content{ledger.Whole: "1"}, ledger.Content{ledger.Whole: ""}, ledger.Findings{Twice: []string{"a"}}},
		"a part of a whole": {ledger.Content{ledger.Whole: "1"}, ledger.Content{"x": "1"}, ledger.Findings{Twice: []string{"a"}}},
		"a whole of a part": {ledger.Content{"x": "1"}, ledger.Content{ledger.Whole: "1"}, ledger.Findings{Twice: []string{"a"}}},
		"parts":             {ledger.Content{}, ledger.Content{}, ledger.Findings{}},
		"other fields":      {ledger.Content{"x": "1"}, ledger.Content{"y": "2"}, ledger.Findings{}},
		"the same field":    {ledger.Content{"x": "1", "y": "2"}, ledger.Content{"x": "1", "z": "3"}, ledger.Findings{Twice: []string{"a"}}},
		"a field otherwise": {ledger.Content{"x": "1", "y": "2"}, ledger.Content{"x": "1", "y": "3"}, ledger.Findings{Contradicted: []string{"a"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var l ledger.Ledger
			first, second := plan(false, "a", "b"), plan(false, "a", "c")
			first.Records = ledger.Listed{Contents: map[string]ledger.Content{"a": test.one}}
			second.Records = ledger.Listed{Contents: map[string]ledger.Content{"a": test.two}}
			equal(t, "the first plan", l.Plan("one", first), ledger.Findings{})
			equal(t, "the second plan", l.Plan("two", second), test.want)
			equal(t, "the first one again", l.Plan("one", first), test.want)
		})
	}
}

// Without a refresh, a record that one resource would mark and another one holds is
// found by the second one.
func TestLedger_endangeredRecords(t *testing.T) {
	t.Parallel()
	leaving := plan(true)
	leaving.Before = ledger.Set{"a": true}
	holding := plan(true, "a")
	holding.Before = ledger.Set{"a": true}
	sending := plan(true, "a")
	sending.Before = ledger.Set{"a": true}
	sending.Records = ledger.Listed{Contents: whole("a"), Sent: map[string]bool{"a": true}}
	keeping := leaving
	keeping.Kept = []string{"a"}
	destroyed := leaving
	destroyed.IsDestroyed = true
	for name, test := range map[string]struct {
		one, two ledger.Plan
		want     ledger.Findings
	}{
		"it is destroyed first": {destroyed, holding, ledger.Findings{Endangered: []string{"a"}}},
		"it is destroyed last":  {holding, destroyed, ledger.Findings{Held: []string{"a"}}},
		"it leaves first":       {leaving, holding, ledger.Findings{Endangered: []string{"a"}}},
		"it leaves last":        {holding, leaving, ledger.Findings{Held: []string{"a"}, Endangered: []string{"a"}}},
		"it is sent":            {leaving, sending, ledger.Findings{}},
		"it was sent":           {sending, leaving, ledger.Findings{Held: []string{"a"}}},
		"it is kept":            {keeping, holding, ledger.Findings{}},
		"it is kept, and last":  {holding, keeping, ledger.Findings{Held: []string{"a"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var l ledger.Ledger
			l.Plan("one", test.one)
			equal(t, "findings", l.Plan("two", test.two), test.want)
		})
	}
}

// With a refresh, no order of the two resources endangers a record, unless neither
// keeps it.
func TestLedger_everyOrder(t *testing.T) {
	t.Parallel()
	for _, order := range []string{"RrPp", "RrpP", "rRPp", "rRpP", "RPrp", "rpRP"} {
		var l ledger.Ledger
		var leaves, holds ledger.Shared
		var found []ledger.Findings
		for _, step := range order {
			switch step {
			case 'R':
				leaves = l.Refresh("leaves", state(true, "a"))
			case 'r':
				holds = l.Refresh("holds", state(true, "a"))
			case 'P':
				leaving := plan(true)
				leaving.Kept = leaves.Kept
				found = append(found, l.Plan("leaves", leaving))
			case 'p':
				holding := plan(true, "a")
				holding.Kept = holds.Kept
				holding.Records = ledger.Listed{Contents: whole("a"), Sent: map[string]bool{"a": slices.Contains(holds.Threatened, "a")}}
				found = append(found, l.Plan("holds", holding))
			}
		}
		if isSafe := slices.Contains(leaves.Kept, "a") || slices.Contains(holds.Threatened, "a"); !isSafe {
			t.Errorf("%s: the record is neither kept nor sent again", order)
		}
		for _, one := range found {
			equal(t, order, one.Endangered, []string(nil))
		}
	}
}

// A replacement keeps what it has itself from being marked, at the same place.
func TestLedger_recreatedRecords(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		destination string
		isDestroyed bool
		want        []string
	}{
		"a replacement":                  {place, true, []string{"a"}},
		"a replacement at another place": {"elsewhere", true, nil},
		"an update":                      {place, false, nil},
	} {
		var l ledger.Ledger
		l.Refresh("one", state(true, "a", "b"))
		replacing := plan(true, "a", "c")
		replacing.Destination, replacing.IsDestroyed = test.destination, test.isDestroyed
		equal(t, name, l.Plan("one", replacing).Recreated, test.want)
	}
}

func TestLedger_ofAnApply(t *testing.T) {
	t.Parallel()
	var l ledger.Ledger
	var group sync.WaitGroup
	for _, key := range []string{"a", "b"} {
		group.Go(func() { l.Send(place, ledger.Set{key: true}) })
	}
	group.Wait()
	for key, want := range map[string]bool{"a": true, "b": true, "c": false} {
		equal(t, key, l.IsSent(place, key), want)
	}
	equal(t, "elsewhere", l.IsSent("elsewhere", "a"), false)
	l.Mark(place, "a", map[string]string{"Status": "Closed"})
	equal(t, "marks", l.Marked(place, "a"), map[string]string{"Status": "Closed"})
	equal(t, "no marks", l.Marked(place, "b"), map[string]string(nil))
}
