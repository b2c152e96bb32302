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
		ahead(0): "sso.idpCertExpirationAt has passed",
		ahead(1): "sso.idpCertExpirationAt is less than 30 days away",
	} {
		result := given(applications(`{"_id":"a","sso":{"idpCertExpirationAt":"` + expires + `"}}`)).report("app-saml-cert-valid").Results[0]
		if result.Status != check.Fail || result.Reason != want {
			t.Errorf("%s is %s: %s, want %s", expires, result.Status, result.Reason, want)
		}
	}
}
