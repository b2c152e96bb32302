// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

// Equal compares values, such as those of Plain. what names them.
func Equal(t *testing.T, what string, got, want any) {
	t.Helper()
	sandboxtest.Equal(t, what, got, want)
}
