// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/provider"
)

// The protocol finds its newer methods by type assertion. A wrapper that lacks a
// method hides it.
func TestServer_hidesNothing(t *testing.T) {
	t.Parallel()
	served := reflect.TypeOf(provider.NewServer("test")())
	framework := reflect.TypeOf(providerserver.NewProtocol6(provider.New("test")())())
	for method := range framework.Methods() {
		if _, ok := served.MethodByName(method.Name); !ok {
			t.Errorf("%s is hidden", method.Name)
		}
	}
}
