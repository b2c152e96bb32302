// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

var report = secureframe.TestEvidence{
	TestID: world.SecureframeID(world.SecureframeTests, "penetration-test"), Filename: "report.md", Content: []byte("# Fine"),
}

// Nothing is sent to the storage unless it is known where, and as what.
func TestAttachTestEvidence_ofWhatIsNotStaged(t *testing.T) {
	t.Parallel()
	const storage = "https://storage.example/planted"
	for answer, want := range map[string]string{
		`{}`:            `it has no "data"`,
		`{"data":null}`: `it has no "data"`,
		`{"data":{}}`:   `it has no "attributes"`,
		`{"data":{"attributes":{"url":"` + storage + `"}}}`:                              `it has no "id"`,
		`{"data":{"id":"a","attributes":{"id":null,"url":null}}}`:                        `it has no "url"`,
		`{"data":{"id":"a","attributes":{"url":["` + storage + `"]}}}`:                   "data.attributes.url is a list, not a string",
		`{"data":{"id":"a","attributes":{"url":"` + storage + `","headers":{"a":7}}}}`:   "not a string",
		`{"data":{"id":"a","attributes":{"url":"` + storage + `","headers":"planted"}}}`: "data.attributes.headers is a string, not an object",
		`{"error":"broken","data":{"id":"a","attributes":{"url":"` + storage + `"}}}`:    "with an error inside: broken",
		`planted`: "it cannot be read",
	} {
		s := sandboxtest.Start(t, world.Default())
		s.Faults.Add(fault.Rule{Path: "/file_uploads", Effect: sandboxtest.RespondJSON(http.StatusOK, answer)})
		_, err := clientOf(t, s).AttachTestEvidence(t.Context(), report)
		failure := sandboxtest.ErrorAs[*rest.Error](t, err, "Secureframe: could not stage report.md for upload: ", append(secrets, s.Secureframe.Secret))
		if !strings.Contains(failure.Error(), want) || len(s.Requests.All()) != 1 {
			t.Errorf("%s: %v, want %s", answer, err, want)
		}
	}
}

// The requests are the documented ones, and the storage gets no credential.
func TestAttachTestEvidence_requests(t *testing.T) {
	t.Parallel()
	s := sandboxtest.Start(t, world.Default())
	attached, err := clientOf(t, s).AttachTestEvidence(t.Context(), report)
	if err != nil || attached.IsFound || attached.Accepted == nil || attached.CreatedAt == "" {
		t.Fatalf("%+v, %v", attached, err)
	}
	got := []string{}
	for _, request := range s.Requests.All() {
		if !request.Authorized { // The storage's is only without a credential of Secureframe.
			t.Errorf("not authorized: %+v", request)
		}
		request.Query.Del("X-Signature")
		got = append(got, request.System+" "+request.Method+" "+request.Path+" "+request.Query.Encode())
	}
	upload := s.World.Compliance.Uploads()[0].ID
	sandboxtest.Equal(t, "requests", got, []string{
		sandbox.Secureframe + " POST /file_uploads byte_size=6&checksum=cQS9rN%2FQ%2BNc6Mi9i8DTvgA%3D%3D&filename=report.md",
		sandbox.SecureframeStorage + " PUT /" + upload + " ",
		sandbox.Secureframe + " POST /tests/" + report.TestID + "/evidences upload_id=" + upload,
	})
}

func TestTestEvidence(t *testing.T) {
	t.Parallel()
	s := sandboxtest.Start(t, world.Default())
	client := clientOf(t, s)
	id := s.World.Compliance.Evidences()[0].ID
	read, err := client.TestEvidence(t.Context(), id)
	if err != nil || read.ID != id || read.IsFound {
		t.Fatalf("%+v, %v", read, err)
	}
	if _, err := client.TestEvidence(t.Context(), report.TestID); !errors.Is(err, secureframe.ErrEvidenceNotFound) {
		t.Error(err)
	}
	s.Faults.Add(fault.Rule{Effect: sandboxtest.RespondJSON(http.StatusOK, `{"data":{"id":"other","attributes":{}}}`)})
	if _, err := client.TestEvidence(t.Context(), report.TestID); err == nil || !strings.Contains(err.Error(), `it is evidence "other"`) {
		t.Error(err)
	}
}
