// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &schemaResource{}
	_ resource.ResourceWithIdentity       = &schemaResource{}
	_ resource.ResourceWithImportState    = &schemaResource{}
	_ resource.ResourceWithModifyPlan     = &schemaResource{}
	_ resource.ResourceWithValidateConfig = &schemaResource{}
)

type schemaResource struct{ base }

// NewSchemaResource returns vendorrisk_secureframe_schema.
func NewSchemaResource() resource.Resource {
	return &schemaResource{base{name: "schema"}}
}

// Create stores the contract, and pushes the sample record if there is one.
func (r *schemaResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	settled, arguments, diags := settleSchema(request.Plan.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	if arguments.bootstrap != "" {
		response.Diagnostics.Append(r.pushBootstrap(ctx, arguments)...)
		if response.Diagnostics.HasError() {
			return
		}
	}
	response.Diagnostics.AddWarning("Secureframe Schema Is Not Defined by Terraform", undefinedText(arguments))
	response.State.Raw = settled
	response.Diagnostics.Append(setIdentity(ctx, response.Identity, settled)...)
}

func undefinedText(arguments schemaArguments) string {
	return "Terraform keeps the contract, and cannot define the schema. Secureframe processes no data of it until a person has done this:\n\n- " +
		strings.Join(arguments.contract.DefinitionSteps(), "\n- ")
}

// Read claims nothing: Secureframe cannot be asked for its schemas.
func (r *schemaResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	response.Diagnostics.Append(setIdentity(ctx, response.Identity, request.State.Raw)...)
}

// Update stores the contract. Nothing is sent.
func (r *schemaResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	settled, arguments, diags := settleSchema(request.Plan.Raw)
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	// What was not known at the plan is compared only now.
	response.Diagnostics.Append(compareSchemas(request.State.Raw, arguments).Errors()...)
	if response.Diagnostics.HasError() {
		return
	}
	response.State.Raw = settled
	response.Diagnostics.Append(setIdentity(ctx, response.Identity, settled)...)
}

// Delete forgets the contract.
func (r *schemaResource) Delete(_ context.Context, _ resource.DeleteRequest, response *resource.DeleteResponse) {
	response.Diagnostics.Append(forgottenWarning())
}

func forgottenWarning() diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Keeps the Schema",
		"Terraform forgets the contract. Nothing is deleted at Secureframe, which has no way to delete a schema or its data by the API: the schema, its definition and every record that was pushed stay.")
}

// setIdentity stores the identity of a schema.
func setIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, state tftypes.Value) diag.Diagnostics {
	var diags diag.Diagnostics
	reader := &framework.WireReader{}
	object := reader.Attributes(state)
	if identity == nil { // Terraform before 1.12 knows no identities.
		return nil
	}
	for _, name := range identifiers {
		diags.Append(identity.SetAttribute(ctx, path.Root(name), reader.String(object[name]))...)
	}
	return append(diags, reader.Errors()...)
}
