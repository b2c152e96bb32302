// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package ledger_test

import (
	"iter"
	"slices"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
)

// large are records that are not Listed, so that the ledger has no index of them.
type large struct{ ledger.Listed }

// TestLedger_largeResources finds the same with records that are in an index as with
// those that are not.
func TestLedger_largeResources(t *testing.T) {
	t.Parallel()
	states := map[bool]func(keys ...string) ledger.State{
		false: func(keys ...string) ledger.State { return state(true, keys...) },
		true: func(keys ...string) ledger.State {
			return ledger.State{Destination: place, Keys: large{ledger.Listed{Contents: whole(keys...)}}, Marks: true}
		},
	}
	plans := map[bool]func(keys ...string) ledger.Plan{
		false: func(keys ...string) ledger.Plan { return plan(true, keys...) },
		true: func(keys ...string) ledger.Plan {
			return ledger.Plan{Destination: place, Records: large{ledger.Listed{Contents: whole(keys...)}}, Marks: true}
		},
	}
	for _, first := range []bool{false, true} {
		for _, second := range []bool{false, true} {
			var l ledger.Ledger
			equal(t, "first", l.Refresh("one", states[first]("a", "b")), ledger.Shared{})
			equal(t, "second", l.Refresh("two", states[second]("a", "c")), ledger.Shared{Kept: []string{"a"}, Threatened: []string{"a"}})
			equal(t, "first plan", l.Plan("one", plans[first]("a", "b", "d")), ledger.Findings{})
			equal(t, "second plan", l.Plan("two", plans[second]("c", "d")), ledger.Findings{Twice: []string{"d"}, Held: []string{"a"}})
			destroyed := ledger.Plan{Destination: place, Marks: true, IsDestroyed: true}
			equal(t, "destroyed", l.Plan("two", destroyed), ledger.Findings{Held: []string{"a"}})
			destroyed.Records = plans[second]("c").Records
			equal(t, "replaced", l.Plan("two", destroyed).Recreated, []string{"c"})
		}
	}
}

// A resource that has no other one beside it does not go through its records.
func TestLedger_largeResourceAlone(t *testing.T) {
	t.Parallel()
	var l ledger.Ledger
	l.Refresh("other", ledger.State{Destination: "elsewhere", Keys: ledger.Set{"a": true}, Marks: true})
	keys := untouchable{large{}}
	l.Refresh("one", ledger.State{Destination: place, Keys: keys, Marks: true})
	l.Plan("one", ledger.Plan{Destination: place, Records: keys, Marks: true})
	l.Plan("two", ledger.Plan{Destination: "nowhere", Records: keys, IsDestroyed: true, Before: keys})
	l.Send(place, keys)
}

type untouchable struct{ large }

func (untouchable) All() iter.Seq[string] { panic("the keys are read") }

func TestLedger_sentRecords(t *testing.T) {
	t.Parallel()
	var l ledger.Ledger
	l.Send(place, ledger.SetOf(slices.Values([]string{"a"})))
	l.Send(place, large{ledger.Listed{Contents: whole("b")}})
	for key, want := range map[string]bool{"a": true, "b": true, "c": false} {
		equal(t, key, l.IsSent(place, key), want)
	}
	equal(t, "elsewhere", l.IsSent("elsewhere", "a"), false)
}
