// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// Server is the provider in process, called over the plugin protocol like by
// Terraform, but without Terraform.
type Server struct {
	provider tfprotov6.ProviderServer
	schemas  *tfprotov6.GetProviderSchemaResponse
}

// NewServer returns a provider that is not yet configured.
func NewServer(t *testing.T) *Server {
	t.Helper()
	server, err := ProviderFactories()["vendorrisk"]()
	if err != nil {
		t.Fatal(err)
	}
	return NewServerOf(t, server)
}

// NewServerOf wraps a provider server that is not yet configured.
func NewServerOf(t *testing.T, server tfprotov6.ProviderServer) *Server {
	t.Helper()
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return &Server{provider: server, schemas: schemas}
}

// Settings are the wire values of one system's settings, by attribute.
type Settings = map[string]tftypes.Value

// Configure configures the provider with the settings of systems, by their
// attributes. Omitted settings are null, and so is a system with nil settings.
// The test fails on any diagnostic.
func (s *Server) Configure(ctx context.Context, t *testing.T, systems map[string]Settings) {
	t.Helper()
	s.ConfigureObjects(ctx, t, s.objects(t, systems))
}

// ConfigureObjects is Configure, but takes any values of SystemType.
func (s *Server) ConfigureObjects(ctx context.Context, t *testing.T, systems map[string]tftypes.Value) {
	t.Helper()
	response, err := s.provider.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: s.providerConfig(t, systems)})
	if err != nil {
		t.Fatal(err)
	}
	if len(response.Diagnostics) > 0 {
		t.Fatalf("configure: %s", Explain(response.Diagnostics))
	}
}

// ConfigureSandbox points the provider to every system of a sandbox, without
// retries.
func (s *Server) ConfigureSandbox(ctx context.Context, t *testing.T, systems *sandbox.Sandbox) {
	t.Helper()
	s.ConfigureObjects(ctx, t, s.sandboxObjects(t, systems))
}

// sandboxObjects returns the settings that point the provider to every system of
// a sandbox, by the system's attribute, without retries.
func (s *Server) sandboxObjects(t *testing.T, systems *sandbox.Sandbox) map[string]tftypes.Value {
	t.Helper()
	objects := map[string]tftypes.Value{}
	for system, settings := range sandboxSettings(systems) {
		objects[system] = wire(t, s.SystemType(t, system), settings)
	}
	return objects
}

// ValidateProvider validates the settings of systems, as Configure takes them.
func (s *Server) ValidateProvider(ctx context.Context, t *testing.T, systems map[string]Settings) []*tfprotov6.Diagnostic {
	t.Helper()
	config := s.providerConfig(t, s.objects(t, systems))
	response, err := s.provider.ValidateProviderConfig(ctx, &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}

// SystemType returns the wire type of a system's attribute in the provider's
// configuration.
func (s *Server) SystemType(t *testing.T, system string) tftypes.Type {
	t.Helper()
	return objectType(t, s.schemas.Provider).AttributeTypes[system]
}

func (s *Server) objects(t *testing.T, systems map[string]Settings) map[string]tftypes.Value {
	t.Helper()
	objects := map[string]tftypes.Value{}
	for system, settings := range systems {
		objects[system] = tftypes.NewValue(s.SystemType(t, system), nil)
		if settings != nil {
			objects[system] = object(t, s.SystemType(t, system), settings)
		}
	}
	return objects
}

// providerConfig returns a provider configuration. Systems that are not in the
// map are null.
func (s *Server) providerConfig(t *testing.T, systems map[string]tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	providerType := objectType(t, s.schemas.Provider)
	return dynamic(t, providerType, object(t, providerType, systems))
}

// Read reads a data source. Omitted arguments are null.
func (s *Server) Read(ctx context.Context, t *testing.T, typeName string, arguments map[string]tftypes.Value) (map[string]tftypes.Value, []*tfprotov6.Diagnostic) {
	t.Helper()
	configType := objectType(t, s.schemas.DataSourceSchemas[typeName])
	response, err := s.provider.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{
		TypeName: typeName,
		Config:   dynamic(t, configType, object(t, configType, arguments)),
	})
	if err != nil {
		t.Fatal(err)
	}
	state, err := response.State.Unmarshal(configType)
	if err != nil {
		t.Fatal(err)
	}
	attributes := map[string]tftypes.Value{}
	if err := state.As(&attributes); err != nil {
		t.Fatal(err)
	}
	return attributes, response.Diagnostics
}

// Schemas returns the provider's schemas.
func (s *Server) Schemas() *tfprotov6.GetProviderSchemaResponse { return s.schemas }

// Schema returns the wire type of a data source.
func (s *Server) Schema(t *testing.T, typeName string) tftypes.Object {
	t.Helper()
	return objectType(t, s.schemas.DataSourceSchemas[typeName])
}

func objectType(t *testing.T, schema *tfprotov6.Schema) tftypes.Object {
	t.Helper()
	typed, ok := schema.ValueType().(tftypes.Object)
	if !ok {
		t.Fatalf("the schema is a %T, not an object", schema.ValueType())
	}
	return typed
}

func object(t *testing.T, valueType tftypes.Type, attributes map[string]tftypes.Value) tftypes.Value {
	t.Helper()
	typed, ok := valueType.(tftypes.Object)
	if !ok {
		t.Fatalf("%s is not an object", valueType)
	}
	values := map[string]tftypes.Value{}
	for name, attributeType := range typed.AttributeTypes {
		values[name] = tftypes.NewValue(attributeType, nil)
	}
	maps.Copy(values, attributes)
	return tftypes.NewValue(typed, values)
}

func dynamic(t *testing.T, valueType tftypes.Type, value tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	wire, err := tfprotov6.NewDynamicValue(valueType, value)
	if err != nil {
		t.Fatal(err)
	}
	return &wire
}
