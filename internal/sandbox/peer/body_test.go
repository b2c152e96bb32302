// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package peer_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
)

func TestBody_isReadAsAWhole(t *testing.T) {
	t.Parallel()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("text"))
	if first, again := string(peer.Body(request)), string(peer.Body(request)); first != "text" || again != "text" {
		t.Errorf("body %q, then %q", first, again)
	}
	if rest, err := io.ReadAll(request.Body); string(rest) != "text" || err != nil {
		t.Errorf("body %q, %v", rest, err)
	}
}

func TestBody_isReadBeforeAnyAnswer(t *testing.T) {
	t.Parallel()
	shell := peer.Shell[failure]{Fail: func(http.ResponseWriter, *http.Request, *failure) {}}
	sent := strings.NewReader("text")
	shell.ServeHTTP(nil, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/none", sent))
	if sent.Len() > 0 {
		t.Errorf("%d bytes are left", sent.Len())
	}
	defer func() {
		if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
			t.Errorf("panic %v, want the end of the connection", err)
		}
	}()
	broken := io.MultiReader(strings.NewReader("te"), iotest.ErrReader(io.ErrUnexpectedEOF))
	shell.ServeHTTP(nil, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/none", broken))
	t.Error("a body that broke off was answered")
}

func TestMembers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{}`:                         "",
		`{"b":[1.0],"a":{},"b":"x"}`: `b=[1.0] a={} b="x" `,
	} {
		members, ok := peer.Members([]byte(text))
		var got strings.Builder
		for _, member := range members {
			got.WriteString(member.Name + "=" + string(member.Value) + " ")
		}
		if diff := cmp.Diff(want, got.String()); !ok || diff != "" {
			t.Errorf("%s: %t (-want +got):\n%s", text, ok, diff)
		}
	}
	for _, text := range []string{"", "null", "[]", `{"a":1`, `{"a":1}}`, `{"a":1,}`, `{"a":1}{}`, `{a:1}`} {
		if members, ok := peer.Members([]byte(text)); ok {
			t.Errorf("%s has the members %v", text, members)
		}
	}
}
