// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
)

func BenchmarkRead(b *testing.B) {
	const records = 20_000
	c := contract.Contract{PrimaryID: "domain", Fields: map[string]contract.Field{
		"domain": {Type: contract.TypeString}, "notes": {Type: contract.TypeString}, "score": {Type: contract.TypeNumber},
	}}
	checker := c.Checker(contract.Options{Mode: contract.ModeReplace, MaximumBytes: 1 << 20})
	var file bytes.Buffer
	for i := range records {
		fmt.Fprintf(&file, `{"domain":"vendor-%07d.example","notes":%q,"score":%d}`+"\n", i, strings.Repeat("x", 950), i)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems, err := recordfile.Read(b.Context(), bytes.NewReader(file.Bytes()), int64(file.Len()), checker, recordfile.NewSalt()); err != nil || len(problems) > 0 {
			b.Fatal(problems, err)
		}
	}
	b.ReportMetric(records*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
