// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// library is a system whose client is a string.
func library(client string, err error) framework.System[*struct{}, string] {
	return framework.System[*struct{}, string]{
		Name:   "library",
		Title:  "Library",
		Client: func(*struct{}) (string, error) { return client, err },
		Advice: func(err error) string {
			if errors.Is(err, errClosed) {
				return "Come back on Monday."
			}
			return ""
		},
	}
}

var errClosed = errors.New("it is closed")

type bookArguments struct {
	Title string `tfsdk:"title"`
}

// book reads what the client has of a title.
func book(system framework.System[*struct{}, string], read func(client, title string) (framework.Values, diag.Diagnostics)) datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[string, bookArguments]{
		Name: "book",
		Schema: func() schema.Schema {
			return schema.Schema{Attributes: map[string]schema.Attribute{
				"title":  schema.StringAttribute{Required: true},
				"author": schema.StringAttribute{Computed: true},
			}}
		},
		Read: func(_ context.Context, client string, arguments bookArguments) (framework.Values, diag.Diagnostics) {
			return read(client, arguments.Title)
		},
	})
}

// readBook reads the book "Momo", and returns the stored author, or "nothing".
func readBook(t *testing.T, source datasource.DataSource) (string, diag.Diagnostics) {
	t.Helper()
	var described datasource.SchemaResponse
	source.Schema(t.Context(), datasource.SchemaRequest{}, &described)
	bookType := described.Schema.Type().TerraformType(t.Context())
	response := datasource.ReadResponse{State: tfsdk.State{Schema: described.Schema, Raw: tftypes.NewValue(bookType, nil)}}
	source.Read(t.Context(), datasource.ReadRequest{Config: tfsdk.Config{
		Schema: described.Schema,
		Raw:    tftypes.NewValue(bookType, map[string]tftypes.Value{"title": framework.String("Momo"), "author": framework.String("")}),
	}}, &response)
	if response.State.Raw.IsNull() {
		return "nothing", response.Diagnostics
	}
	var stored struct {
		bookArguments
		Author string `tfsdk:"author"`
	}
	mustDecode(t, response.State.Raw, &stored)
	return stored.Title + " by " + stored.Author, response.Diagnostics
}

func TestDataSource_read(t *testing.T) {
	t.Parallel()
	warning := diag.NewWarningDiagnostic("Slow", "")
	failure := diag.NewErrorDiagnostic("Blocked", "")
	for name, test := range map[string]struct {
		clientError error
		values      framework.Values
		diags       diag.Diagnostics
		want        string
		wantSummary []string
	}{
		"read":               {values: framework.Values{"author": framework.String("Ende")}, want: "Momo by Ende"},
		"with a warning":     {values: framework.Values{"author": framework.String("Ende")}, diags: diag.Diagnostics{warning}, want: "Momo by Ende", wantSummary: []string{"Slow"}},
		"with an error":      {values: framework.Values{"author": framework.String("Ende")}, diags: diag.Diagnostics{failure}, want: "Momo by Ende", wantSummary: []string{"Blocked"}},
		"nothing but errors": {diags: diag.Diagnostics{failure}, want: "nothing", wantSummary: []string{"Blocked"}},
		"without a client":   {clientError: errClosed, want: "nothing", wantSummary: []string{"Unable to Use Library"}},
		"values that are not in the schema": {
			values: framework.Values{"writer": framework.String("Ende")}, want: "nothing", wantSummary: []string{"Unable to Store the State"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := ""
			got, diags := readBook(t, book(library("catalog", test.clientError), func(client, title string) (framework.Values, diag.Diagnostics) {
				asked = client + " for " + title
				return test.values, test.diags
			}))
			if got != test.want {
				t.Errorf("stored %s, want %s", got, test.want)
			}
			if test.clientError == nil && asked != "catalog for Momo" || test.clientError != nil && asked != "" {
				t.Errorf("asked %q", asked)
			}
			var summaries []string
			for _, one := range diags {
				summaries = append(summaries, one.Summary())
			}
			if diff := cmp.Diff(test.wantSummary, summaries); diff != "" {
				t.Errorf("diagnostics (-want +got):\n%s", diff)
			}
		})
	}
}

