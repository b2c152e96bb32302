// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var (
	_ resource.ResourceWithConfigure      = &testEvidenceResource{}
	_ resource.ResourceWithImportState    = &testEvidenceResource{}
	_ resource.ResourceWithModifyPlan     = &testEvidenceResource{}
	_ resource.ResourceWithValidateConfig = &testEvidenceResource{}
)

// testEvidenceResource has no identity: that of a resource may not change during
// an update, which attaches a new evidence if content that was unknown during the
// plan has changed.
type testEvidenceResource struct{ base }

// NewTestEvidenceResource returns vendorrisk_secureframe_test_evidence.
func NewTestEvidenceResource() resource.Resource {
	return &testEvidenceResource{base{System: complianceSystem, Name: "test_evidence"}}
}

// Create attaches the evidence. If that fails, no state is stored: an evidence
// whose ID is unknown cannot be told from others.
func (r *testEvidenceResource) Create(ctx context.Context, request resource.CreateRequest, response *resource.CreateResponse) {
	response.Diagnostics.Append(r.attach(ctx, framework.Create, request.Config, request.Plan.Raw, tftypes.Value{}, &response.State)...)
}

// Read refreshes what Secureframe says of the evidence. An evidence that a person
// has deleted leaves the state, so that the next apply attaches it again.
func (r *testEvidenceResource) Read(ctx context.Context, request resource.ReadRequest, response *resource.ReadResponse) {
	var state testEvidenceArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	client, ok := r.Client(&response.Diagnostics)
	if !ok || state.isElsewhere(client.Address()) {
		return // At another address, the evidence is not expected.
	}
	evidence, err := client.TestEvidence(ctx, state.ID.Value)
	switch {
	case errors.Is(err, api.ErrEvidenceNotFound):
		response.Diagnostics.AddWarning("Secureframe Evidence Is Gone", fmt.Sprintf(
			"Secureframe no longer has evidence %s of test %s, or the key may not read it. It is removed from the state, and the next apply attaches a new one.", state.ID.Value, state.TestID.Value))
		response.State.RemoveResource(ctx)
		return
	case err != nil:
		response.Diagnostics.Append(complianceSystem.ReadError("Evidence", err)...)
		return
	}
	changes := evidenceValues(evidence)
	changes["destination"] = framework.String(client.Address())
	response.Diagnostics.Append(framework.Store(&response.State.Raw, request.State.Raw, changes)...)
}

// Update stores what needs no new evidence, such as another path of the same
// content, and what was imported. Content that was unknown during the plan is
// compared only now.
func (r *testEvidenceResource) Update(ctx context.Context, request resource.UpdateRequest, response *resource.UpdateResponse) {
	response.Diagnostics.Append(r.attach(ctx, framework.Update, request.Config, request.Plan.Raw, request.State.Raw, &response.State)...)
}

// Delete only forgets the evidence. The plan has said so.
func (r *testEvidenceResource) Delete(_ context.Context, request resource.DeleteRequest, response *resource.DeleteResponse) {
	var state testEvidenceArguments
	response.Diagnostics.Append(framework.Decode(request.State.Raw, &state)...)
	response.Diagnostics.Append(keptEvidenceWarning(state))
}

// attach attaches the evidence of a plan, unless the prior state has it, and
// stores it.
func (r *testEvidenceResource) attach(ctx context.Context, operation framework.Operation, config tfsdk.Config, plan, prior tftypes.Value, state *tfsdk.State) diag.Diagnostics {
	var given, planned, before testEvidenceArguments
	diags := framework.Decode(config.Raw, &given)
	diags.Append(framework.Decode(plan, &planned)...)
	diags.Append(framework.Decode(prior, &before)...)
	if diags.HasError() {
		return diags
	}
	destination := framework.String(cmp.Or(addressOf(r.TryClient), before.Destination.Value))
	if !prior.IsNull() && planned.ID.IsKnown() && planned.ContentSHA256.IsKnown() { // nothing is to be attached
		return framework.Store(&state.Raw, plan, framework.Values{"destination": destination})
	}
	ctx, cancel := planned.Timeouts.Limit(ctx, operation)
	defer cancel()
	diags.Append(given.validate()...)
	diags.Append(framework.Decode(given.filename(), &planned.Filename)...)
	content, found := given.content()
	diags.Append(found...)
	diags.Append(planned.checkFilename()...)
	diags.Append(planned.compareContent(content)...)
	if diags.HasError() {
		return diags
	}
	values := framework.Values{"destination": destination, "filename": planned.Filename.Wire(), "content_sha256": framework.String(hashOf(content))}
	attached, found := r.attachOnce(ctx, planned, before, content)
	diags.Append(found...)
	if diags.HasError() {
		return diags
	}
	maps.Copy(values, attached)
	diags.Append(framework.Store(&state.Raw, plan, values)...)
	return diags
}

// compareContent refuses content that is not the one that was planned.
func (a testEvidenceArguments) compareContent(content []byte) diag.Diagnostics {
	if !a.ContentSHA256.IsKnown() || a.ContentSHA256.Value == hashOf(content) {
		return nil
	}
	attribute := "content_wo"
	if !a.File.IsNull() {
		attribute = "file"
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(attribute), "Changed Secureframe Evidence",
		"The content is not the one that was planned, so nothing was sent. Plan again. For content that differs between plan and apply, set content_wo_version.")}
}

// attachOnce attaches the evidence, unless the state has one with the same
// content, filename and so on, or one that was imported.
func (r *testEvidenceResource) attachOnce(ctx context.Context, planned, before testEvidenceArguments, content []byte) (framework.Values, diag.Diagnostics) {
	isImported := !before.ID.IsNull() && before.ContentSHA256.IsNull()
	if isImported || before.ContentSHA256.Value == hashOf(content) && len(before.replaced(planned)) == 0 {
		return framework.Values{"id": before.ID.Wire(), "accepted": before.Accepted.Wire(), "created_at": before.CreatedAt.Wire()}, nil
	}
	var diags diag.Diagnostics
	client, ok := r.Client(&diags)
	if !ok {
		return nil, diags
	}
	evidence, err := client.AttachTestEvidence(ctx, planned.evidence(content))
	if err != nil {
		diags.Append(attachError(ctx, err))
		return nil, diags
	}
	if evidence.IsFound {
		diags.AddWarning("Secureframe Evidence Was Looked Up", fmt.Sprintf(
			"The answer to the upload was lost. Evidence %s is the only one that was made since, so that it is taken for this one. Check the test in Secureframe.", evidence.ID))
	}
	return evidenceValues(evidence), diags
}

// attachError says what is known of a failed upload.
func attachError(ctx context.Context, err error) diag.Diagnostic {
	const summary = "Unable to Attach Secureframe Evidence"
	unconfirmed, ok := errors.AsType[*api.UnconfirmedError](err)
	if !ok {
		return diag.NewErrorDiagnostic(summary, complianceSystem.ExplainIn(ctx, err))
	}
	return diag.NewErrorDiagnostic(summary, "It is unknown whether the evidence was attached. Look at the test in Secureframe before you apply again, because a second apply attaches it a second time. "+
		"If it is there, import it: the ID is test_id/evidence_id.\n\nOriginal Error: "+unconfirmed.Error())
}
