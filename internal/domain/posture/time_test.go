// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package posture_test

import (
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

func TestParseTime(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2026-05-20T00:06:28Z":          "2026-05-20T00:06:28Z",
		"2026-05-20T02:06:28.066+02:00": "2026-05-20T00:06:28.066Z",
		"2026-05-20 00:06:28.066197+00": "2026-05-20T00:06:28.066197Z",
		"2026-05-20 02:06:28+02":        "2026-05-20T00:06:28Z",
		"2026-05-20 00:06:28Z":          "2026-05-20T00:06:28Z",
		"2026-05-20":                    "2026-05-20T00:00:00Z",
	} {
		got, ok := posture.ParseTime(text)
		if !ok || got.Format(time.RFC3339Nano) != want {
			t.Errorf("%s: got %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "soon", "2026-13-01", "1625097600000", "2026-05-20T25:00:00Z"} {
		if got, ok := posture.ParseTime(text); ok || !got.IsZero() {
			t.Errorf("%s: got %v", text, got)
		}
	}
}
