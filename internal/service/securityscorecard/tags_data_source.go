// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ofTheSpecification says where the requests for tags are known from.
const ofTheSpecification = " This data source is built from SecurityScorecard's specification. No recorded response of these endpoints was available."

// tagColumns are the attributes of a tag.
var tagColumns = framework.Columns[api.Tag]{
	framework.StringColumn("id", "The tag's ID.",
		func(t api.Tag) string { return t.ID }),
	framework.StringColumn("name", "The tag's name.",
		func(t api.Tag) string { return t.Name }),
	framework.StringColumn("description", "The tag's description. Null when it has none.",
		func(t api.Tag) string { return t.Description }),
}

// NewTagsDataSource returns vendorrisk_securityscorecard_tags.
func NewTagsDataSource() datasource.DataSource {
	return framework.NewDataSource(system, framework.DataSource[*api.Client, struct{}]{Name: "tags", Schema: tagsSchema, Read: readTags})
}

func tagsSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "The scorecard tags that the API token can see. `vendorrisk_securityscorecard_tag` reads the companies that have one." + ofTheSpecification,
		Attributes: map[string]schema.Attribute{
			"tags": tagColumns.ListAttribute("The tags, sorted by name, then ID. Empty when there are none."),
		},
	}
}

func readTags(ctx context.Context, client *api.Client, _ struct{}) (framework.Values, diag.Diagnostics) {
	tags, err := client.Tags(ctx)
	if err != nil {
		return nil, system.ReadError("Tags", err)
	}
	return framework.Values{"tags": tagColumns.List(tags)}, nil
}
