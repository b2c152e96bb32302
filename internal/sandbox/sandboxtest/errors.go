// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandboxtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// ErrorAs returns the E that err must be. Its text must begin with the words, be
// one short line, and contain no secret.
func ErrorAs[E error](t *testing.T, err error, begins string, secrets []string) E {
	t.Helper()
	failure, ok := errors.AsType[E](err)
	if !ok {
		t.Fatalf("got %v (%T), want a %T", err, err, failure)
	}
	text := err.Error()
	if !strings.HasPrefix(text, begins) || strings.ContainsAny(text, "\r\n\x00\x1b") || len(text) > 1000 {
		t.Errorf("not an error text as it should be: %q", text)
	}
	NoSecrets(t, secrets, text)
	return failure
}

// NoSecrets checks that no secret is in the results, as JSON or as Go prints
// them.
func NoSecrets(t *testing.T, secrets []string, results ...any) {
	t.Helper()
	written, err := json.Marshal(results)
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("%s %+v", written, results)
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			t.Errorf("the secret %q is in %s", secret, text)
		}
	}
}
