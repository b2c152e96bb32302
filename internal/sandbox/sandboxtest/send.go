// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandboxtest

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// Send sends one request with the headers, "name: value" each, and no others,
// and reads the whole response.
func Send(t *testing.T, client *http.Client, method, url string, body io.Reader, headers ...string) (status int, header http.Header, text string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Add(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(read)
}
