// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"encoding/base64"
	"net/http"
	"path"
	"slices"
	"strconv"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// EvidenceQuirks are the ways in which evidence may differ from the document of
// August 2026, of which no exchange was recorded.
type EvidenceQuirks struct {
	// NoEvidenceList answers 404 to the list of evidences, as it was seen in June
	// 2026 (live).
	NoEvidenceList bool
	// IgnoreEvidenceSort lists evidences from the oldest.
	IgnoreEvidenceSort bool
	// RedeemAgain lets an ID be redeemed more than once.
	RedeemAgain bool
	// OtherUploadID gives the object another ID than the one to redeem.
	OtherUploadID bool
	// NoStorageHeaders asks for no headers with the bytes.
	NoStorageHeaders bool
	// NoStagedAt leaves out when a file was staged.
	NoStagedAt bool
	// NoAttachedID leaves out the ID of a new evidence.
	NoAttachedID bool
	// StorageURL replaces the URL of a staged file.
	StorageURL string
	// StorageRedirect answers the bytes with a redirect to that address.
	StorageRedirect string
}

// maxFileBytes is the largest file (spec).
const maxFileBytes = 32 << 20

func (h *Handler) handleEvidence() {
	// The arguments are in the query (spec).
	h.Handle("POST /file_uploads", h.stage, "filename", "byte_size", "checksum", "content_type")
	h.Handle("POST /tests/{test}/evidences", h.attach, "upload_id", "activity_completion")
	if !h.quirks.NoEvidenceList {
		h.Handle("GET /evidences", h.evidences, "page", "per_page", "q", "sort")
	}
	h.Handle("GET /evidences/{id}", h.evidence)
}

func (h *Handler) stage(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	query := r.URL.Query()
	size, err := strconv.Atoi(query.Get("byte_size"))
	digest, digestErr := base64.StdEncoding.DecodeString(query.Get("checksum"))
	switch {
	case path.Ext(query.Get("filename")) == "":
		return nil, errBadRequest("filename has no extension")
	case err != nil || size < 0 || size > maxFileBytes:
		return nil, errBadRequest("byte_size is not a number of at most 32 MB")
	case digestErr != nil || len(digest) != 16:
		return nil, errBadRequest("checksum is not an MD5 digest in base64")
	}
	upload := h.compliance.Stage(world.Upload{
		Filename: query.Get("filename"), ContentType: query.Get("content_type"), Size: size, Checksum: query.Get("checksum"),
	})
	attributes := world.Object{
		"id": upload.ID, "url": h.storageURL + "/" + upload.ID + "?X-Signature=" + upload.Signature,
		"headers":        storageHeaders(upload, h.quirks.EvidenceQuirks),
		"url_expires_at": written(upload.CreatedAt.Add(15 * time.Minute)), "id_expires_at": written(upload.CreatedAt.Add(time.Hour)),
		"created_at": written(upload.CreatedAt), "updated_at": written(upload.CreatedAt),
	}
	if h.quirks.StorageURL != "" {
		attributes["url"] = h.quirks.StorageURL
	}
	if h.quirks.NoStagedAt {
		delete(attributes, "created_at")
	}
	answer := wrapped("file_upload", attributes)
	if h.quirks.OtherUploadID {
		answer["id"] = world.SecureframeID("file_upload", upload.ID)
	}
	return map[string]any{"data": answer}, nil
}

// storageHeaders are those that must come with the bytes.
func storageHeaders(upload world.Upload, quirks EvidenceQuirks) map[string]string {
	if quirks.NoStorageHeaders {
		return map[string]string{}
	}
	return map[string]string{"Content-MD5": upload.Checksum, "X-Storage-Class": "evidence of " + upload.ID}
}

func (h *Handler) attach(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	query := r.URL.Query()
	if !h.hasTest(r.PathValue("test")) {
		return nil, errNoSuchObject
	}
	if completed := query.Get("activity_completion"); query.Has("activity_completion") {
		if _, err := time.Parse(time.DateOnly, completed); err != nil {
			return nil, errBadRequest("activity_completion is not a date")
		}
	}
	upload, ok := h.compliance.Staged(query.Get("upload_id"))
	if !ok || upload.Content == nil {
		return nil, errBadRequest("upload_id is not that of a file whose bytes are in storage")
	}
	evidence, ok := h.compliance.Redeem(upload.ID, r.PathValue("test"), query.Get("activity_completion"), h.quirks.RedeemAgain)
	if !ok {
		return nil, errBadRequest("upload_id was redeemed before")
	}
	attributes := writeEvidence(evidence)
	if h.quirks.NoAttachedID {
		delete(attributes, "id")
	}
	return map[string]any{"data": wrapped("evidence", attributes)}, nil
}

func (h *Handler) hasTest(id string) bool {
	return slices.ContainsFunc(h.compliance.Objects(world.SecureframeTests), func(test world.Object) bool { return test["id"] == id })
}

// evidences lists the evidences, the newest first if that is asked for. One field
// may be sorted by (spec).
func (h *Handler) evidences(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	query := r.URL.Query()
	if query.Has("q") || query.Has("sort") && query.Get("sort") != "-created_at" {
		return nil, errBadRequest("q and this sort are not served here")
	}
	objects := []world.Object{}
	for _, evidence := range h.compliance.Evidences() {
		objects = append(objects, writeEvidence(evidence))
	}
	if query.Has("sort") && !h.quirks.IgnoreEvidenceSort {
		slices.Reverse(objects)
	}
	return h.page(r, "evidence", objects)
}

func (h *Handler) evidence(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	for _, evidence := range h.compliance.Evidences() {
		if evidence.ID == r.PathValue("id") {
			return map[string]any{"data": wrapped("evidence", writeEvidence(evidence))}, nil
		}
	}
	return nil, errNoSuchObject
}

// writeEvidence has neither the test nor the name of the file (spec).
func writeEvidence(evidence world.Evidence) world.Object {
	attributes := world.Object{
		"id": evidence.ID, "accepted": true, "activity_completion": nil, "created_at": written(evidence.CreatedAt),
		"document_id": nil, "evidence_type": "custom", "evidenceable_id": nil, "evidenceable_type": "Company",
		"updated_at": written(evidence.CreatedAt), "vendor_id": nil,
	}
	if evidence.CompletedOn != "" {
		attributes["activity_completion"] = evidence.CompletedOn
	}
	return attributes
}

func written(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }
