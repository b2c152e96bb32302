// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// surroundings is what pages presuppose: each object that a block of code refers
// to, and does not have itself, is taken from its files.
const surroundings = "testdata/documents"

// around are the objects that hold arguments, of which a page shows only some.
var around = map[string]string{
	"waivers":    "gate",
	"baseline":   "gate",
	"thresholds": "jumpcloud_posture",
	"controls":   "jumpcloud_posture",
}

// arguments are those that the objects need besides.
var arguments = map[string]string{
	"gate": `
  name          = "critical-vendors"
  companies     = data.vendorrisk_securityscorecard_companies.critical.companies
  minimum_grade = "B"
`,
}

// TestDocuments_planTheirConfigurations plans every configuration that a page
// shows and that is no example. A gate in it may block.
func TestDocuments_planTheirConfigurations(t *testing.T) {
	t.Parallel()
	planned := exampleFiles(t, ".tf")
	for _, document := range documents(t) {
		for i, block := range document.ofLanguage("hcl", "terraform") {
			if strings.Contains(planned, withoutIndentation(block.code)) {
				continue // the example is planned
			}
			t.Run(fmt.Sprintf("%s %d", document.path, i+1), func(t *testing.T) {
				t.Parallel()
				workspace := NewWorkspace(t, StartSandbox(t),
					"TF_VAR_connection_id="+world.ScorecardsConnectionID, "TF_VAR_test_id="+world.ScorecardsConnectionID)
				copySurroundings(t, workspace.Dir)
				writeFile(t, filepath.Join(workspace.Dir, "main.tf"), withReportsIn(workspace.Dir, complete(t, block.code)))
				result, err := workspace.Run(t.Context(), "get")
				if err != nil || result.ExitCode != 0 {
					t.Fatal(err, result.Text())
				}
				result, err = workspace.Run(t.Context(), "plan", "-no-color")
				if err != nil {
					t.Fatal(err)
				}
				if result.ExitCode != 0 && !isBlocked(result.Text()) {
					t.Errorf("%s\n%s", complete(t, block.code), result.Text())
				}
			})
		}
	}
}

// copySurroundings copies the files, and the modules, that pages name.
func copySurroundings(t *testing.T, directory string) {
	t.Helper()
	for from, to := range map[string]string{
		surroundings: directory,
		filepath.Join(examplesDirectory, "modules", "vendor-gate"): filepath.Join(directory, "modules", "vendor-gate"),
	} {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, filepath.Join(directory, "surroundings.tf"), "")
	writeFile(t, filepath.Join(directory, "app-release.apk"), world.EmberBuild)
}

// relativeReport is the path of a report in a configuration.
var relativeReport = regexp.MustCompile(`"(report[a-z./]*\.(?:md|json|xml|sarif))"`)

// withReportsIn is the configuration with the reports of its gate in the directory.
// Relative paths begin where the provider runs, which is in the test.
func withReportsIn(directory, code string) string {
	return relativeReport.ReplaceAllString(code, fmt.Sprintf("%q", filepath.ToSlash(directory)+"/$1"))
}

var errorTitles = regexp.MustCompile(`(?m)^Error: .*$`)

// isBlocked reports whether all errors that Terraform prints are those of a gate,
// or of a condition.
func isBlocked(output string) bool {
	titles := errorTitles.FindAllString(output, -1)
	return len(titles) > 0 && !slices.ContainsFunc(titles, func(title string) bool {
		return !strings.HasPrefix(title, "Error: Vendor Risk Gate Blocks ") && !strings.HasSuffix(title, "condition failed")
	})
}

// complete puts arguments into an object, and adds the provider and the objects
// that the code refers to.
func complete(t *testing.T, code string) string {
	t.Helper()
	if kind, isPart := around[firstAttribute(t, code)]; isPart {
		code = fmt.Sprintf("data \"vendorrisk_%s\" \"part\" {%s\n%s}\n", kind, arguments[kind], code)
	}
	objects := declared(t, []byte(readFile(t, filepath.Join(surroundings, "surroundings.tf"))))
	have := declared(t, []byte(code))
	added := map[string]string{}
	for missing := references(t, []byte(code)); len(missing) > 0; {
		address := missing[len(missing)-1]
		missing = missing[:len(missing)-1]
		object, known := objects[address]
		if _, has := have[address]; has || added[address] != "" {
			continue
		}
		if !known {
			t.Fatalf("%s is not in %s:\n%s", address, surroundings, code)
		}
		added[address] = object
		missing = append(missing, references(t, []byte(object))...)
	}
	if strings.Contains(code, `provider "vendorrisk"`) && !strings.Contains(code, `data "`) {
		code += "\n" + objects["data.vendorrisk_securityscorecard_companies.critical"] // configures the provider
	}
	if !strings.Contains(code, "required_providers") {
		code += requiredProvider
	}
	for _, address := range slices.Sorted(maps.Keys(added)) {
		code += "\n" + added[address] + "\n"
	}
	return code
}

func parse(t *testing.T, code []byte) *hclsyntax.Body {
	t.Helper()
	file, problems := hclsyntax.ParseConfig(code, "code.tf", hcl.InitialPos)
	if problems.HasErrors() {
		t.Fatalf("%s\n%s", problems, code)
	}
	body, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		t.Fatalf("the body is a %T", file.Body)
	}
	return body
}

// firstAttribute is the name of the argument that code begins with, if it does
// not begin with a block.
func firstAttribute(t *testing.T, code string) string {
	t.Helper()
	for name := range parse(t, []byte(code)).Attributes {
		return name
	}
	return ""
}

// declared are the objects of a configuration, by their addresses.
func declared(t *testing.T, code []byte) map[string]string {
	t.Helper()
	objects := map[string]string{}
	for _, block := range parse(t, code).Blocks {
		switch block.Type {
		case "locals":
			for name, attribute := range block.Body.Attributes {
				objects["local."+name] = fmt.Sprintf("locals {\n%s\n}", attribute.SrcRange.SliceBytes(code))
			}
		case "data", "ephemeral", "module":
			objects[block.Type+"."+strings.Join(block.Labels, ".")] = string(block.Range().SliceBytes(code))
		case "variable":
			objects["var."+block.Labels[0]] = string(block.Range().SliceBytes(code))
		case "resource":
			objects[strings.Join(block.Labels, ".")] = string(block.Range().SliceBytes(code))
		}
	}
	return objects
}

// references are the addresses that a configuration refers to.
func references(t *testing.T, code []byte) []string {
	t.Helper()
	var traversals []hcl.Traversal
	problems := hclsyntax.VisitAll(parse(t, code), func(node hclsyntax.Node) hcl.Diagnostics {
		if attribute, ok := node.(*hclsyntax.Attribute); ok {
			traversals = append(traversals, hclsyntax.Variables(attribute.Expr)...)
		}
		return nil
	})
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	var addresses []string
	for _, traversal := range traversals {
		root := traversal.RootName()
		length := map[string]int{"var": 2, "local": 2, "module": 2, "data": 3, "ephemeral": 3}[root]
		if length == 0 && strings.Contains(root, "_") && len(traversal) > 1 {
			length = 2 // a resource
		}
		if length == 0 || len(traversal) < length {
			continue // each, self, path, or a variable of an expression
		}
		names := []string{root}
		for _, step := range traversal[1:length] {
			if attribute, ok := step.(hcl.TraverseAttr); ok {
				names = append(names, attribute.Name)
			}
		}
		addresses = append(addresses, strings.Join(names, "."))
	}
	return addresses
}
