// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

var _ function.Function = normalizeDomain{}

type normalizeDomain struct{}

// NewNormalizeDomain returns normalize_domain.
func NewNormalizeDomain() function.Function { return normalizeDomain{} }

func (normalizeDomain) Metadata(_ context.Context, _ function.MetadataRequest, response *function.MetadataResponse) {
	response.Name = "normalize_domain"
}

func (normalizeDomain) Definition(_ context.Context, _ function.DefinitionRequest, response *function.DefinitionResponse) {
	response.Definition = function.Definition{
		Summary: "The normalized form of a domain name",
		MarkdownDescription: "Returns the domain name in `value` in lower case and in ASCII (international names in their `xn--` form), " +
			"without scheme, user, port, path or trailing dot. It is the spelling that the data sources use, so that keys made with it fit. " +
			"A leading `www.` is kept, because it may be a separate company. Null stays null. A value without a domain name is an error.",
		Parameters: []function.Parameter{
			function.StringParameter{
				Name:                "value",
				MarkdownDescription: "A domain name or a URL.",
				AllowNullValue:      true,
			},
		},
		Return: function.StringReturn{},
	}
}

func (normalizeDomain) Run(ctx context.Context, request function.RunRequest, response *function.RunResponse) {
	var value types.String
	if response.Error = request.Arguments.Get(ctx, &value); response.Error != nil {
		return
	}
	if value.IsNull() {
		response.Error = response.Result.Set(ctx, types.StringNull())
		return
	}
	domain, err := posture.NormalizeDomain(value.ValueString())
	if err != nil {
		response.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	response.Error = response.Result.Set(ctx, domain)
}
