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
	// holders are the names of the resources that hold a record, or held it.
	holders map[record][]string
	// sent records are sent in this run.
	sent map[record]bool
	// marks are the fields that were set in records that were marked in this run.
	marks map[record]map[string]string
}

// record is a record at its destination.
type record struct{ destination, key string }

// State is what a resource holds before the run changes it.
type State struct {
	// Destination identifies the place of the records.
	Destination string
	Keys        iter.Seq[string]
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
	r := &resource{destination: state.Destination, marks: state.Marks, before: set{}, kept: set{}}
	threatened := set{}
	for key := range state.Keys {
		r.before.add(key)
		of := record{state.Destination, key}
		for other := range l.others(name, of) {
			if other.holds(of) {
				r.kept.add(key)
			}
			if other.mayMark(of) {
				threatened.add(key)
			}
		}
		l.note(name, of)
	}
	l.store(name, r)
	return Shared{Kept: r.kept.sorted(), Threatened: threatened.sorted()}
}

// Send notes records that are about to be sent. It must be called before they are,
// so that no other resource marks them at the same time.
func (l *Ledger) Send(destination string, keys iter.Seq[string]) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.sent == nil {
		l.sent = map[record]bool{}
	}
	for key := range keys {
		l.sent[record{destination, key}] = true
	}
}

// IsSent reports whether a record was sent in this run, or is about to be.
func (l *Ledger) IsSent(destination, key string) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.sent[record{destination, key}]
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

// others yields the other resources that hold a record, or held it.
func (l *Ledger) others(name string, of record) iter.Seq[*resource] {
	return func(yield func(*resource) bool) {
		for _, other := range l.holders[of] {
			if other != name && !yield(l.resources[other]) {
				return
			}
		}
	}
}

func (l *Ledger) note(name string, holds record) {
	if l.holders == nil {
		l.holders = map[record][]string{}
	}
	if !slices.Contains(l.holders[holds], name) {
		l.holders[holds] = append(l.holders[holds], name)
	}
}

func (l *Ledger) store(name string, r *resource) {
	if l.resources == nil {
		l.resources = map[string]*resource{}
	}
	l.resources[name] = r
}
