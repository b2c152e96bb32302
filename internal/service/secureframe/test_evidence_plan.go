// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// ValidateConfig refuses arguments that do not go together.
func (r *testEvidenceResource) ValidateConfig(_ context.Context, request resource.ValidateConfigRequest, response *resource.ValidateConfigResponse) {
	var config testEvidenceArguments
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &config)...)
	if !response.Diagnostics.HasError() {
		response.Diagnostics.Append(config.validate()...)
	}
}

// ModifyPlan reads the content and plans its hash, so that the plan shows whether
// a new evidence is attached. It needs no client.
func (r *testEvidenceResource) ModifyPlan(_ context.Context, request resource.ModifyPlanRequest, response *resource.ModifyPlanResponse) {
	var p testEvidencePlan
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &p.prior)...)
	response.Diagnostics.Append(framework.Decode(request.Config.Raw, &p.config)...)
	response.Diagnostics.Append(framework.Decode(request.Plan.Raw, &p.testEvidenceArguments)...)
	if response.Diagnostics.HasError() {
		return
	}
	if request.Plan.Raw.IsNull() {
		response.Diagnostics.Append(keptEvidenceWarning(p.prior))
		return
	}
	p.isNew, p.address = request.State.Raw.IsNull(), addressOf(r.TryClient)
	planned, diags := p.computed()
	response.Diagnostics.Append(diags...)
	if response.Diagnostics.HasError() {
		return
	}
	for _, attribute := range p.changed {
		response.RequiresReplace = append(response.RequiresReplace, path.Root(attribute))
	}
	response.Diagnostics.Append(framework.Store(&response.Plan.Raw, request.Plan.Raw, planned)...)
}

// testEvidencePlan is a plan while it is computed.
type testEvidencePlan struct {
	testEvidenceArguments
	config testEvidenceArguments
	// prior is the prior state. It is empty for a new resource.
	prior testEvidenceArguments
	isNew bool
	// address is where evidence is sent, or "" if that is unknown.
	address string
	// changed are the attributes whose change needs a new evidence.
	changed []string
}

// isImported reports whether the prior state is of an import: its content is
// taken for that of the configuration, because Secureframe does not give it.
func (p *testEvidencePlan) isImported() bool { return !p.isNew && p.prior.ContentSHA256.IsNull() }

// computed are the planned values of the computed attributes.
func (p *testEvidencePlan) computed() (framework.Values, diag.Diagnostics) {
	planned := framework.Values{"filename": p.config.filename()}
	diags := framework.Decode(planned["filename"], &p.Filename)
	hash, found := p.hash()
	diags.Append(found...)
	if diags.HasError() {
		return nil, diags
	}
	diags.Append(p.checkFilename()...)
	planned["content_sha256"] = hash
	planned["destination"] = unknownText
	if address := cmp.Or(p.address, p.prior.Destination.Value); address != "" {
		planned["destination"] = framework.String(address)
	}
	p.changed = p.attributesToReplace(hash)
	isKept := !p.isNew && len(p.changed) == 0 && (hash.IsKnown() || p.isImported())
	for name, kept := range map[string]tftypes.Value{
		"id": p.prior.ID.Wire(), "accepted": p.prior.Accepted.Wire(), "created_at": p.prior.CreatedAt.Wire(),
	} {
		planned[name] = kept
		if !isKept {
			planned[name] = tftypes.NewValue(typeOfEvidence[name], tftypes.UnknownValue)
		}
	}
	switch {
	case p.isImported() && len(p.changed) == 0:
		diags.Append(adoptedEvidenceWarning(p.prior))
	case len(p.changed) > 0, !p.isNew && !hash.IsKnown():
		diags.Append(keptEvidenceWarning(p.prior))
	}
	return planned, diags
}

// typeOfEvidence are the types of the computed attributes that may be unknown.
var typeOfEvidence = map[string]tftypes.Type{"id": tftypes.String, "accepted": tftypes.Bool, "created_at": tftypes.String}

// hash is the planned hash of the content. It is unknown when the content is, and
// when a version says that the content has changed.
func (p *testEvidencePlan) hash() (tftypes.Value, diag.Diagnostics) {
	if !p.config.isContentKnown() {
		return unknownText, nil
	}
	content, diags := p.config.content()
	switch {
	case diags.HasError():
		return unknownText, diags
	case p.config.ContentWOVersion.IsNull(), !p.isNew && p.prior.ContentWOVersion.IsNull():
		return framework.String(hashOf(content)), nil
	case !p.isNew && p.prior.ContentWOVersion.Equal(p.ContentWOVersion):
		return p.prior.ContentSHA256.Wire(), nil
	}
	return unknownText, nil
}

// attributesToReplace returns the attributes whose change needs a new evidence.
// Content that is not known yet is compared during the apply, unless a version
// says that it has changed.
func (p *testEvidencePlan) attributesToReplace(hash tftypes.Value) []string {
	switch {
	case p.isNew:
		return nil
	case p.isImported():
		if !sameText(p.prior.TestID, p.TestID) {
			return []string{"test_id"}
		}
		return nil
	}
	changed := p.prior.replaced(p.testEvidenceArguments)
	if p.prior.isElsewhere(p.address) {
		changed = append(changed, "destination")
	}
	isOtherVersion := !p.prior.ContentWOVersion.IsNull() && !p.ContentWOVersion.IsNull() && !p.prior.ContentWOVersion.Equal(p.ContentWOVersion)
	switch {
	case isOtherVersion:
		changed = append(changed, "content_wo_version")
	case hash.IsKnown() && !hash.Equal(p.prior.ContentSHA256.Wire()):
		changed = append(changed, "content_sha256")
	}
	return changed
}

// keptEvidenceWarning says what remains of an evidence that the state loses.
func keptEvidenceWarning(prior testEvidenceArguments) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Keeps the Evidence", fmt.Sprintf(
		"Evidence %s of test %s remains in Secureframe: its API has no way to delete evidence. If it must go, a person deletes it there.",
		prior.ID.Value, prior.TestID.Value))
}

// adoptedEvidenceWarning says that nothing is compared after an import.
func adoptedEvidenceWarning(prior testEvidenceArguments) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Secureframe Evidence Is Taken As It Is", fmt.Sprintf(
		"Evidence %s was imported. Secureframe does not give the content of evidence, so that the content of the configuration is taken for it, and nothing is sent.", prior.ID.Value))
}
