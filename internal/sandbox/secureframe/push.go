// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// push accepts the data for the connection, or says why it does not.
func (h *Handler) push(r *http.Request, connection world.Connection) *failure {
	if r.URL.RawQuery != "" {
		return errBadRequest("no query parameter is documented")
	}
	if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || mediaType != "application/json" {
		return errBadRequest("the content type is not application/json")
	}
	body := &countedReader{reader: r.Body}
	sent, err := decodeRequest(body)
	_, _ = io.Copy(io.Discard, body) // for its size; that it breaks is noted
	switch limit := h.quirks.MaxRequestBytes; {
	case body.broken:
		panic(http.ErrAbortHandler) // the client is gone
	case limit > 0 && body.bytes > limit:
		return errTooLarge
	case err != nil:
		return errBadRequest(err.Error())
	case sent.vendorSlug != connection.VendorSlug:
		return errVendorMismatch(cmp.Or(h.quirks.VendorMismatchStatus, http.StatusBadRequest))
	}
	h.world.Push(connection.ID, world.Push{
		SchemaSlug: sent.schemaSlug, Partial: sent.partial, Objects: sent.resourceData, Bytes: body.bytes,
	})
	return nil
}

// request is the body of a push.
type request struct {
	schemaSlug   string
	vendorSlug   string
	resourceData []map[string]any
	partial      bool
}

// decodeRequest reads a body member by member: names must match exactly, and
// come once, which the decoder of structs does not ask for. It never quotes a
// value.
func decodeRequest(body io.Reader) (request, error) {
	decoder := json.NewDecoder(body)
	decoder.UseNumber()
	var sent request
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return request{}, errors.New("it is not a JSON object")
	}
	seen := map[string]bool{}
	for decoder.More() {
		token, err := decoder.Token()
		name, _ := token.(string)
		if err != nil {
			return request{}, errors.New("it is not JSON")
		}
		if seen[name] {
			return request{}, fmt.Errorf("%s is given twice", name)
		}
		seen[name] = true
		if err := sent.decodeMember(decoder, name); err != nil {
			return request{}, err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return request{}, errors.New("it is not JSON")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return request{}, errors.New("something follows the JSON object")
	}
	for _, name := range []string{"schema_slug", "vendor_slug", "resource_data"} {
		if !seen[name] {
			return request{}, fmt.Errorf("%s is missing", name)
		}
	}
	return sent, nil
}

func (s *request) decodeMember(decoder *json.Decoder, name string) error {
	var err error
	switch name {
	case "schema_slug":
		s.schemaSlug, err = decodeSlug(decoder, name)
	case "vendor_slug":
		s.vendorSlug, err = decodeSlug(decoder, name)
	case "resource_data":
		s.resourceData, err = decodeObjects(decoder)
	case "partial":
		var partial *bool
		if decoder.Decode(&partial) != nil || partial == nil {
			return errors.New("partial is not a boolean")
		}
		s.partial = *partial
	default:
		return fmt.Errorf("%q is not documented", name)
	}
	return err
}

func decodeSlug(decoder *json.Decoder, name string) (string, error) {
	var slug *string
	if decoder.Decode(&slug) != nil || slug == nil || strings.TrimSpace(*slug) == "" {
		return "", fmt.Errorf("%s is not a string with something in it", name)
	}
	return *slug, nil
}

// decodeObjects wants one object at least: a schema cannot be made from none.
func decodeObjects(decoder *json.Decoder) ([]map[string]any, error) {
	if token, err := decoder.Token(); err != nil || token != json.Delim('[') {
		return nil, errors.New("resource_data is not an array")
	}
	var objects []map[string]any
	for decoder.More() {
		var object map[string]any
		if decoder.Decode(&object) != nil || object == nil {
			return nil, fmt.Errorf("element %d of resource_data is not an object", len(objects))
		}
		objects = append(objects, object)
	}
	if _, err := decoder.Token(); err != nil {
		return nil, errors.New("resource_data does not end")
	}
	if len(objects) == 0 {
		return nil, errors.New("resource_data is empty")
	}
	return objects, nil
}

// countedReader counts what it reads, and notes when reading fails.
type countedReader struct {
	reader io.Reader
	bytes  int64
	broken bool
}

func (c *countedReader) Read(into []byte) (int, error) {
	n, err := c.reader.Read(into)
	c.bytes += int64(n)
	c.broken = c.broken || err != nil && !errors.Is(err, io.EOF)
	return n, err
}
