// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// readWith reads a data source with the given settings of a system. nil means
// that the system is not configured.
func readWith(t *testing.T, system string, settings acctest.Settings, dataSource string, given map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	server := acctest.NewServer(t)
	server.Configure(t.Context(), t, map[string]acctest.Settings{system: settings})
	_, diagnostics := server.Read(t.Context(), t, dataSource, given)
	return diagnostics
}

// configured are settings of a system and environment variables.
type configured struct {
	settings    acctest.Settings
	environment map[string]string
	// failure has words of the only error. If it is nil, the system can be used.
	failure []string
}

// configuredUse is a use of a system that is configured in several ways.
type configuredUse struct {
	name string
	// systems receives the requests of a use that succeeds, and no others. other
	// receives none.
	systems, other *sandbox.Sandbox
	requests       map[string]int
	use            func(t *testing.T, settings acctest.Settings) []*tfprotov6.Diagnostic
}

func (u configuredUse) run(t *testing.T, tests map[string]configured) {
	t.Helper()
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for variable, value := range test.environment {
				t.Setenv(variable, value)
			}
			u.systems.Requests.Reset()
			diagnostics := u.use(t, test.settings)
			wantRequests(t, u.other, nil)
			if test.failure == nil {
				wantNoDiagnostics(t, diagnostics)
				wantRequests(t, u.systems, u.requests)
				return
			}
			wantError(t, diagnostics, append(test.failure, "Unable to Use "+u.name)...)
			wantRequests(t, u.systems, nil)
		})
	}
}

// with returns settings or an environment with another value.
func with[V any](values map[string]V, name string, value V) map[string]V {
	values[name] = value
	return values
}

// without returns the settings without some of them.
func without(settings acctest.Settings, names ...string) acctest.Settings {
	for _, name := range names {
		delete(settings, name)
	}
	return settings
}

// refused is a setting that is refused with one error, which contains the words.
type refused struct {
	attribute string
	value     tftypes.Value
	words     string
}

// wantRefused checks that each setting of a system is refused at its attribute.
func wantRefused(t *testing.T, system string, tests map[string]refused) {
	t.Helper()
	server := acctest.NewServer(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diagnostics := server.ValidateProvider(t.Context(), t, map[string]acctest.Settings{system: {test.attribute: test.value}})
			wantError(t, diagnostics, test.words)
			want := tftypes.NewAttributePath().WithAttributeName(system).WithAttributeName(test.attribute)
			if !want.Equal(diagnostics[0].Attribute) {
				t.Errorf("the error is at %s, want %s", diagnostics[0].Attribute, want)
			}
		})
	}
}

// wantAccepted checks that settings of a system are accepted.
func wantAccepted(t *testing.T, system string, settings acctest.Settings) {
	t.Helper()
	wantNoDiagnostics(t, acctest.NewServer(t).ValidateProvider(t.Context(), t, map[string]acctest.Settings{system: settings}))
}

// wantRequestsTo checks that all requests are to a system, with the user agent
// and the credential, and that there were never more at once than the limit.
func wantRequestsTo(t *testing.T, systems *sandbox.Sandbox, system string, limit int) {
	t.Helper()
	for _, request := range systems.Requests.All() {
		if request.UserAgent != "terraform-provider-vendorrisk/test" || !request.Authorized || request.System != system {
			t.Errorf("%s: %+v", acctest.Address(request), request)
		}
	}
	if most := systems.Requests.MaxInFlight(); most > limit {
		t.Errorf("%d concurrent requests, the limit is %d", most, limit)
	}
}
