// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// snapshotAttributes are documents to judge, and what is asked of them.
func snapshotAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"snapshots": schema.ListAttribute{
			MarkdownDescription: "Snapshots to judge, in addition to `companies` and `findings`: `document` of `vendorrisk_securityscorecard_snapshot`, `vendorrisk_nowsecure_snapshot`, or `vendorrisk_jumpcloud_snapshot`, each unchanged, with or without a signature. " +
				"A snapshot that cannot be read as it was written is a violation of the subject `snapshots[0]`, and nothing of it is judged. " +
				"So is one that differs from another snapshot, or from `companies`, about a company; both are judged then. What two snapshots say in the same words counts once.",
			ElementType: types.StringType,
			Optional:    true,
			Validators:  []validator.List{listvalidator.SizeAtLeast(1), listvalidator.NoNullValues()},
		},
		"maximum_snapshot_age": schema.StringAttribute{
			MarkdownDescription: "How old a snapshot may be at `as_of`, from `1m` to `8760h`. One that is older, or that was taken more than five minutes after `as_of`, is a violation. Default: `36h`.",
			Optional:            true,
			Validators:          []validator.String{framework.Duration(time.Minute, 8760*time.Hour)},
		},
		"snapshot_scope": schema.MapAttribute{
			MarkdownDescription: "What of the snapshots is judged, by ID or exact name: `{ portfolios = [\"Critical Vendors\"] }`. Keys are `portfolios`, `apps`, `organizations`, and `checks`. " +
				"Each must be in a snapshot, or is a violation of the subject `snapshots`: a portfolio that was not read is unknown. " +
				"Companies that are in none of the `portfolios`, and findings of other `apps`, are left out; `organizations` and `checks` leave nothing out. Default: everything.",
			ElementType: types.ListType{ElemType: types.StringType},
			Optional:    true,
			Validators: []validator.Map{
				mapvalidator.SizeAtLeast(1),
				mapvalidator.NoNullValues(),
				mapvalidator.KeysAre(stringvalidator.OneOf(scopeKinds()...)),
				mapvalidator.ValueListsAre(
					listvalidator.SizeAtLeast(1), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(framework.NotBlank()),
				),
			},
		},
		"public_keys": schema.ListAttribute{
			MarkdownDescription: "Public keys of [minisign](https://jedisct1.github.io/minisign/), 56 characters each. If set, one of the keys must have signed every snapshot: a snapshot whose signature is missing or is not of this text is a violation, and nothing of it is judged. " +
				"With several keys, an old one can be replaced in steps.",
			ElementType: types.StringType,
			Optional:    true,
			Validators: []validator.List{
				listvalidator.SizeAtLeast(1), listvalidator.NoNullValues(), listvalidator.ValueStringsAre(publicKeyValidator),
			},
		},
	}
}

var publicKeyValidator = framework.StringCheck("a public key of minisign", func(text string) error {
	_, err := snapshot.ParsePublicKey(text)
	return err
})

func scopeKinds() []string {
	return each(posture.ScopeKinds(), func(kind posture.ScopeKind) string { return string(kind) })
}
