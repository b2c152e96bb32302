// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package recordfile_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/contract"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/recordfile"
)

func newChecker() *contract.Checker {
	return contract.Contract{PrimaryID: "id", Fields: map[string]contract.Field{
		"id": {Type: contract.TypeString}, "score": {Type: contract.TypeNumber}, "name": {Type: contract.TypeString},
	}}.Checker(contract.Options{Mode: contract.ModeReplace})
}

func line(id string, score int) string { return fmt.Sprintf(`{"score":%d,"id":%q}`, score, id) }

func read(t *testing.T, source io.Reader, salt recordfile.Salt) *recordfile.File {
	t.Helper()
	file, problems, err := recordfile.Read(t.Context(), source, 100, newChecker(), salt)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return file
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// nothing is what a new resource had accepted before.
func nothing() recordfile.Before { return recordfile.NewHashes(nil) }

// TestRead_chunks reads files of several chunks, and lines of all lengths.
func TestRead_chunks(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	var text bytes.Buffer
	var want []string
	for i := range 3000 {
		id := fmt.Sprintf("%06d-%d", random.IntN(1_000_000), i)
		want = append(want, id)
		fmt.Fprintf(&text, `{"id":%q,"name":%q}`, id, strings.Repeat("é", random.IntN(700)))
		text.WriteString([]string{"\n", "\r\n", "\n\n", " \n\t\n"}[random.IntN(4)])
	}
	fmt.Fprintf(&text, `{"id":"last","name":%q}`, strings.Repeat("x", 1<<20))
	slices.Sort(want)
	want = append(want, "last")
	sum := sha256.Sum256(text.Bytes())
	for name, source := range map[string]io.Reader{
		"at once":     bytes.NewReader(text.Bytes()),
		"in halves":   iotest.HalfReader(bytes.NewReader(text.Bytes())),
		"end of file": iotest.DataErrReader(bytes.NewReader(text.Bytes())),
	} {
		file := read(t, source, recordfile.NewSalt())
		equal(t, name, file.SHA256, hex.EncodeToString(sum[:]))
		equal(t, name, slices.Collect(recordfile.NewTable(file, nothing(), false).All()), want)
	}
}

// A problem that every line has is one problem, and names twenty lines.
func TestRead_manyProblems(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&text, `{"id":"a%d","score":"1","x%d":1}`+"\n", i, i)
	}
	_, problems, err := recordfile.Read(t.Context(), strings.NewReader(text.String()), int64(text.Len()), newChecker(), recordfile.NewSalt())
	if err != nil || len(problems) != 21 || !problem.HasErrors(problems[:1]) || problem.HasErrors(problems[1:]) {
		t.Fatalf("problems %v, %v", problems, err)
	}
	equal(t, "the first", problems[0].Message, "\"score\" must be a number, but is a string.\n\nThis applies to 5000 lines: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 4980 more.")
	equal(t, "the others", strings.HasPrefix(problems[20].Message, "There are more kinds of problems. This applies to 4981 lines: "), true)
}

func TestRead_cannotBeRead(t *testing.T) {
	t.Parallel()
	failure := errors.New("the disk is gone")
	source := io.MultiReader(strings.NewReader(line("a", 1)+"\n"), iotest.ErrReader(failure))
	if _, _, err := recordfile.Read(t.Context(), source, 0, newChecker(), recordfile.NewSalt()); !errors.Is(err, failure) {
		t.Errorf("error %v", err)
	}
}

// pending returns the keys that are sent, and the error that ends them.
func pending(t *testing.T, table *recordfile.Table, text string) (keys []string, failure error) {
	t.Helper()
	for record, err := range table.Pending(t.Context(), strings.NewReader(text), newChecker()) {
		if err != nil {
			return keys, err
		}
		keys = append(keys, record.Key)
		table.Accept(record)
	}
	return keys, nil
}

func text(lines ...string) string { return strings.Join(lines, "\n") }

func TestTable_changes(t *testing.T) {
	t.Parallel()
	salt := recordfile.NewSalt()
	first := recordfile.NewTable(read(t, strings.NewReader(text(line("a", 1), line("b", 1), line("c", 1), line("d", 1))), salt), saltOnly{nothing(), salt}, false)
	for _, key := range []string{"a", "b", "c", "d"} {
		first.Accept(contract.Record{Key: key})
	}
	first.Doubt("d")
	equal(t, "accepted", first.AcceptedCount(), 3)
	digest, err := recordfile.ParseDigest(first.Digest())
	if err != nil {
		t.Fatal(err)
	}
	after := text(line("e", 1), line("b", 2), line("d", 1), `{"id":"f","score":1,"name":"x"}`, "", line("a", 1))
	for sendsAll, test := range map[bool]struct {
		sent    int
		pending []string
	}{
		false: {4, []string{"f", "e", "b", "d"}},
		true:  {5, []string{"f", "e", "b", "d", "a"}},
	} {
		table := recordfile.NewTable(read(t, strings.NewReader(after), digest.Salt()), digest, sendsAll)
		equal(t, "changes", table.Changes(), recordfile.Changes{
			Added: recordfile.Kind{Count: 2, First: []string{"e", "f"}}, Changed: recordfile.Kind{Count: 2, First: []string{"b", "d"}},
			Removed: recordfile.Kind{Count: 1, First: []string{"c"}}, Unchanged: 1, Sent: test.sent,
		})
		equal(t, "removed", table.Removed(), []string{"c"})
		keys, err := pending(t, table, after)
		equal(t, "pending", keys, test.pending)
		table.Forget("c")
		equal(t, "accepted", table.Accepted(), []string{"a", "b", "d", "e", "f"})
		if err != nil || table.AcceptedCount() != table.Len() {
			t.Errorf("%d of %d are accepted: %v", table.AcceptedCount(), table.Len(), err)
		}
	}
}

// saltOnly is what was accepted before, with another salt.
type saltOnly struct {
	recordfile.Before
	salt recordfile.Salt
}

func (s saltOnly) Salt() recordfile.Salt { return s.salt }

// A file that changes while it is sent is noticed before a changed record is sent.
func TestPending_noticesChanges(t *testing.T) {
	t.Parallel()
	before := text(line("a", 1), line("b", 1), line("c", 1))
	for name, test := range map[string]struct {
		after string
		sent  []string
	}{
		"another record": {text(line("a", 1), line("b", 2), line("c", 1)), []string{"a"}},
		"another key":    {text(line("a", 1), line("x", 1), line("c", 1)), []string{"a"}},
		"a shorter file": {text(line("a", 1)), []string{"a"}},
		"a blank line":   {text(line("a", 1), "", line("b", 1), line("c", 1)), []string{"a"}},
		"invalid JSON":   {text(line("a", 1), line("b", 1), "{"), []string{"a", "b"}},
		"nothing":        {"", nil},
	} {
		salt := recordfile.NewSalt()
		table := recordfile.NewTable(read(t, strings.NewReader(before), salt), saltOnly{nothing(), salt}, false)
		sent, err := pending(t, table, test.after)
		if equal(t, name, sent, test.sent); !errors.Is(err, recordfile.ErrChanged) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
