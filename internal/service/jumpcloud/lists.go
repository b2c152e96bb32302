// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// listDataSource declares a data source over all objects of one kind.
type listDataSource[T listed, A chooser[T]] struct {
	// name names the data source and the list, title its errors, and noun its
	// objects.
	name, title, noun string
	description       string
	arguments         map[string]schema.Attribute
	columns           framework.Columns[T]
	read              func(*api.Client, context.Context) ([]T, error)
}

// listed is an object of a list.
type listed interface {
	ID() string
	WrongType() string
}

// chooser are arguments that choose objects. choose returns the row of an
// object, and false when the list leaves it out.
type chooser[T any] interface {
	choose(object T) (T, bool)
}

func newListDataSource[T listed, A chooser[T]](list listDataSource[T, A]) datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, A]{
		Name: list.name, Schema: list.schema, Read: list.values,
	})
}

func (l listDataSource[T, A]) schema() schema.Schema {
	attributes := maps.Clone(l.arguments)
	attributes[l.name] = l.columns.ListAttribute("The " + l.noun + ", sorted by ID.")
	attributes["total"] = framework.TotalAttribute(l.noun)
	return schema.Schema{MarkdownDescription: l.description, Attributes: attributes}
}

func (l listDataSource[T, A]) values(ctx context.Context, client *api.Client, arguments A) (framework.Values, diag.Diagnostics) {
	objects, err := l.read(client, ctx)
	if err != nil {
		return nil, system.ReadError(l.title, err)
	}
	rows := []T{}
	for _, object := range objects {
		// A check tells that an object is unknown; a row would only have a null.
		if wrong := object.WrongType(); wrong != "" {
			return nil, system.ReadError(l.title, fmt.Errorf("JumpCloud: could not read %s of the %s: %s", object.ID(), l.noun, wrong))
		}
		if row, ok := arguments.choose(object); ok {
			rows = append(rows, row)
		}
	}
	return framework.Values{l.name: l.columns.List(rows), "total": framework.Count(len(rows))}, nil
}
