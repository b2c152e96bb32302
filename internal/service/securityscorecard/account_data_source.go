// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var _ datasource.DataSourceWithConfigure = &accountDataSource{}

type accountDataSource struct{ dataSource }

// NewAccountDataSource returns vendorrisk_securityscorecard_account.
func NewAccountDataSource() datasource.DataSource {
	return &accountDataSource{dataSource{name: "account"}}
}

func (d *accountDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, response *datasource.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "The user that the API token belongs to. " +
			"The endpoint is not in SecurityScorecard's published specification: where it is missing, this data source is an error and nothing else is affected.",
		Attributes: map[string]schema.Attribute{
			"email": schema.StringAttribute{
				MarkdownDescription: "The user's e-mail address. It is personal data, and stands in the state.",
				Computed:            true,
			},
			"username": schema.StringAttribute{
				MarkdownDescription: "The user's name. It may be an e-mail address.",
				Computed:            true,
			},
		},
	}
}

func (d *accountDataSource) Read(ctx context.Context, request datasource.ReadRequest, response *datasource.ReadResponse) {
	client, ok := d.client(&response.Diagnostics)
	if !ok {
		return
	}
	account, err := client.Account(ctx)
	if err != nil {
		response.Diagnostics.Append(readError("Account", err))
		return
	}
	response.Diagnostics.Append(framework.SetState(ctx, &response.State, request.Config, map[string]tftypes.Value{
		"email":    framework.String(account.Email),
		"username": framework.String(account.Username),
	})...)
}
