// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"strings"
	"testing"
)

// WantNoSecrets checks that a text contains none of the secrets. The keys of
// secrets describe them.
func WantNoSecrets(t *testing.T, where, text string, secrets map[string]string) {
	t.Helper()
	for name, secret := range secrets {
		if at := strings.Index(text, secret); at >= 0 {
			t.Errorf("%s contains %s: …%s…", where, name, text[max(0, at-200):min(len(text), at+len(secret)+50)])
		}
	}
}
