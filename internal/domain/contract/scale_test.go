// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
)

// scorecard is a record of about a kilobyte, as Terraform encodes one.
func scorecard(tb testing.TB, i int) string {
	tb.Helper()
	factors := map[string]any{}
	for _, name := range []string{"network_security", "dns_health", "patching_cadence", "endpoint_security", "ip_reputation"} {
		factors[name] = map[string]any{"grade": "A", "score": 90 + i%10}
	}
	text, err := json.Marshal(map[string]any{
		"grade": "B", "score": 87.5, "monitored": true, "seen_at": "2024-01-31T00:00:00Z", "factors": factors,
		"note": strings.Repeat("Nothing new. ", 50),
	})
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func wide() contract.Contract {
	c := scorecards()
	c.Fields["note"] = contract.Field{Type: contract.TypeString}
	for _, name := range []string{"network_security", "dns_health", "patching_cadence", "endpoint_security", "ip_reputation"} {
		c.Fields["factors."+name+".grade"] = contract.Field{Type: contract.TypeString}
		c.Fields["factors."+name+".score"] = contract.Field{Type: contract.TypeNumber}
	}
	return c
}

// TestRecord_allocatesLittle is not parallel: allocations are counted for the
// whole process. Under the race detector decoders are not always reused.
func TestRecord_allocatesLittle(t *testing.T) { //nolint:paralleltest // See above.
	checker, text := wide().Checker(contract.Options{}), scorecard(t, 1)
	if allocations := testing.AllocsPerRun(100, func() { checker.Record("vendor.example", text) }); allocations > 60 {
		t.Errorf("%.0f allocations for a record of %d bytes", allocations, len(text))
	}
}

// TestRecord_allocatesLinearly is not parallel either.
func TestRecord_allocatesLinearly(t *testing.T) { //nolint:paralleltest // See above.
	for name, text := range map[string]func(n int) string{
		"members": func(n int) string {
			members := make([]string, n)
			for i := range members {
				members[i] = fmt.Sprintf(`"m%d":[1]`, i)
			}
			return "{" + strings.Join(members, ",") + "}"
		},
		"nulls": func(n int) string { return `{"x":{` + strings.TrimSuffix(numberedNulls(n), ",") + "}}" },
	} {
		for _, arrays := range []contract.Arrays{contract.ArraysError, contract.ArraysDrop, contract.ArraysJoin} {
			checker := loose()
			if arrays != contract.ArraysError {
				checker = scorecards().Checker(contract.Options{Arrays: arrays})
			}
			// Decoders keep what they have allocated for small records only.
			few, many := text(4_000), text(8_000)
			once := testing.AllocsPerRun(3, func() { checker.Record("k", few) })
			twice := testing.AllocsPerRun(3, func() { checker.Record("k", many) })
			if twice > 2.2*once {
				t.Errorf("%s, arrays %s: %.0f allocations become %.0f with twice the data", name, arrays, once, twice)
			}
		}
	}
}

func numberedNulls(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, `"m%d":null,`, i)
	}
	return text.String()
}

// BenchmarkRecords checks, canonicalizes and hashes 100,000 records, and says
// how many times longer that takes than hashing their bytes.
func BenchmarkRecords(b *testing.B) {
	const count = 100_000
	checker := wide().Checker(contract.Options{MaximumBytes: 1 << 20})
	texts, bytes := make([]string, 100), make([][]byte, 100)
	for i := range texts {
		texts[i] = scorecard(b, i)
		bytes[i] = []byte(texts[i])
	}
	var checking, hashing time.Duration
	b.ReportAllocs()
	b.SetBytes(int64(count * len(texts[0])))
	for b.Loop() {
		start := time.Now()
		for i := range count {
			if _, problems := checker.Record("vendor.example", texts[i%len(texts)]); len(problems) > 0 {
				b.Fatal(problems)
			}
		}
		checking += time.Since(start)
		b.StopTimer()
		start = time.Now()
		for i := range count {
			sha256.Sum256(bytes[i%len(bytes)])
		}
		hashing += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(checking)/float64(hashing), "x-hashing")
	b.ReportMetric(float64(b.N)*count/checking.Seconds(), "records/s")
}

func BenchmarkBatches(b *testing.B) {
	records := map[string]contract.Record{}
	for i := range 100_000 {
		key := fmt.Sprintf("vendor-%d.example", i)
		records[key] = contract.Record{Key: key, JSON: make([]byte, 1_000), Declared: i % 5}
	}
	b.ReportAllocs()
	for b.Loop() {
		for range contract.Batches(records, contract.Limits{MaximumRecords: 200, MaximumBytes: 1 << 20}) {
		}
	}
}
