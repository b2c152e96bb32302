// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"cmp"
	"context"
	"crypto/md5" //nolint:gosec // the API asks for MD5, as a checksum of the transfer
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// MaxFileBytes is the largest file that is accepted (spec).
const MaxFileBytes = 32 << 20

// stagedFile is a file that is announced. It is redeemed once, and cannot be
// read back (spec).
type stagedFile struct {
	// id is redeemed where the file is attached, within an hour (spec).
	id string
	// url is where the bytes go, within 15 minutes (spec). It is a credential.
	url string
	// header must be sent with the bytes as it is (spec).
	header http.Header
	// createdAt is the server's time, or "".
	createdAt timestamp
}

type fileUploadEntry struct {
	ID        string            `json:"id"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	CreatedAt timestamp         `json:"created_at"`
}

// stage announces a file. One that is never attached expires, so staging it again
// does no harm. The arguments are those of the query (spec).
func (c *Client) stage(ctx context.Context, evidence TestEvidence) (stagedFile, error) {
	digest := md5.Sum(evidence.Content) //nolint:gosec // see the import
	query := url.Values{
		"filename":  {evidence.Filename},
		"byte_size": {strconv.Itoa(len(evidence.Content))},
		"checksum":  {base64.StdEncoding.EncodeToString(digest[:])},
	}
	if evidence.ContentType != "" {
		query.Set("content_type", evidence.ContentType)
	}
	request := rest.Request{
		Operation: "stage " + evidence.Filename + " for upload", Method: http.MethodPost, Path: "/file_uploads", Query: query, Idempotent: true,
	}
	response, err := c.rest.Send(ctx, request)
	if err != nil {
		return stagedFile{}, err
	}
	staged, err := decodeStagedFile(response)
	if err != nil {
		return stagedFile{}, c.rest.Unexpected(request, err)
	}
	return staged, nil
}

// decodeStagedFile reads the answer. Its errors must not repeat the URL. The ID
// to redeem is the one of the attributes (spec).
func decodeStagedFile(response *rest.Response) (stagedFile, error) {
	answer, err := decodeOne[fileUploadEntry](response)
	if err != nil {
		return stagedFile{}, err
	}
	upload := answer.Attributes
	staged := stagedFile{id: cmp.Or(upload.ID, answer.ID), url: upload.URL, header: http.Header{}, createdAt: upload.CreatedAt}
	for name, value := range upload.Headers {
		staged.header.Set(name, value)
	}
	switch {
	case staged.id == "":
		return stagedFile{}, errors.New(`it has no "id"`)
	case staged.url == "":
		return stagedFile{}, errors.New(`it has no "url"`)
	}
	return staged, nil
}

// store sends the bytes to the storage. The same bytes may be sent again.
func (c *Client) store(ctx context.Context, evidence TestEvidence, staged stagedFile) error {
	_, err := c.rest.Upload(ctx, rest.Request{
		Operation: "send the bytes of " + evidence.Filename + " to the storage",
		Method:    http.MethodPut, Header: staged.header, Body: evidence.Content, Idempotent: true,
	}, staged.url)
	return err
}
