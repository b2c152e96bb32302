// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandboxtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Equal compares values. what names them.
func Equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
