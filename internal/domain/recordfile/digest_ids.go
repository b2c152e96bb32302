// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile

import (
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// The primary IDs are sorted. Of each, only what differs from the one before is
// written: the length of what they share, the length of the rest, and the rest.

// idReader reads the primary IDs of a digest.
type idReader struct {
	compressed *bufio.Reader
	last       []byte
}

func readIDs(ids []byte) *idReader {
	return &idReader{compressed: bufio.NewReader(flate.NewReader(bytes.NewReader(ids)))}
}

func (r *idReader) next() (string, error) {
	shared, err := binary.ReadUvarint(r.compressed)
	if err != nil {
		return "", err
	}
	rest, err := binary.ReadUvarint(r.compressed)
	if err != nil {
		return "", err
	}
	if shared > uint64(len(r.last)) || rest > longestLine {
		return "", errDigest
	}
	r.last = append(r.last[:shared], make([]byte, rest)...)
	if _, err := io.ReadFull(r.compressed, r.last[shared:]); err != nil {
		return "", err
	}
	return string(r.last), nil
}

// digestWriter writes a digest. The primary IDs must come sorted.
type digestWriter struct {
	salt       Salt
	ids        bytes.Buffer
	compressor *flate.Writer
	hashes     []byte
	last       string
	count      int
}

func newDigestWriter(salt Salt) *digestWriter {
	w := &digestWriter{salt: salt}
	w.compressor, _ = flate.NewWriter(&w.ids, flate.DefaultCompression) // The level is valid.
	return w
}

// add writes a record. Writing to memory does not fail.
func (w *digestWriter) add(id string, hash Hash) {
	shared := 0
	for shared < min(len(id), len(w.last)) && id[shared] == w.last[shared] {
		shared++
	}
	lengths := binary.AppendUvarint(nil, uint64(shared))
	lengths = binary.AppendUvarint(lengths, uint64(len(id)-shared)) //nolint:gosec // not negative
	_, _ = w.compressor.Write(append(lengths, id[shared:]...))
	w.hashes = binary.BigEndian.AppendUint64(w.hashes, uint64(hash))
	w.last = id
	w.count++
}

// digest is the digest.
func (w *digestWriter) digest() *Digest {
	_ = w.compressor.Close()
	return newDigest(w.salt, w.count, w.ids.Bytes(), w.hashes)
}

// text is the text of the digest.
func (w *digestWriter) text() string {
	_ = w.compressor.Close()
	data := append([]byte{version}, w.salt[:]...)
	data = binary.AppendUvarint(data, uint64(w.count))     //nolint:gosec // not negative
	data = binary.AppendUvarint(data, uint64(w.ids.Len())) //nolint:gosec // not negative
	data = append(append(data, w.ids.Bytes()...), w.hashes...)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(data))
	return base64.StdEncoding.EncodeToString(data)
}