// The framework gets what was declared.
func TestDataSource_declared(t *testing.T) {
	t.Parallel()
	validated := 0
	source := framework.NewDataSource(library("", nil), framework.DataSource[string, bookArguments]{
		Name:       "book",
		Validators: []datasource.ConfigValidator{nil},
		Validate: func(tftypes.Value) diag.Diagnostics {
			validated++
			return diag.Diagnostics{diag.NewErrorDiagnostic("Refused", "")}
		},
	})
	var metadata datasource.MetadataResponse
	source.Metadata(t.Context(), datasource.MetadataRequest{ProviderTypeName: "vendorrisk"}, &metadata)
	if metadata.TypeName != "vendorrisk_library_book" {
		t.Errorf("the type name is %s", metadata.TypeName)
	}
	withValidators, ok := source.(datasource.DataSourceWithConfigValidators)
	if !ok || len(withValidators.ConfigValidators(t.Context())) != 1 {
		t.Error("its validators are not seen")
	}
	var response datasource.ValidateConfigResponse
	withValidate, ok := source.(datasource.DataSourceWithValidateConfig)
	if !ok {
		t.Fatal("it cannot validate")
	}
	withValidate.ValidateConfig(t.Context(), datasource.ValidateConfigRequest{}, &response)
	if validated != 1 || !response.Diagnostics.HasError() {
		t.Errorf("validated %d times, %v", validated, response.Diagnostics)
	}
}

// A data source without a system has no system in its name.
func TestDataSource_ofNoSystem(t *testing.T) {
	t.Parallel()
	var metadata datasource.MetadataResponse
	source := framework.NewDataSource(framework.System[any, any]{}, framework.DataSource[any, struct{}]{Name: "gate"})
	source.Metadata(t.Context(), datasource.MetadataRequest{ProviderTypeName: "vendorrisk"}, &metadata)
	if metadata.TypeName != "vendorrisk_gate" {
		t.Errorf("the type name is %s", metadata.TypeName)
	}
}

// Data sources and resources refuse provider data of another type, and accept
// nil before the provider is configured.
func TestConfigure(t *testing.T) {
	t.Parallel()
	source, _ := book(library("", nil), nil).(datasource.DataSourceWithConfigure)
	managed := framework.Resource[*struct{}, string]{System: library("", nil), Name: "shelf"}
	for name, configure := range map[string]func(data any) diag.Diagnostics{
		"data source": func(data any) diag.Diagnostics {
			var response datasource.ConfigureResponse
			source.Configure(t.Context(), datasource.ConfigureRequest{ProviderData: data}, &response)
			return response.Diagnostics
		},
		"resource": func(data any) diag.Diagnostics {
			var response resource.ConfigureResponse
			managed.Configure(t.Context(), resource.ConfigureRequest{ProviderData: data}, &response)
			return response.Diagnostics
		},
	} {
		for _, right := range []any{nil, &struct{}{}} {
			if diags := configure(right); len(diags) > 0 {
				t.Errorf("%s, %v: %v", name, right, diags)
			}
		}
		diags := configure("x")
		if want := "got: string. Please report this to the provider's developers."; len(diags) != 1 || !strings.HasSuffix(diags[0].Detail(), want) {
			t.Errorf("%s: diagnostics: %v, want one that ends with %q", name, diags, want)
		}
	}
}

func TestResource(t *testing.T) {
	t.Parallel()
	shelf := framework.Resource[*struct{}, string]{System: library("catalog", errClosed), Name: "shelf"}
	var metadata resource.MetadataResponse
	shelf.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "vendorrisk"}, &metadata)
	if metadata.TypeName != "vendorrisk_library_shelf" {
		t.Errorf("the type name is %s", metadata.TypeName)
	}
	var diags diag.Diagnostics
	if _, ok := shelf.Client(&diags); ok || len(diags) != 1 || diags[0].Detail() != errClosed.Error() {
		t.Errorf("%t, %v", ok, diags)
	}
	if _, err := shelf.TryClient(); !errors.Is(err, errClosed) {
		t.Error(err)
	}
	shelf.System = library("catalog", nil)
	if client, ok := shelf.Client(&diags); !ok || client != "catalog" {
		t.Errorf("%q, %t", client, ok)
	}
}

func TestSystem_readError(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]string{
		errClosed:            "Come back on Monday.\n\nOriginal Error: it is closed",
		errors.New("a fire"): "The data could not be read, and no value is assumed. Try again. If the error persists, check the provider's base URL and the service's status page.\n\nOriginal Error: a fire",
	} {
		diags := library("", nil).ReadError("Book", err)
		if len(diags) != 1 || diags[0].Summary() != "Unable to Read Library Book" || diags[0].Detail() != want {
			t.Errorf("%v: %v", err, diags)
		}
	}
}
