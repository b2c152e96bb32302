// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot

import (
	"errors"
	"fmt"
	"strings"

	"aead.dev/minisign"
)

// A signed document is followed by the file that minisign writes: one text, so
// that no reader gets a document with the signature of another.
const signatureBegins = "untrusted comment:"

// split separates a document from its signature, which may be empty. In a
// document, a line never begins like a signature.
func split(text string) (document, signature string) {
	if at := strings.Index(text, "\n"+signatureBegins); at >= 0 {
		return text[:at+1], text[at+1:]
	}
	return text, ""
}

// PublicKey is a public key of minisign.
type PublicKey struct{ key minisign.PublicKey }

// ParsePublicKey reads a public key, with or without the comment that minisign
// writes above it.
func ParsePublicKey(text string) (PublicKey, error) {
	var key minisign.PublicKey
	if err := key.UnmarshalText([]byte(strings.TrimSpace(text))); err != nil {
		return PublicKey{}, errors.New("it is not a public key of minisign, such as RWSm…, 56 characters")
	}
	return PublicKey{key}, nil
}

// Verify returns the ID of the key that has signed a document, or an error if none
// of the keys has signed exactly this text.
func Verify(text string, keys []PublicKey) (keyID string, err error) {
	document, signed := split(text)
	if signed == "" {
		return "", errors.New("it has no signature")
	}
	var signature minisign.Signature
	if lines := strings.Split(strings.TrimSpace(signed), "\n"); len(lines) != 4 || signature.UnmarshalText([]byte(signed)) != nil {
		return "", errors.New("its signature is not one of minisign, or is followed by something else")
	}
	keyID = fmt.Sprintf("%016X", signature.KeyID)
	isKnown := false
	for _, key := range keys {
		if key.key.ID() != signature.KeyID {
			continue
		}
		isKnown = true
		if minisign.Verify(key.key, []byte(document), []byte(signed)) {
			return keyID, nil
		}
	}
	if !isKnown {
		return "", fmt.Errorf("it was signed with the key %s, which is not among the public keys", keyID)
	}
	return "", errors.New("its signature is that of another text: it was changed since it was signed")
}
