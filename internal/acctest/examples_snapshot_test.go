// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"crypto/rand"
	"errors"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aead.dev/minisign"
)

// runMinisign replaces minisign -S, with a key that has no password.
func runMinisign(arguments []string) error {
	flags := flag.NewFlagSet("minisign", flag.ContinueOnError)
	flags.Bool("S", false, "")
	key, message := flags.String("s", "", ""), flags.String("m", "", "")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	var private minisign.PrivateKey
	secret, err := os.ReadFile(*key)
	if err := errors.Join(err, private.UnmarshalText(secret)); err != nil {
		return err
	}
	text, err := os.Open(*message)
	if err != nil {
		return err
	}
	reader := minisign.NewReader(text)
	_, err = io.Copy(io.Discard, reader)
	return errors.Join(err, text.Close(), os.WriteFile(*message+".minisig", reader.Sign(private), 0o600))
}

// objectStorage stores what is put at presigned URLs.
type objectStorage struct {
	sync.Mutex
	object []byte
}

func (s *objectStorage) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	s.Lock()
	defer s.Unlock()
	switch {
	case request.URL.Path != "/bucket/posture.json" || request.URL.RawQuery != "X-Amz-Signature=abc":
		http.Error(w, "AccessDenied", http.StatusForbidden)
	case request.Method == http.MethodPut:
		s.object, _ = io.ReadAll(request.Body)
	case request.Method == http.MethodGet && s.object != nil:
		_, _ = w.Write(s.object)
	default:
		http.Error(w, "NoSuchKey", http.StatusNotFound)
	}
}

// TestPostureSnapshot_isReadOnceAndJudgedElsewhere runs both sides of the recipe.
func TestPostureSnapshot_isReadOnceAndJudgedElsewhere(t *testing.T) {
	t.Parallel()
	storage := &objectStorage{}
	server := httptest.NewServer(storage)
	t.Cleanup(server.Close)
	url := server.URL + "/bucket/posture.json?X-Amz-Signature=abc"
	keyFile, publicKey := newSigningKey(t)

	systems := StartSandbox(t)
	central := exampleWorkspace(t, systems, "recipes/posture-snapshot/central")
	git := newRepository(t)
	mustRunScript(t, central, "publish.sh", "MINISIGN_SECRET_KEY="+keyFile, "SNAPSHOT_UPLOAD_URL="+url, "SNAPSHOT_REPOSITORY="+git)
	mustRunScript(t, central, "publish.sh", "MINISIGN_SECRET_KEY="+keyFile, "SNAPSHOT_REPOSITORY="+git)
	committed, err := os.ReadFile(filepath.Join(git, "posture.json"))
	if err != nil || !slices.Equal(signed(committed), signed(storage.object)) {
		t.Errorf("Git has another document than the object storage: %v", err)
	}
	if commits := runGit(t, git, "rev-list", "--count", "HEAD"); commits != "1\n" {
		t.Errorf("%s commits of the same document", commits)
	}

	// A consumer has neither a system nor a credential.
	consumer := exampleWorkspace(t, nil, "recipes/posture-snapshot/consumer")
	now := time.Now().UTC().Format(time.RFC3339)
	consumer.environment = append(consumer.environment, "TF_VAR_as_of="+now, `TF_VAR_public_keys=["`+publicKey+`"]`)
	plan := func(exitCode int) string {
		t.Helper()
		return consumer.MustExit(t.Context(), t, exitCode, "plan", "-no-color").Text()
	}
	systems.Requests.Reset()
	mustRunScript(t, consumer, "fetch.sh", "SNAPSHOT_URL="+url)
	if text := plan(0); !strings.Contains(text, "+ judged = 6") {
		t.Errorf("the plan:\n%s", text)
	}
	if requests := systems.Requests.All(); len(requests) > 0 {
		t.Errorf("%d requests", len(requests))
	}
	worse := strings.Replace(string(storage.object), `"grade":"F"`, `"grade":"A"`, 1)
	writeFile(t, filepath.Join(consumer.Dir, "posture.json"), worse)
	if text := plan(1); !strings.Contains(text, "public_keys: its signature is that of another text") {
		t.Errorf("the plan:\n%s", text)
	}
	storage.object = nil
	if _, err := runScript(t, consumer, "fetch.sh", "SNAPSHOT_URL="+url); err == nil {
		t.Error("what is not there was fetched")
	}
}

// signed is a document without its signature, which has a time.
func signed(text []byte) []byte {
	document, _, _ := strings.Cut(string(text), "untrusted comment:")
	return []byte(document)
}

// newSigningKey returns the file of a secret key, and its public key.
func newSigningKey(t *testing.T) (file, public string) {
	t.Helper()
	publicKey, private, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	text, err := private.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "snapshot.key")
	writeFile(t, file, string(text))
	return file, publicKey.String()
}

func newRepository(t *testing.T) string {
	t.Helper()
	directory := t.TempDir()
	runGit(t, directory, "init", "--quiet")
	runGit(t, directory, "config", "user.email", "test@acme.example")
	runGit(t, directory, "config", "user.name", "Test")
	return directory
}

func runGit(t *testing.T, directory string, arguments ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "git", arguments...)
	command.Dir = directory
	output, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", arguments, err, output)
	}
	return string(output)
}

func mustRunScript(t *testing.T, workspace *Workspace, script string, environment ...string) {
	t.Helper()
	if text, err := runScript(t, workspace, script, environment...); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, text)
	}
}
