// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"iter"
	"maps"
	"slices"
)

// Hashes are the hashes of contract.Records that were accepted, by key. An empty
// hash is doubtful. Hashes are what a resource has whose records were not in a file.
type Hashes struct {
	hashes map[string]string
	salt   Salt
}

// NewHashes returns hashes with a new salt.
func NewHashes(hashes map[string]string) Hashes { return Hashes{hashes, NewSalt()} }

// Salt implements Before.
func (h Hashes) Salt() Salt { return h.salt }

// Len implements Before.
func (h Hashes) Len() int { return len(h.hashes) }

// Records implements Before.
func (h Hashes) Records() iter.Seq2[string, Hash] {
	return func(yield func(string, Hash) bool) {
		for _, key := range slices.Sorted(maps.Keys(h.hashes)) {
			if !yield(key, h.salt.Hash(h.hashes[key])) {
				return
			}
		}
	}
}
