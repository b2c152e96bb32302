// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
)

// digestOf is the digest of records with the hashes.
func digestOf(hashes map[string]string) string {
	return recordfile.NewTable(nil, recordfile.NewHashes(hashes), false).Digest()
}

func TestDigest_hasAllRecords(t *testing.T) {
	t.Parallel()
	hashes := map[string]string{"": "1", "a": "2", "a\x00": "3", "é": "4", strings.Repeat("x", 70_000): "5", "unknown": ""}
	for i := range 2000 {
		hashes[fmt.Sprintf("vendor-%d.example", i)] = fmt.Sprint(i)
	}
	digest, err := recordfile.ParseDigest(digestOf(hashes))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "keys", slices.Collect(digest.All()), slices.Sorted(maps.Keys(hashes)))
	for key, hash := range digest.Records() {
		if want := digest.Salt().Hash(hashes[key]); hash != want {
			t.Errorf("%q has the hash %x, want %x", key, hash, want)
		}
	}
	if digest.Len() != len(hashes) || !digest.Has("a\x00") || digest.Has("b") || !digest.Has("") {
		t.Error("the digest does not have what it lists")
	}
	doubted, err := recordfile.ParseDigest(digest.Doubt([]string{"a", "none", "é"}))
	if err != nil {
		t.Fatal(err)
	}
	before := maps.Collect(digest.Records())
	before["a"], before["é"] = recordfile.Doubtful, recordfile.Doubtful
	equal(t, "doubted", maps.Collect(doubted.Records()), before)
}

// A state has less than 5 MB for a hundred thousand records.
func TestDigest_isSmall(t *testing.T) {
	t.Parallel()
	const records = 100_000
	random := rand.NewChaCha8([32]byte{})
	for name, test := range map[string]struct {
		id   func(i int) string
		most int
	}{
		"names":        {func(i int) string { return fmt.Sprintf("vendor-%06d.example", i) }, 1_200_000},
		"random UUIDs": {func(int) string { id, _ := uuid.NewRandomFromReader(random); return id.String() }, 4_000_000},
		"ARNs of random suffix": {func(int) string {
			return fmt.Sprintf("arn:aws:ec2:eu-central-1:123456789012:instance/i-%016x", random.Uint64())
		}, 2_500_000},
	} {
		hashes := make(map[string]string, records)
		for i := range records {
			hashes[test.id(i)] = fmt.Sprint(i)
		}
		if size := len(digestOf(hashes)); size > test.most {
			t.Errorf("%s: the digest has %d bytes", name, size)
		}
	}
}

func TestDigest_isDamaged(t *testing.T) {
	t.Parallel()
	whole := digestOf(map[string]string{"a": "1", "b": "2"})
	data, err := base64.StdEncoding.DecodeString(whole)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"x", "AQ==", whole[:len(whole)-4], whole + whole}
	for i := range data {
		changed := slices.Clone(data)
		changed[i] ^= 1
		texts = append(texts, base64.StdEncoding.EncodeToString(changed), base64.StdEncoding.EncodeToString(data[:i]))
	}
	for _, text := range texts {
		if _, err := recordfile.ParseDigest(text); err == nil && text != "" {
			t.Errorf("%s is taken for a digest", text)
		}
	}
}

func FuzzParseDigest(f *testing.F) {
	f.Add(digestOf(map[string]string{"a": "1", "b": ""}))
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		digest, err := recordfile.ParseDigest(text)
		if err != nil {
			return
		}
		if count := len(slices.Collect(digest.All())); count != digest.Len() {
			t.Errorf("%d records of %d", count, digest.Len())
		}
	})
}

func TestSalt_distinguishesHashes(t *testing.T) {
	t.Parallel()
	one, two := recordfile.NewSalt(), recordfile.NewSalt()
	if one.Hash("a") == two.Hash("a") || one.Hash("a") == one.Hash("b") || one.Hash("") != recordfile.Doubtful {
		t.Error("hashes are not what they should be")
	}
}
