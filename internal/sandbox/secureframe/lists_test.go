// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"crypto/md5" //nolint:gosec // the API asks for MD5
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const storageURL = "http://storage.example"

// serveCompliance returns clients of the API and of the storage.
func serveCompliance(w *world.World, quirks secureframe.Quirks) (api, storage sandboxtest.Client) {
	return sandboxtest.Direct(secureframe.New(secureframe.Config{
			Credential: secureframe.Credential{Key: "the-key", Secret: "the-secret"},
			World:      &w.CustomConnections, Compliance: &w.Compliance, StorageURL: storageURL, Quirks: quirks,
		}), authorized),
		sandboxtest.Direct(secureframe.NewStorage(&w.Compliance, quirks))
}

func TestLists(t *testing.T) {
	t.Parallel()
	api, _ := serveCompliance(world.Default(), secureframe.Quirks{})
	api.Check(t, map[string]string{
		"/tests meta":        `{"total":8}`,
		"/controls meta":     `{"total":8}`,
		"/frameworks meta":   `{"total":3}`,
		"/tprm/vendors meta": `{"total":7}`,
		"/tests data.0.attributes.test_interval_seconds":        `"2629746"`,
		"/tests data.0.relationships":                           `{}`,
		"/tests data.0.attributes.framework_keys":               `[]`,
		"/tests data.0.attributes._frameworks":                  "",
		"/tests?per_page=3&page=3 data.*.attributes.key":        `["vendors-reviewed","wireless-inventory"]`,
		"/tests?per_page=3&page=4 data":                         `[]`,
		"/tests?q=frameworks%3A%22iso27001%22 meta":             `{"total":5}`,
		"/tests?q=frameworks%3A%22ISO27001%22 meta":             `{"total":0}`,
		"/tests?q=framework_keys%3A%22iso27001%22 message":      `"Test is not filterable by framework_keys"`,
		"/tprm/vendors?q=vendor_status%3A%22pending%22 message": `"VendorRiskDetail is not filterable by vendor_status"`,
		"/tests?page=0 message":                                 `"The request body was not in the correct format: page is not a number of 1 or more"`,
		"/tests?limit=1 message":                                `"The request body was not in the correct format: no query parameter is documented"`,
		"/evidences meta":                                       `{"total":1}`,
	})
	quirky, _ := serveCompliance(world.Default(), secureframe.Quirks{
		ListQuirks:     secureframe.ListQuirks{Envelope: secureframe.EnvelopeArray, CountsAsText: true, MaxPageSize: 2},
		EvidenceQuirks: secureframe.EvidenceQuirks{NoEvidenceList: true},
	})
	quirky.Check(t, map[string]string{
		"/controls?per_page=100 1.data.attributes.failing_test_count": `"1"`,
		"/controls 2":        "",
		"/evidences message": `"Not found"`,
	})
}

// staging is the request to stage a file with the content "text".
func staging(name string) string {
	digest := md5.Sum([]byte("text")) //nolint:gosec // see the import
	return "/file_uploads?" + url.Values{
		"filename": {name}, "byte_size": {"4"}, "checksum": {base64.StdEncoding.EncodeToString(digest[:])},
	}.Encode()
}

// A file is staged, stored and redeemed, in this order, and once.
func TestEvidence(t *testing.T) {
	t.Parallel()
	w := world.Default()
	api, storage := serveCompliance(w, secureframe.Quirks{})
	test := world.SecureframeID(world.SecureframeTests, "penetration-test")
	staged := api.Send(t, http.MethodPost, staging("a.md"), "")
	id, _ := url.PathUnescape(strings.Trim(staged.At("data.attributes.id"), `"`))
	at := strings.TrimPrefix(strings.Trim(staged.At("data.attributes.url"), `"`), storageURL)
	headers := []string{
		"Content-MD5: " + strings.Trim(staged.At("data.attributes.headers.Content-MD5"), `"`),
		"X-Storage-Class: " + strings.Trim(staged.At("data.attributes.headers.X-Storage-Class"), `"`),
	}
	redeem := "/tests/" + test + "/evidences?upload_id=" + id
	wantStatus := func(what string, got sandboxtest.Answer, status int) {
		if got.Status != status {
			t.Errorf("%s: %d %s", what, got.Status, got.Text)
		}
	}
	wantStatus("redeemed before the bytes came", api.Send(t, http.MethodPost, redeem, ""), 400)
	wantStatus("with a credential", storage.Send(t, http.MethodPut, at, "text", append(headers, authorized)...), 403)
	wantStatus("without the headers", storage.Send(t, http.MethodPut, at, "text"), 403)
	wantStatus("without the signature", storage.Send(t, http.MethodPut, "/"+id, "text", headers...), 403)
	wantStatus("other bytes", storage.Send(t, http.MethodPut, at, "Text", headers...), 400)
	wantStatus("another method", storage.Send(t, http.MethodPost, at, "text", headers...), 405)
	wantStatus("the bytes", storage.Send(t, http.MethodPut, at, "text", headers...), 200)
	wantStatus("to no test", api.Send(t, http.MethodPost, strings.Replace(redeem, test, id, 1), ""), 404)
	wantStatus("with no date", api.Send(t, http.MethodPost, redeem+"&activity_completion=today", ""), 400)
	attached := api.Send(t, http.MethodPost, redeem+"&activity_completion=2026-11-30", "")
	wantStatus("redeemed", attached, 200)
	wantStatus("redeemed again", api.Send(t, http.MethodPost, redeem, ""), 400)
	wantStatus("no such evidence", api.Send(t, http.MethodGet, "/evidences/"+id, ""), 404)
	evidence := strings.Trim(attached.At("data.id"), `"`)
	api.Check(t, map[string]string{
		"/evidences/" + evidence + " data.attributes.activity_completion": `"2026-11-30"`,
		"/evidences?sort=-created_at data.0.id":                           `"` + evidence + `"`,
		"/evidences data.1.id":                                            `"` + evidence + `"`,
		"/evidences?sort=filename message":                                `"The request body was not in the correct format: q and this sort are not served here"`,
	})
	for what, query := range map[string]string{
		"without an extension": staging("a"), "of no size": strings.Replace(staging("a.md"), "=4", "=x", 1),
		"too large": strings.Replace(staging("a.md"), "=4", "=33554433", 1), "without a checksum": "/file_uploads?filename=a.md&byte_size=4",
	} {
		wantStatus(what, api.Send(t, http.MethodPost, query, ""), 400)
	}
}
