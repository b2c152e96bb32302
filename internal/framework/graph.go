// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/graph"
)

// GraphAttributes are the results of a graph's data source, and the argument that
// names its account. account says what the account is called by default, and
// drawn what the diagram shows.
func GraphAttributes(account, drawn string) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"account_id": schema.StringAttribute{
			MarkdownDescription: "What tells this account from others in the graph: it is a part of the keys of the account and the service. " + account,
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"json": schema.StringAttribute{
			MarkdownDescription: "The graph, as one JSON document `{\"entities\": […], \"relationships\": […]}` in the form in which JupiterOne takes entities and relationships. " +
				"A property whose value is unknown is `null`. Times are milliseconds since the epoch. Every `_key` is unique, and every relationship has both of its entities. " +
				"The entities and properties are those of JupiterOne's integration with the system.",
			Computed: true,
		},
		"entity_counts": schema.MapAttribute{
			MarkdownDescription: "The number of entities, by `_type`. A type of which there are none has a 0.",
			ElementType:         types.Int64Type,
			Computed:            true,
		},
		"relationship_counts": schema.MapAttribute{
			MarkdownDescription: "The number of relationships, by `_type`. A type of which there are none has a 0.",
			ElementType:         types.Int64Type,
			Computed:            true,
		},
		"diagram": schema.StringAttribute{
			MarkdownDescription: drawn + " It is a Mermaid flowchart, which GitHub and GitLab draw in a Markdown block of the language `mermaid`. It has no user in it.",
			Computed:            true,
		},
	}
}

// GraphValues are the values of the results of GraphAttributes.
func GraphValues(graph graph.Graph, diagram string) Values {
	return Values{
		"json":                String(graph.JSON),
		"entity_counts":       Counts(graph.EntityCounts),
		"relationship_counts": Counts(graph.RelationshipCounts),
		"diagram":             String(diagram),
	}
}
