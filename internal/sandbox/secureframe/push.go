// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// push accepts the data for the connection, or says why it does not.
func (h *Handler) push(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	connection, found := h.world.Connection(r.PathValue("connection"))
	body, limit := peer.Body(r), h.quirks.MaxRequestBytes
	switch {
	case !found:
		return nil, errNoSuchConnection
	case connection.Restricted && !carries(r, h.credential):
		return nil, errForbidden
	case limit > 0 && len(body) > limit:
		return nil, errTooLarge
	case !peer.HasMediaType(r, "application/json"):
		return nil, errBadRequest("the content type is not application/json")
	}
	sent, problem := decode(body)
	switch {
	case problem != "":
		return nil, errBadRequest(problem)
	case sent.VendorSlug != connection.VendorSlug:
		return nil, errVendorMismatch
	}
	h.world.Push(connection.ID, world.Push{
		SchemaSlug: sent.SchemaSlug, Partial: sent.Partial != nil && *sent.Partial, Objects: sent.ResourceData, Bytes: int64(len(body)),
	})
	return nil, nil
}

// request is the body of a push.
type request struct {
	SchemaSlug   string           `json:"schema_slug"`
	VendorSlug   string           `json:"vendor_slug"`
	ResourceData []map[string]any `json:"resource_data"`
	Partial      *bool            `json:"partial"`
}

// decode reads a body, whose names must match exactly, and come once. A problem
// never quotes a value.
func decode(body []byte) (sent request, problem string) {
	members, isObject := peer.Members(body)
	if !isObject {
		return request{}, "it is not a JSON object"
	}
	given := map[string]bool{}
	for _, member := range members {
		if !slices.Contains([]string{"schema_slug", "vendor_slug", "resource_data", "partial"}, member.Name) {
			return request{}, fmt.Sprintf("%q is not documented", member.Name)
		}
		if given[member.Name] {
			return request{}, member.Name + " is given twice"
		}
		given[member.Name] = true
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	switch err := decoder.Decode(&sent); {
	case err != nil:
		return request{}, "a member is of another type than documented"
	case strings.TrimSpace(sent.SchemaSlug) == "":
		return request{}, "schema_slug is missing or blank"
	case strings.TrimSpace(sent.VendorSlug) == "":
		return request{}, "vendor_slug is missing or blank"
	case given["partial"] && sent.Partial == nil:
		return request{}, "partial is null"
	case !given["resource_data"]:
		return request{}, "resource_data is missing"
	case len(sent.ResourceData) == 0: // a schema cannot be made from nothing
		return request{}, "resource_data is empty"
	case slices.ContainsFunc(sent.ResourceData, func(object map[string]any) bool { return object == nil }):
		return request{}, "an element of resource_data is null"
	}
	return sent, ""
}
