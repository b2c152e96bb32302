// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

func (r *testEvidenceResource) Schema(ctx context.Context, _ resource.SchemaRequest, response *resource.SchemaResponse) {
	const anew = " Changing this attaches a new evidence."
	response.Schema = schema.Schema{
		MarkdownDescription: "A file as evidence for a test in Secureframe: the report of a gate, a plan, a scorecard. It needs neither Early Access nor a custom connection. " +
			"Changed content is attached as a new evidence, and Secureframe keeps the earlier one: its API cannot delete or replace evidence. Destroying the resource only removes it from the state. " +
			fmt.Sprintf("A file has at most %d MiB. ", api.MaxFileBytes>>20) +
			"The guide [Compliance in Secureframe](../guides/secureframe-compliance.md) says what is known of the API, and what is not.",
		Attributes: map[string]schema.Attribute{
			"test_id": schema.StringAttribute{
				MarkdownDescription: "The ID of the test, a UUID: `id` in `vendorrisk_secureframe_tests`." + anew,
				Required:            true,
				Validators:          []validator.String{uuidValidator},
			},
			"file": schema.StringAttribute{
				MarkdownDescription: "The path of the file. It must exist during the plan, and is read again during the apply. Set exactly one of `file` and `content_wo`. Changed content attaches a new evidence. Another path alone does not.",
				Optional:            true,
				Validators:          []validator.String{framework.NotBlank()},
			},
			"content_wo": schema.StringAttribute{
				MarkdownDescription: "The content of the file as text, for example `data.vendorrisk_gate.critical.markdown`. Write-only: the state and plan files contain only its hash. Requires `filename`, and Terraform 1.11 or later. " +
					"Changed content attaches a new evidence. Without `content_wo_version`, it must be the same at plan and at apply.",
				Optional:   true,
				WriteOnly:  true,
				Validators: []validator.String{framework.NotBlank()},
			},
			"content_wo_version": schema.NumberAttribute{
				MarkdownDescription: "A number that says whether `content_wo` has changed. With it, a new evidence is attached when the number changes, and not when only the content does. The content may then differ between plan and apply, as a text with a time in it does.",
				Optional:            true,
				Validators:          []validator.Number{framework.WholeNumber(0)},
			},
			"filename": schema.StringAttribute{
				MarkdownDescription: "The name of the file in Secureframe, with its extension and without a folder. Default: the name of `file`." + anew,
				Optional:            true,
				Computed:            true,
				Validators:          []validator.String{filenameValidator},
			},
			"content_type": schema.StringAttribute{
				MarkdownDescription: "The MIME type, `text/markdown` for example. Without it, Secureframe infers the type from the filename." + anew,
				Optional:            true,
				Validators:          []validator.String{stringvalidator.RegexMatches(mediaType, "must be a MIME type such as text/markdown")},
			},
			"activity_completion": schema.StringAttribute{
				MarkdownDescription: "The date on which the activity was completed that the file is evidence of, as `YYYY-MM-DD`." + anew,
				Optional:            true,
				Validators:          []validator.String{framework.Date()},
			},
			"timeouts": framework.TimeoutsAttribute(ctx),
			"destination": schema.StringAttribute{
				MarkdownDescription: "The base URL that the evidence was sent to. If the provider sends to another one, a new evidence is attached there, and the plan shows it.",
				Computed:            true,
			},
			"id": schema.StringAttribute{
				MarkdownDescription: "The ID of the evidence, a UUID.",
				Computed:            true,
			},
			"content_sha256": schema.StringAttribute{
				MarkdownDescription: "The SHA-256 hash of the content, in hexadecimal. A text with few possible values can be guessed from its hash.",
				Computed:            true,
			},
			"accepted": schema.BoolAttribute{
				MarkdownDescription: "Whether the evidence was accepted, as Secureframe says. It is read with every refresh. Null when Secureframe does not say.",
				Computed:            true,
			},
			"created_at": schema.StringAttribute{
				MarkdownDescription: "When the evidence was attached, RFC 3339 in UTC. Null when Secureframe does not say.",
				CustomType:          timetypes.RFC3339Type{},
				Computed:            true,
			},
		},
	}
}
