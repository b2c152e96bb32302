// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
)

// Hash is a short hash of one record: 64 bits of a salted SHA-256. That a changed
// record has the hash of its earlier content happens once in 2^64 changes. The salt
// is random and only in the state, so that no one who writes records can search for
// two with the same hash. A person who has the state can try values.
type Hash uint64

const (
	// Absent is the hash of a record that is not there.
	Absent Hash = iota
	// Doubtful is the hash of a record that was sent, but it is unknown whether it was
	// accepted.
	Doubtful
	firstHash
)

// Salt makes the hashes of one resource differ from those of another one.
type Salt [16]byte

// NewSalt returns a random salt.
func NewSalt() Salt {
	var salt Salt
	_, _ = rand.Read(salt[:]) // It never fails.
	return salt
}

// Hash returns the hash for a contract.Record's hash. An empty one is doubtful.
func (s Salt) Hash(hash string) Hash {
	if hash == "" {
		return Doubtful
	}
	sum := sha256.Sum256(append(s[:], hash...))
	return max(firstHash, Hash(binary.BigEndian.Uint64(sum[:])))
}
