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

// Server is the provider in process, spoken to over the plugin protocol as
// Terraform does, without Terraform.
type Server struct {
	provider tfprotov6.ProviderServer
	schemas  *tfprotov6.GetProviderSchemaResponse
}

// NewServer returns the provider, not yet configured.
func NewServer(t *testing.T) *Server {
	t.Helper()
	server, err := ProviderFactories()["vendorrisk"]()
	if err != nil {
		t.Fatal(err)
	}
	return NewServerOf(t, server)
}

// NewServerOf returns a server of the provider, not yet configured.
func NewServerOf(t *testing.T, server tfprotov6.ProviderServer) *Server {
	t.Helper()
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return &Server{provider: server, schemas: schemas}
}

// Configure configures the provider with an object for SecurityScorecard;
// attributes that are left out are null. It fails the test on diagnostics.
func (s *Server) Configure(ctx context.Context, t *testing.T, settings map[string]tftypes.Value) {
	t.Helper()
	s.ConfigureSystem(ctx, t, object(t, s.SystemType(t), settings))
}

// ConfigureSystem is Configure with any value of SystemType.
func (s *Server) ConfigureSystem(ctx context.Context, t *testing.T, system tftypes.Value) {
	t.Helper()
	s.configure(ctx, t, map[string]tftypes.Value{"securityscorecard": system})
}

// configure configures the provider with objects for systems.
func (s *Server) configure(ctx context.Context, t *testing.T, systems map[string]tftypes.Value) {
	t.Helper()
	response, err := s.provider.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{
		Config: s.providerConfig(t, systems),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(response.Diagnostics) > 0 {
		t.Fatalf("configure: %s", Explain(response.Diagnostics))
	}
}

// SystemType is the wire type of SecurityScorecard's part of the provider's
// configuration.
func (s *Server) SystemType(t *testing.T) tftypes.Type {
	t.Helper()
	return s.systemType(t, "securityscorecard")
}

func (s *Server) systemType(t *testing.T, system string) tftypes.Type {
	t.Helper()
	return objectType(t, s.schemas.Provider).AttributeTypes[system]
}

// providerConfig leaves the other systems null.
func (s *Server) providerConfig(t *testing.T, systems map[string]tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	providerType := objectType(t, s.schemas.Provider)
	return dynamic(t, providerType, object(t, providerType, systems))
}

// ConfigureSandbox points the provider at every system of a sandbox, without
// retries.
func (s *Server) ConfigureSandbox(ctx context.Context, t *testing.T, systems *sandbox.Sandbox) {
	t.Helper()
	s.ConfigureSystems(ctx, t, map[string]map[string]tftypes.Value{
		"jumpcloud": {
			"base_url":        String(systems.JumpCloud.BaseURL),
			"api_key":         String(systems.JumpCloud.APIKey),
			"organization_id": String(systems.JumpCloud.OrganizationID),
			"max_retries":     Number(0),
		},
		"nowsecure": {
			"api_url":     String(systems.NowSecure.APIURL),
			"lab_api_url": String(systems.NowSecure.LabAPIURL),
			"api_token":   String(systems.NowSecure.Token),
			"max_retries": Number(0),
		},
		"securityscorecard": {
			"base_url":    String(systems.SecurityScorecard.BaseURL),
			"api_token":   String(systems.SecurityScorecard.Token),
			"max_retries": Number(0),
		},
		"processunity": {
			"base_url":         String(systems.ProcessUnity.BaseURL),
			"username":         String(systems.ProcessUnity.Username),
			"password":         String(systems.ProcessUnity.Password),
			"service_name":     String(systems.ProcessUnity.ServiceName),
			"service_password": String(systems.ProcessUnity.ServicePassword),
			"max_retries":      Number(0),
		},
		"secureframe": {
			"base_url":    String(systems.Secureframe.BaseURL),
			"api_key":     String(systems.Secureframe.Key),
			"api_secret":  String(systems.Secureframe.Secret),
			"max_retries": Number(0),
		},
	})
}

// Read reads a data source; arguments that are left out are null.
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

// Schemas returns what the provider says of itself.
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
