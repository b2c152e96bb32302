// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
)

// SnapshotSchema is the schema of a data source that gives a snapshot: its
// arguments and what all snapshots have.
func SnapshotSchema(description string, arguments map[string]schema.Attribute) schema.Schema {
	attributes := maps.Clone(arguments)
	maps.Copy(attributes, map[string]schema.Attribute{
		"taken_at": schema.StringAttribute{
			MarkdownDescription: "When the snapshot was taken, RFC 3339 in UTC: the time at which the provider began to read, so that nothing in the snapshot is older. " +
				"If set, this earlier time is written instead, and the document changes only with it and with the data: `plantimestamp()`, or the day that it is on. " +
				"A time after the read began is an error, because it would make old data look new.",
			Optional:   true,
			Computed:   true,
			Validators: []validator.String{StringCheck("a time in RFC 3339, such as 2026-11-30T06:00:00Z", checkTime)},
		},
		"document": schema.StringAttribute{
			MarkdownDescription: "The snapshot, one JSON document in the published format, at most 64 MB. Pass it on unchanged: its last member is a digest of the rest. " +
				"It has no credentials. Mark what stores it as sensitive, so that plans do not show it whole.",
			Computed: true,
		},
		"total_companies": schema.Int64Attribute{MarkdownDescription: "The number of companies in the document. 0 if the system has none.", Computed: true},
		"total_findings":  schema.Int64Attribute{MarkdownDescription: "The number of findings in the document, without those of unknown status.", Computed: true},
		"total_unknown":   schema.Int64Attribute{MarkdownDescription: "The number of findings of unknown status in the document: what could not be read or evaluated.", Computed: true},
	})
	return schema.Schema{
		MarkdownDescription: description + " The document goes to where other configurations read it, and `vendorrisk_gate` judges it there: with the argument `snapshots`, without a request and without a credential of the system. " +
			"See the guide [Performance and scale](../guides/performance.md) and the recipe `posture-snapshot`.",
		Attributes: attributes,
	}
}

// SnapshotTime is the argument of SnapshotSchema.
type SnapshotTime struct {
	TakenAt *time.Time `tfsdk:"taken_at"`
}

// At returns when a snapshot was taken, whose read has begun at a time.
func (a SnapshotTime) At(began time.Time) (time.Time, diag.Diagnostics) {
	if a.TakenAt == nil {
		return began, nil
	}
	if a.TakenAt.After(began) {
		return began, InvalidAttribute(path.Root("taken_at"), fmt.Errorf(
			"taken_at is %s, and the provider began to read at %s: a later time would make old data look new",
			a.TakenAt.Format(time.RFC3339), began.UTC().Format(time.RFC3339)))
	}
	return *a.TakenAt, nil
}

// SnapshotValues are the computed attributes of SnapshotSchema. title is the name
// of the system.
func (a SnapshotTime) SnapshotValues(title string, document snapshot.Document) (Values, diag.Diagnostics) {
	text, err := document.Write()
	if err != nil {
		advice := "No document is given, because a part of it would look like all. Try again; if the error persists, report it to the provider's developers."
		if _, ok := errors.AsType[*snapshot.TooLargeError](err); ok {
			advice = "Take several snapshots, each of a part: Terraform holds a document in memory several times."
		}
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Unable to Write "+title+" Snapshot", advice+"\n\nOriginal Error: "+err.Error())}
	}
	values := Values{
		"document":        String(text),
		"total_companies": Count(len(document.Companies)),
		"total_findings":  Count(len(document.Findings)),
		"total_unknown":   Count(len(document.Unknown)),
	}
	if a.TakenAt == nil {
		values["taken_at"] = String(document.TakenAt.Format(time.RFC3339))
	}
	return values, nil
}

func checkTime(text string) error {
	_, err := time.Parse(time.RFC3339, text)
	return err
}
