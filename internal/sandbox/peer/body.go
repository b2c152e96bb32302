// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package peer

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
)

// Body returns the whole body, however often it is asked for. A client that is
// gone before it has sent all of it gets no answer.
func Body(r *http.Request) []byte {
	if whole, read := r.Body.(*wholeBody); read {
		return whole.text
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r.Body = &wholeBody{Reader: bytes.NewReader(text), text: text}
	return text
}

// wholeBody is a body that was read from the connection.
type wholeBody struct {
	*bytes.Reader

	text []byte
}

func (*wholeBody) Close() error { return nil }

// HasMediaType reports whether the body is said to be of the type.
func HasMediaType(r *http.Request, mediaType string) bool {
	got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && got == mediaType
}

// Member is one member of a JSON object, as it was sent.
type Member struct {
	Name  string
	Value json.RawMessage
}

// Members returns the members of a JSON object in the order in which they were
// sent, which the decoder of structs and maps does not tell: a name may come
// twice, or in another case. ok is false for every other text.
func Members(text []byte) (members []Member, ok bool) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') || !json.Valid(text) {
		return nil, false
	}
	for decoder.More() {
		var member Member
		name, _ := decoder.Token()
		member.Name, ok = name.(string)
		if err := decoder.Decode(&member.Value); err != nil || !ok {
			return nil, false
		}
		members = append(members, member)
	}
	return members, true
}
