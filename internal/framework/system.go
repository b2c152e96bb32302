// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// System is a system as its data sources and resources use it. S is the type
// that the provider passes to their Configure. C is the system's client.
type System[S, C any] struct {
	// Name is the system in type names: "securityscorecard". It is empty for data
	// sources that belong to no system.
	Name string
	// Title is the system's name: "SecurityScorecard".
	Title string
	// Client returns the client, or the error that prevents it.
	Client func(S) (C, error)
	// Advice says how to resolve an error of the client. It is "" if there is no
	// specific advice.
	Advice func(error) string
}

// typeName is the full name of a data source or resource of the system.
func (s System[S, C]) typeName(provider, noun string) string {
	if s.Name == "" {
		return provider + "_" + noun
	}
	return provider + "_" + s.Name + "_" + noun
}

// client returns the client, or adds the error that prevents it.
func (s System[S, C]) client(set S, diags *diag.Diagnostics) (C, bool) {
	client, err := s.Client(set)
	if err != nil {
		diags.AddError("Unable to Use "+s.Title, err.Error())
	}
	return client, err == nil
}

// ReadError says what could not be read, and how to resolve it.
func (s System[S, C]) ReadError(object string, err error) diag.Diagnostics {
	return s.readError(object, s.Explain(err))
}

// ReadErrorIn is ReadError for an operation that ends with its context.
func (s System[S, C]) ReadErrorIn(ctx context.Context, object string, err error) diag.Diagnostics {
	return s.readError(object, s.ExplainIn(ctx, err))
}

func (s System[S, C]) readError(object, explanation string) diag.Diagnostics {
	return diag.Diagnostics{diag.NewErrorDiagnostic(fmt.Sprintf("Unable to Read %s %s", s.Title, object), explanation)}
}

// Explain says how to resolve an error of the client, followed by the error.
func (s System[S, C]) Explain(err error) string { return s.ExplainIn(context.Background(), err) }

// ExplainIn is Explain for an operation that ends with its context: the error may
// only say that it did.
func (s System[S, C]) ExplainIn(ctx context.Context, err error) string {
	advice := cmp.Or(interruption(ctx), connectionAdvice(err, s.Title), s.Advice(err), "The data could not be read, and no value is assumed. Try again. "+
		"If the error persists, check the provider's base URL and the service's status page.")
	return fmt.Sprintf("%s\n\nOriginal Error: %s", advice, err)
}

// interruption says why the context of an operation has ended. It is "" if it has
// not.
func interruption(ctx context.Context) string {
	timeout, hasPassed := errors.AsType[*timeoutError](context.Cause(ctx))
	switch {
	case hasPassed:
		return timeout.Error()
	case ctx.Err() != nil:
		return "Terraform was interrupted."
	}
	return ""
}

// providerData returns the data that the provider passed to Configure. It is nil
// before the provider is configured, and a wrong type is an error.
func providerData[T any](data any, diags *diag.Diagnostics) T {
	typed, ok := data.(T)
	if data != nil && !ok {
		diags.AddError("Unexpected Provider Data",
			fmt.Sprintf("Expected %T, got: %T. Please report this to the provider's developers.", typed, data))
	}
	return typed
}
