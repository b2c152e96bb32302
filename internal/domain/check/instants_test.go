// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
)

// A certificate that ends now has ended.
func TestCertificates_endAtTheInstant(t *testing.T) {
	t.Parallel()
	for expires, want := range map[string]string{
		ahead(0): "the certificate expired on 2026-12-01, today",
		ahead(1): "the certificate expires on 2026-12-02, in 1 day; the limit is 30 days",
	} {
		result := given(applications(`{"_id":"a","sso":{"idpCertExpirationAt":"` + expires + `"}}`)).report("app-saml-cert-valid").Results[0]
		if result.Status != check.Fail || result.Reason != want {
			t.Errorf("%s is %s: %s, want %s", expires, result.Status, result.Reason, want)
		}
	}
}
