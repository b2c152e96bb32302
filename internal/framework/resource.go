// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
)

// Resource is what all resources of a system have in common. A resource embeds
// it.
type Resource[S, C any] struct {
	System System[S, C]
	// Name is the type name without the names of the provider and the system:
	// "push".
	Name string

	set S
}

// Metadata implements resource.Resource.
func (r *Resource[S, C]) Metadata(_ context.Context, request resource.MetadataRequest, response *resource.MetadataResponse) {
	response.TypeName = r.System.typeName(request.ProviderTypeName, r.Name)
}

// Configure implements resource.ResourceWithConfigure.
func (r *Resource[S, C]) Configure(_ context.Context, request resource.ConfigureRequest, response *resource.ConfigureResponse) {
	r.set = providerData[S](request.ProviderData, &response.Diagnostics)
}

// ProviderData is what the provider passed to Configure.
func (r *Resource[S, C]) ProviderData() S { return r.set }

// Client returns the client, or adds the error that prevents it.
func (r *Resource[S, C]) Client(diags *diag.Diagnostics) (C, bool) {
	return r.System.client(r.set, diags)
}

// TryClient returns the client, or the error that prevents it. It is for callers
// that can do without a client.
func (r *Resource[S, C]) TryClient() (C, error) { return r.System.Client(r.set) }

// FlagAttribute is an argument of a resource that is false by default.
func FlagAttribute(description string) schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: description + " Default: `false`.",
		Optional:            true,
		Computed:            true,
		Default:             booldefault.StaticBool(false),
	}
}
