// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// NewNormalizeDomain returns normalize_domain.
func NewNormalizeDomain() function.Function {
	return declaration{
		name: "normalize_domain",
		definition: function.Definition{
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
		},
		run: unary(normalizeDomain),
	}
}

func normalizeDomain(_ context.Context, value types.String) (any, *function.FuncError) {
	if value.IsNull() {
		return value, nil
	}
	domain, err := posture.NormalizeDomain(value.ValueString())
	if err != nil {
		return nil, function.NewArgumentFuncError(0, err.Error())
	}
	return domain, nil
}
