// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Managed is one managed resource of a provider in process, over several plans
// and applies.
type Managed struct {
	// Server is the provider. Terraform starts another one for every run.
	Server *Server
	// TypeName is the resource's full name.
	TypeName string
	// State is the resource's state, null before it exists.
	State tftypes.Value

	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

// Planned is the result of a plan.
type Planned struct {
	// Config and State are the configuration and the planned state.
	Config, State tftypes.Value
	// RequiresReplace are the attributes whose change forces a new resource.
	RequiresReplace []*tftypes.AttributePath
	Diagnostics     []*tfprotov6.Diagnostic

	private  []byte
	identity *tfprotov6.ResourceIdentityData
}

// ForgetPrivateState makes the plan one of a tainted resource: Terraform plans its
// replacement without the private state.
func (p *Planned) ForgetPrivateState() { p.private = nil }

// NewManaged returns a resource that does not exist yet.
func NewManaged(t *testing.T, server *Server, typeName string) *Managed {
	t.Helper()
	m := &Managed{Server: server, TypeName: typeName}
	m.State = tftypes.NewValue(m.Type(t), nil)
	return m
}

// Type is the wire type of the resource.
func (m *Managed) Type(t *testing.T) tftypes.Object {
	t.Helper()
	return objectType(t, m.schema())
}

func (m *Managed) schema() *tfprotov6.Schema { return m.Server.schemas.ResourceSchemas[m.TypeName] }

// Validate validates arguments. Omitted arguments are null.
func (m *Managed) Validate(ctx context.Context, t *testing.T, arguments map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	response, err := m.Server.provider.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName:           m.TypeName,
		Config:             dynamic(t, m.Type(t), object(t, m.Type(t), arguments)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	return response.Diagnostics
}

// Plan plans arguments. Omitted arguments are null.
func (m *Managed) Plan(ctx context.Context, t *testing.T, arguments map[string]tftypes.Value) *Planned {
	t.Helper()
	config := object(t, m.Type(t), arguments)
	return m.plan(ctx, t, config, m.proposed(t, config))
}

// PlanDestroy plans to destroy the resource.
func (m *Managed) PlanDestroy(ctx context.Context, t *testing.T) *Planned {
	t.Helper()
	null := tftypes.NewValue(m.Type(t), nil)
	return m.plan(ctx, t, null, null)
}

func (m *Managed) plan(ctx context.Context, t *testing.T, config, proposed tftypes.Value) *Planned {
	t.Helper()
	response, err := m.Server.provider.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName:         m.TypeName,
		PriorState:       dynamic(t, m.Type(t), m.State),
		ProposedNewState: dynamic(t, m.Type(t), proposed),
		Config:           dynamic(t, m.Type(t), config),
		PriorPrivate:     m.private,
		PriorIdentity:    m.identity,
	})
	if err != nil {
		t.Fatal(err)
	}
	planned := &Planned{
		Config: config, RequiresReplace: response.RequiresReplace, Diagnostics: response.Diagnostics,
		private: response.PlannedPrivate, identity: response.PlannedIdentity,
	}
	if response.PlannedState != nil {
		planned.State = m.unmarshal(t, response.PlannedState)
	}
	return planned
}

// proposed is the state that Terraform proposes: the configuration, and the prior
// state of computed attributes.
func (m *Managed) proposed(t *testing.T, config tftypes.Value) tftypes.Value {
	t.Helper()
	attributes, prior := as[map[string]tftypes.Value](t, config), map[string]tftypes.Value{}
	if !m.State.IsNull() {
		prior = as[map[string]tftypes.Value](t, m.State)
	}
	proposed := map[string]tftypes.Value{}
	for _, attribute := range m.schema().Block.Attributes {
		value := attributes[attribute.Name]
		if kept, ok := prior[attribute.Name]; ok && attribute.Computed && value.IsNull() {
			value = kept
		}
		if attribute.WriteOnly {
			value = tftypes.NewValue(value.Type(), nil)
		}
		proposed[attribute.Name] = value
	}
	return tftypes.NewValue(m.Type(t), proposed)
}

