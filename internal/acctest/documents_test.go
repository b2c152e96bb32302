// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// repository is the root of this repository.
const repository = "../.."

// document is a page that people read. Pages in docs/ are made of templates and
// examples, so those are checked.
type document struct {
	path   string
	blocks []codeBlock
}

// codeBlock is a block of code in a document.
type codeBlock struct {
	language, code string
	// notRun is why the block is not run. A comment before the block says it.
	notRun string
}

// documents are all pages with code.
func documents(t *testing.T) []document {
	t.Helper()
	paths := []string{"README.md", "CONTRIBUTING.md"}
	for _, root := range []string{"templates", "examples"} {
		err := filepath.WalkDir(filepath.Join(repository, root), func(name string, _ fs.DirEntry, err error) error {
			if ext := path.Ext(strings.TrimSuffix(name, ".tmpl")); ext == ".md" {
				relative, _ := filepath.Rel(repository, name)
				paths = append(paths, filepath.ToSlash(relative))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	found := make([]document, 0, len(paths))
	for _, name := range paths {
		source, err := os.ReadFile(filepath.Join(repository, name))
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, document{name, codeBlocks(t, source)})
	}
	return found
}

// notRunComment is the comment that explains why the next block is not run.
var notRunComment = regexp.MustCompile(`(?s)^<!-- Not run: (.+) -->\s*$`)

func codeBlocks(t *testing.T, source []byte) []codeBlock {
	t.Helper()
	var blocks []codeBlock
	root := goldmark.DefaultParser().Parse(text.NewReader(source))
	err := ast.Walk(root, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		fenced, isFenced := node.(*ast.FencedCodeBlock)
		if !entering || !isFenced {
			return ast.WalkContinue, nil
		}
		block := codeBlock{language: string(fenced.Language(source)), code: string(fenced.Lines().Value(source))}
		if comment, ok := fenced.PreviousSibling().(*ast.HTMLBlock); ok {
			if found := notRunComment.FindStringSubmatch(htmlOf(comment, source)); found != nil {
				block.notRun = found[1]
			}
		}
		blocks = append(blocks, block)
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return blocks
}

func htmlOf(block *ast.HTMLBlock, source []byte) string {
	html := string(block.Lines().Value(source))
	if block.HasClosure() {
		html += string(block.ClosureLine.Value(source))
	}
	return html
}

// ofLanguage are the blocks of a document that are in a language and must run.
func (d document) ofLanguage(languages ...string) []codeBlock {
	return slices.DeleteFunc(slices.Clone(d.blocks), func(block codeBlock) bool {
		return !slices.Contains(languages, block.language) || block.notRun != ""
	})
}

// exampleFiles are all files of examples with the extension, one after the other,
// without indentation.
func exampleFiles(t *testing.T, extension string) string {
	t.Helper()
	var all strings.Builder
	err := fs.WalkDir(examples, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != extension {
			return err
		}
		content, err := fs.ReadFile(examples, name)
		all.WriteString(withoutIndentation(string(content)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// withoutIndentation is the code with all lines at the margin.
func withoutIndentation(code string) string {
	var lines strings.Builder
	for line := range strings.Lines(code) {
		lines.WriteString(strings.TrimLeft(line, " \t"))
	}
	return lines.String()
}

// minutes is how long people read a guide, at 240 words a minute.
const minutes = 10

func TestDocuments_areShort(t *testing.T) {
	t.Parallel()
	guides, err := filepath.Glob(filepath.Join(repository, "templates", "guides", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, guide := range guides {
		if words := len(strings.Fields(readFile(t, guide))); words > 240*minutes {
			t.Errorf("%s has %d words, more than people read in %d minutes", guide, words, minutes)
		}
	}
}

func TestDocuments_sayWhichLanguageTheirCodeIs(t *testing.T) {
	t.Parallel()
	known := []string{"", "hcl", "json", "mermaid", "rego", "shell", "sql", "text", "terraform", "yaml", "markdown"}
	for _, document := range documents(t) {
		for _, block := range document.blocks {
			if !slices.Contains(known, block.language) {
				t.Errorf("%s: a block is in the language %q, and must be in one of %q", document.path, block.language, known)
			}
			// A terminal's output has no language.
			if command := regexp.MustCompile(`(?m)^(\$ |terraform |make |export )`).FindString(block.code); block.language == "" && command != "" {
				t.Errorf("%s: the language of this is shell:\n%s", document.path, block.code)
			}
		}
	}
}
