// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package ledger remembers which resources hold which records during one run of
// Terraform. A record that leaves a resource cannot be deleted at the system that
// it was sent to. It is marked as removed there instead, which must not happen to
// a record that another resource holds.
//
// A plan and an apply are separate processes, and an apply does not involve the
// resources that it does not change. Of two resources with the same record, the
// one that is refreshed second therefore learns of the other one, and takes that
// to the apply in its state. See Refresh.
package ledger

import (
	"iter"
	"slices"
	"sync"
)

// Ledger is what the resources of one run hold. The zero value is empty. It is
// safe for concurrent use.
type Ledger struct {
	mutex     sync.Mutex
	resources map[string]*resource
	// holders are the names of the resources that hold a record, or held it, without
	// those whose keys are not a Set.
	holders map[record][]string
	// unlisted are the names of the resources that holders does not have all keys of.
	unlisted []string
	// sent are the keys that are sent in this run, by destination.
	sent map[string][]Keys
	// marks are the fields that were set in records that were marked in this run.
	marks map[record]map[string]string
}

// record is a record at its destination.
type record struct{ destination, key string }

// State is what a resource holds before the run changes it.
type State struct {
	// Destination identifies the place of the records.
	Destination string
	Keys        Keys
	// Marks says that records that leave the resource are marked as removed.
	Marks bool
}

// Shared are the records of a state that other resources hold too, sorted.
type Shared struct {
	// Kept are held by another resource. This resource must not mark them.
	Kept []string
	// Threatened may be marked by another resource in this run. This resource must
	// send them again.
	Threatened []string
}

// Refresh notes the state of a resource. Of two resources with the same record,
// the second one learns of the first one. It then does not mark the record, and
// sends it again if the first one may mark it: whichever of them lets go of the
// record, the other one keeps it alive.
func (l *Ledger) Refresh(name string, state State) Shared {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	r := &resource{destination: state.Destination, marks: state.Marks, before: state.Keys, kept: Set{}}
	threatened := Set{}
	for key := range l.shareable(name, state.Destination, state.Keys) {
		of := record{state.Destination, key}
		for other := range l.others(name, of) {
			if other.holds(of) {
				r.kept.add(key)
			}
			if other.mayMark(of) {
				threatened.add(key)
			}
		}
	}
	l.list(name, state.Destination, state.Keys)
	l.store(name, r)
	return Shared{Kept: r.kept.sorted(), Threatened: threatened.sorted()}
}

// Send notes records that are about to be sent. It must be called before they are,
// so that no other resource marks them at the same time.
func (l *Ledger) Send(destination string, keys Keys) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.sent == nil {
		l.sent = map[string][]Keys{}
	}
	l.sent[destination] = append(l.sent[destination], keys)
}

// IsSent reports whether a record was sent in this run, or is about to be.
func (l *Ledger) IsSent(destination, key string) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return slices.ContainsFunc(l.sent[destination], func(keys Keys) bool { return keys.Has(key) })
}

// Mark notes the fields that were set in a record to mark it as removed.
func (l *Ledger) Mark(destination, key string, fields map[string]string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.marks == nil {
		l.marks = map[record]map[string]string{}
	}
	l.marks[record{destination, key}] = fields
}

// Marked returns the fields that Mark noted for a record.
func (l *Ledger) Marked(destination, key string) map[string]string {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.marks[record{destination, key}]
}

// others yields the other resources that hold a record, or held it. It may yield
// one twice, and those that are not listed if they do not hold the record.
func (l *Ledger) others(name string, of record) iter.Seq[*resource] {
	return func(yield func(*resource) bool) {
		for _, names := range [][]string{l.holders[of], l.unlisted} {
			for _, other := range names {
				if other != name && !yield(l.resources[other]) {
					return
				}
			}
		}
	}
}

// shareable yields the keys of a resource that other resources may hold: all of a
// Set. Keys that are not a Set are many, so none are if no other resource has the
// destination.
func (l *Ledger) shareable(name, destination string, keys Keys) iter.Seq[string] {
	if _, isSet := keys.(Set); !isSet && !l.hasOthers(name, destination) {
		return func(func(string) bool) {}
	}
	return keys.All()
}

func (l *Ledger) hasOthers(name, destination string) bool {
	for other, r := range l.resources {
		if other != name && (r.destination == destination || r.plan != nil && r.plan.Destination == destination) {
			return true
		}
	}
	return false
}

// list notes which keys a resource holds.
func (l *Ledger) list(name, destination string, keys Keys) {
	listed, isSet := keys.(Set)
	if !isSet {
		if !slices.Contains(l.unlisted, name) {
			l.unlisted = append(l.unlisted, name)
		}
		return
	}
	if l.holders == nil {
		l.holders = map[record][]string{}
	}
	for key := range listed {
		of := record{destination, key}
		if !slices.Contains(l.holders[of], name) {
			l.holders[of] = append(l.holders[of], name)
		}
	}
}

func (l *Ledger) store(name string, r *resource) {
	if l.resources == nil {
		l.resources = map[string]*resource{}
	}
	l.resources[name] = r
}