// Apply applies a plan, stores the resulting state even if the apply fails, and
// returns the diagnostics.
func (m *Managed) Apply(ctx context.Context, t *testing.T, planned *Planned) []*tfprotov6.Diagnostic {
	t.Helper()
	response, err := m.Server.provider.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName:        m.TypeName,
		PriorState:      dynamic(t, m.Type(t), m.State),
		PlannedState:    dynamic(t, m.Type(t), planned.State),
		Config:          dynamic(t, m.Type(t), planned.Config),
		PlannedPrivate:  planned.private,
		PlannedIdentity: planned.identity,
	})
	if err != nil {
		t.Fatal(err)
	}
	m.State, m.private, m.identity = m.unmarshal(t, response.NewState), response.Private, response.NewIdentity
	return response.Diagnostics
}

// Import imports the resource by its ID, or by its identity if that is not nil,
// and reads it.
func (m *Managed) Import(ctx context.Context, t *testing.T, id string, identity map[string]tftypes.Value) []*tfprotov6.Diagnostic {
	t.Helper()
	request := &tfprotov6.ImportResourceStateRequest{TypeName: m.TypeName, ID: id}
	if identity != nil {
		request.Identity = m.identityData(ctx, t, identity)
	}
	imported, err := m.Server.provider.ImportResourceState(ctx, request)
	if err != nil {
		t.Fatal(err)
	}
	if len(imported.ImportedResources) == 0 {
		return imported.Diagnostics
	}
	m.State = m.unmarshal(t, imported.ImportedResources[0].State)
	m.private, m.identity = imported.ImportedResources[0].Private, imported.ImportedResources[0].Identity
	return append(imported.Diagnostics, m.Refresh(ctx, t)...)
}

// Refresh reads the resource. Terraform does so before it plans, unless it is run
// with -refresh=false.
func (m *Managed) Refresh(ctx context.Context, t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	response, err := m.Server.provider.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: m.TypeName, CurrentState: dynamic(t, m.Type(t), m.State), Private: m.private, CurrentIdentity: m.identity,
	})
	if err != nil {
		t.Fatal(err)
	}
	m.State, m.private, m.identity = m.unmarshal(t, response.NewState), response.Private, response.NewIdentity
	return response.Diagnostics
}

// Identity returns the resource's identity, which may be empty.
func (m *Managed) Identity(t *testing.T) map[string]any {
	t.Helper()
	if m.identity == nil {
		return map[string]any{}
	}
	value, err := m.identity.IdentityData.Unmarshal(m.identityType(t.Context(), t))
	if err != nil {
		t.Fatal(err)
	}
	return PlainAttributes(t, as[map[string]tftypes.Value](t, value))
}

func (m *Managed) identityType(ctx context.Context, t *testing.T) tftypes.Type {
	t.Helper()
	schemas, err := m.Server.provider.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return schemas.IdentitySchemas[m.TypeName].ValueType()
}

func (m *Managed) identityData(ctx context.Context, t *testing.T, attributes map[string]tftypes.Value) *tfprotov6.ResourceIdentityData {
	t.Helper()
	identityType := m.identityType(ctx, t)
	return &tfprotov6.ResourceIdentityData{IdentityData: dynamic(t, identityType, object(t, identityType, attributes))}
}

// Attributes returns the attributes of the state.
func (m *Managed) Attributes(t *testing.T) map[string]any {
	t.Helper()
	return PlainAttributes(t, as[map[string]tftypes.Value](t, m.State))
}

func (m *Managed) unmarshal(t *testing.T, value *tfprotov6.DynamicValue) tftypes.Value {
	t.Helper()
	read, err := value.Unmarshal(m.Type(t))
	if err != nil {
		t.Fatal(err)
	}
	return read
}
