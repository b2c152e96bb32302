// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// findingColumns are the attributes of a finding in a snapshot.
var findingColumns = framework.FindingColumns(func(f posture.Finding) posture.Finding { return f })

// NewSnapshotCompanies returns snapshot_companies.
func NewSnapshotCompanies() function.Function {
	return snapshotRows("companies", "The companies of a snapshot",
		"Returns the companies of a snapshot as a list, with the attributes of `companies` of `vendorrisk_securityscorecard_companies`. It is empty for a snapshot of a system that rates no companies. ",
		framework.CompanyColumns, func(d snapshot.Document) []posture.Company { return d.Companies })
}

// NewSnapshotFindings returns snapshot_findings.
func NewSnapshotFindings() function.Function {
	return snapshotRows("findings", "The findings of a snapshot",
		"Returns the findings of a snapshot as a list, with the attributes that the findings of all systems have, and with what could not be read or evaluated as findings of the status `unknown`. "+
			"A snapshot that was taken without findings has those only. ",
		findingColumns, snapshot.Document.AllFindings)
}

func snapshotRows[T any](list, summary, description string, columns framework.Columns[T], rows func(snapshot.Document) []T) function.Function {
	attributes := map[string]attr.Type{}
	for _, column := range columns {
		attributes[column.Name] = column.Attribute.GetType()
	}
	listType := types.ListType{ElemType: types.ObjectType{AttrTypes: attributes}}
	return declaration{
		name: "snapshot_" + list,
		definition: function.Definition{
			Summary: summary,
			MarkdownDescription: description + "A document that is not as it was written is an error. " +
				"The function asks neither how old the document is nor who has signed it: let a `vendorrisk_gate` judge the same document before.",
			Parameters: []function.Parameter{
				function.StringParameter{
					Name:                "document",
					MarkdownDescription: "The snapshot, unchanged, with or without a signature.",
				},
			},
			Return: function.ListReturn{ElementType: listType.ElemType},
		},
		run: unary(func(ctx context.Context, text string) (any, *function.FuncError) {
			document, err := snapshot.Read(text)
			if err != nil {
				return nil, function.NewArgumentFuncError(0, "the snapshot cannot be used: "+posture.Printable(err.Error()))
			}
			value, err := listType.ValueFromTerraform(ctx, columns.List(rows(document)))
			if err != nil {
				return nil, function.NewFuncError("the rows cannot be returned: " + err.Error())
			}
			return value, nil
		}),
	}
}
