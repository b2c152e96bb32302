// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"fmt"
	"sync"
)

// Ledger remembers which records this process has pushed whole. Terraform
// starts a process for every apply, so it spans one apply: enough to keep a
// resource that is replaced from burying what its successor has just pushed,
// and to notice two resources that push one record with different content.
// The zero value is empty. It is safe for concurrent use.
type Ledger struct {
	mutex  sync.Mutex
	hashes map[ledgerKey]string
}

type ledgerKey struct {
	destination Destination
	id          string
}

// ConflictError says that a record was pushed with other content before.
type ConflictError struct {
	Destination Destination
	ID          string
}

func (e *ConflictError) Error() string {
	return fmt.Sprintf("record %q was already pushed to %s in this run, with other content", e.ID, e.Destination)
}

// Claim notes that a record with the hash is about to be pushed. It is an
// error when one with another hash was.
func (l *Ledger) Claim(destination Destination, id, hash string) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	key := ledgerKey{destination, id}
	if known, ok := l.hashes[key]; ok && known != hash {
		return &ConflictError{Destination: destination, ID: id}
	}
	if l.hashes == nil {
		l.hashes = map[ledgerKey]string{}
	}
	l.hashes[key] = hash
	return nil
}

// Claimed reports whether a record was claimed.
func (l *Ledger) Claimed(destination Destination, id string) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	_, ok := l.hashes[ledgerKey{destination, id}]
	return ok
}
