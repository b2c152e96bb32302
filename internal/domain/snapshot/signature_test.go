// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot_test

import (
	"crypto/rand"
	"strings"
	"testing"

	"aead.dev/minisign"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/snapshot"
)

// signer is a pair of keys.
type signer struct {
	private minisign.PrivateKey
	public  snapshot.PublicKey
}

func newSigner(t *testing.T) signer {
	t.Helper()
	public, private, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := snapshot.ParsePublicKey(public.String())
	if err != nil {
		t.Fatal(err)
	}
	return signer{private, key}
}

// signature is what minisign writes into a file for a text.
func (s signer) signature(text string) string {
	reader := minisign.NewReader(strings.NewReader(text))
	buffer := make([]byte, len(text)+1)
	_, _ = reader.Read(buffer)
	return string(reader.Sign(s.private))
}

func TestVerify(t *testing.T) {
	t.Parallel()
	ours, theirs := newSigner(t), newSigner(t)
	text, other := write(t, companies()), write(t, apps())
	signed := text + ours.signature(text)
	keys := []snapshot.PublicKey{theirs.public, ours.public}
	for name, test := range map[string]struct {
		text string
		keys []snapshot.PublicKey
		want string
	}{
		"signed":                    {signed, keys, ""},
		"signed without hashing":    {text + string(minisign.Sign(ours.private, []byte(text))), keys, ""},
		"without a signature":       {text, keys, "it has no signature"},
		"by another key":            {signed, keys[:1], "which is not among the public keys"},
		"no keys":                   {signed, []snapshot.PublicKey{}, "which is not among the public keys"},
		"of another document":       {text + ours.signature(other), keys, "its signature is that of another text"},
		"changed":                   {strings.Replace(signed, `"grade":"D"`, `"grade":"A"`, 1), keys, "its signature is that of another text"},
		"other line ends":           {strings.ReplaceAll(text, "\n", "\r\n") + ours.signature(text), keys, "its signature is that of another text"},
		"a comment that is trusted": {strings.Replace(signed, "\ntrusted comment: ", "\ntrusted comment: x", 1), keys, "its signature"},
		"cut":                       {signed[:len(signed)-50], keys, "its signature"},
		"no line of it":             {text + "untrusted comment: x\n", keys, "its signature is not one of minisign"},
		"something behind":          {signed + "\n{}", keys, "its signature is not one of minisign, or is followed by something else"},
		"twice":                     {signed + "\n" + ours.signature(text), keys, "its signature is not one of minisign, or is followed by something else"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			keyID, err := snapshot.Verify(test.text, test.keys)
			if test.want == "" && (err != nil || len(keyID) != 16) {
				t.Errorf("%v, key %q", err, keyID)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

// Nothing of a document is taken whose signature does not count, and a signature
// that nobody asks for is no part of the document.
func TestOpen_signatures(t *testing.T) {
	t.Parallel()
	ours := newSigner(t)
	text := write(t, companies())
	signed := text + ours.signature(text)
	required := snapshot.Options{PublicKeys: []snapshot.PublicKey{ours.public}}
	if set := snapshot.Open([]string{text}, required); set.Snapshots[0].Unsigned == "" || set.Companies != nil || set.Snapshots[0].Source != "" {
		t.Errorf("%+v", set)
	}
	for name, options := range map[string]snapshot.Options{"required": required, "not required": {}} {
		if set := snapshot.Open([]string{signed}, options); set.Snapshots[0].Unsigned != "" || set.Snapshots[0].Fault != "" || len(set.Companies) != 2 {
			t.Errorf("%s: %+v", name, set)
		}
	}
}

func TestParsePublicKey(t *testing.T) {
	t.Parallel()
	public, _, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	file, err := public.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{public.String(), string(file), "\n" + public.String() + "\n"} {
		if _, err := snapshot.ParsePublicKey(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", "RW", public.String()[1:], public.String() + "x", "ssh-ed25519 AAAA"} {
		if _, err := snapshot.ParsePublicKey(text); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}
