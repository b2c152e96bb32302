// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"crypto/md5" //nolint:gosec // the API asks for MD5, as a checksum of the transfer
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// Storage is the host that takes the bytes of files, at a URL that is signed.
// Which storage it is, is not documented. It is as strict as one may be: the
// request is the one that was signed, and has no credential of Secureframe.
type Storage struct {
	world  *world.Compliance
	quirks EvidenceQuirks
}

// NewStorage returns the storage of a world.
func NewStorage(w *world.Compliance, quirks Quirks) *Storage {
	return &Storage{world: w, quirks: quirks.EvidenceQuirks}
}

// Authorized reports whether the URL is one that was signed, and there is no other
// credential.
func (s *Storage) Authorized(r *http.Request) bool {
	upload, ok := s.world.Staged(strings.TrimPrefix(r.URL.Path, "/"))
	return ok && r.URL.RawQuery == "X-Signature="+url.QueryEscape(upload.Signature) &&
		r.Header.Get("Authorization") == "" && r.Header.Get("Cookie") == ""
}

// ServeHTTP takes the bytes of a file. Its errors repeat the signed URL, as those
// of some storages do.
func (s *Storage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := peer.Body(r)
	upload, _ := s.world.Staged(strings.TrimPrefix(r.URL.Path, "/"))
	digest := md5.Sum(body) //nolint:gosec // see the import
	switch {
	case s.quirks.StorageRedirect != "":
		w.Header().Set("Location", s.quirks.StorageRedirect+r.URL.RequestURI())
		refuse(w, r, http.StatusTemporaryRedirect, "TemporaryRedirect")
	case !s.Authorized(r):
		refuse(w, r, http.StatusForbidden, "SignatureDoesNotMatch")
	case r.Method != http.MethodPut:
		refuse(w, r, http.StatusMethodNotAllowed, "MethodNotAllowed")
	case !s.hasHeaders(r, upload):
		refuse(w, r, http.StatusForbidden, "SignatureDoesNotMatch")
	case len(body) != upload.Size || base64.StdEncoding.EncodeToString(digest[:]) != upload.Checksum:
		refuse(w, r, http.StatusBadRequest, "BadDigest")
	default:
		s.world.Store(upload.ID, body)
		w.WriteHeader(http.StatusOK)
	}
}

func (s *Storage) hasHeaders(r *http.Request, upload world.Upload) bool {
	for name, value := range storageHeaders(upload, s.quirks) {
		if !peer.Carries(r, name, value) {
			return false
		}
	}
	return true
}

func refuse(w http.ResponseWriter, r *http.Request, status int, code string) {
	peer.WriteText(w, status, "application/xml", "<Error><Code>"+code+"</Code><URL>"+r.URL.RequestURI()+"</URL></Error>")
}
