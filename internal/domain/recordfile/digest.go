// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"iter"
	"slices"
	"sync"
)

// Digest is what a state has of the accepted records: their primary IDs, sorted
// and compressed, and a Hash of each. The IDs are whole, because a tombstone for a
// removed record needs its ID. A record takes 8 bytes for the hash, and for the ID
// 2 to 5 bytes if it is a name with a number, or about 17 if it is a random UUID.
//
// The text is the base64 of
//
//	version (1 byte) | salt (16) | count | length of the IDs | IDs | hashes (8 each) | CRC-32 (4)
//
// with both numbers as unsigned varints, and the other ones in big endian.
type Digest struct {
	salt   Salt
	count  int
	ids    []byte
	hashes []byte

	index func() []string
}

const (
	version   = 1
	hashBytes = 8
)

var errDigest = errors.New("the digest of the accepted records is damaged")

// ParseDigest reads the text of a digest. The empty text is a digest of nothing.
func ParseDigest(text string) (*Digest, error) {
	if text == "" {
		return newDigest(NewSalt(), 0, nil, nil), nil
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(data) < 1+len(Salt{})+crc32.Size || data[0] != version {
		return nil, errDigest
	}
	body, sum := data[:len(data)-crc32.Size], data[len(data)-crc32.Size:]
	if crc32.ChecksumIEEE(body) != binary.BigEndian.Uint32(sum) {
		return nil, errDigest
	}
	salt := Salt(body[1:])
	reader := bytes.NewBuffer(body[1+len(salt):])
	count, errCount := binary.ReadUvarint(reader)
	length, errLength := binary.ReadUvarint(reader)
	rest := uint64(reader.Len()) //nolint:gosec // not negative
	if errors.Join(errCount, errLength) != nil || length > rest || count > rest || rest-length != count*hashBytes {
		return nil, errDigest
	}
	digest := newDigest(salt, int(count), reader.Next(int(length)), reader.Bytes()) //nolint:gosec // They are less than the length of the data.
	return digest, digest.verify()
}

func newDigest(salt Salt, count int, ids, hashes []byte) *Digest {
	d := &Digest{salt: salt, count: count, ids: ids, hashes: hashes}
	d.index = sync.OnceValue(func() []string { return slices.AppendSeq(make([]string, 0, count), d.All()) })
	return d
}

// verify reads all IDs, so that All cannot fail.
func (d *Digest) verify() error {
	ids, previous := readIDs(d.ids), ""
	for i := range d.count {
		id, err := ids.next()
		if err != nil || i > 0 && id <= previous {
			return errDigest
		}
		previous = id
	}
	return nil
}

// Salt is the salt of the hashes.
func (d *Digest) Salt() Salt { return d.salt }

// Len is the number of records.
func (d *Digest) Len() int { return d.count }

// Records yields the primary IDs, sorted, and the hashes.
func (d *Digest) Records() iter.Seq2[string, Hash] {
	return func(yield func(string, Hash) bool) {
		ids := readIDs(d.ids)
		for i := range d.count {
			id, err := ids.next()
			if err != nil || !yield(id, d.hash(i)) {
				return
			}
		}
	}
}

// All yields the primary IDs, sorted.
func (d *Digest) All() iter.Seq[string] {
	return func(yield func(string) bool) {
		for id := range d.Records() {
			if !yield(id) {
				return
			}
		}
	}
}

// Has reports whether the digest has a primary ID. The first call reads them all.
func (d *Digest) Has(id string) bool {
	_, found := d.find(id)
	return found
}

// find returns the hash of a record. The first call reads all primary IDs.
func (d *Digest) find(id string) (Hash, bool) {
	i, found := slices.BinarySearch(d.index(), id)
	if !found {
		return Absent, false
	}
	return d.hash(i), true
}

func (d *Digest) hash(i int) Hash { return Hash(binary.BigEndian.Uint64(d.hashes[i*hashBytes:])) }

// Doubt returns the text of the digest with some records, whose primary IDs are
// sorted, as doubtful.
func (d *Digest) Doubt(doubtful []string) string {
	w := newDigestWriter(d.salt)
	for id, hash := range d.Records() {
		if _, found := slices.BinarySearch(doubtful, id); found {
			hash = Doubtful
		}
		w.add(id, hash)
	}
	return w.text()
}
