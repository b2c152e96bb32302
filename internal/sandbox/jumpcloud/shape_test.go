// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	_ "embed" // for the specification
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// typed is a set of fields by their dotted paths, each with the first letter of
// its type behind a colon. The fields below an object of any fields are not in
// it, and an array has "[]" at the end of its path where it holds objects. What may
// be null has "null" behind the colon.
type typed map[string]bool

func (t typed) add(path string, value any, specified typed) {
	object, isObject := value.(map[string]any)
	if isObject && len(object) > 0 && !specified[path+":o"] {
		for name, child := range object {
			t.add(strings.TrimPrefix(path+"."+name, "."), child, specified)
		}
		return
	}
	kinds := map[string]string{"string": "s", "bool": "b", "float64": "n", "[]interface {}": "a", "<nil>": "null", "map[string]interface {}": "o"}
	if !strings.HasSuffix(path, "[]") {
		t[path+":"+kinds[fmt.Sprintf("%T", value)]] = true
	}
	array, _ := value.([]any)
	for _, element := range array {
		t.add(path+"[]", element, specified)
	}
}

// hasFieldsOf reports whether an object, which may be empty, has known fields.
func (t typed) hasFieldsOf(path string) bool {
	for field := range t {
		if strings.HasPrefix(field, path+".") {
			return true
		}
	}
	return false
}

//go:embed testdata/specification.txt
var specification string

// specified returns the fields by path.
func specified() map[string]typed {
	paths, path := map[string]typed{}, ""
	names := strings.NewReplacer("ORGANIZATION", world.JumpCloudOrganizationID, "WORKSPACE", workspace, "MICROSOFT", microsoft, "GROUP", userGroup, "DOMAIN", domain)
	for line := range strings.Lines(specification) {
		words := strings.Fields(line)
		switch line[0] {
		case '#':
		case '/':
			path = names.Replace(words[0])
			paths[path] = typed{}
		default:
			for _, word := range words[1:] {
				field, isNullable := strings.CutSuffix(strings.TrimLeft(words[0]+"."+word, "."), "?")
				paths[path][field] = !strings.HasSuffix(field, ":")
				name, _, _ := strings.Cut(field, ":")
				paths[path][name+":null"] = isNullable
			}
		}
	}
	return paths
}

func TestObjects_haveTheSpecifiedFields(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	w.UpdateAll(world.JumpCloudOrganizations, func(object world.Object) {
		world.Set(object, "settings.features.directoryInsights.enabled", true) // absent by default
	})
	for path, want := range specified() {
		got := typed{}
		var body any
		if err := json.Unmarshal([]byte(serve(w, jumpcloud.Quirks{IDs: jumpcloud.IDsUnderscoreOnly}).Get(t, path).Text), &body); err != nil {
			t.Fatal(err)
		}
		objects, isList := body.([]any)
		if object, ok := body.(map[string]any); ok && !isList {
			for _, member := range []string{"results", "riskEvents", "alerts"} {
				if wrapped, is := object[member].([]any); is {
					objects, isList = wrapped, true
				}
			}
			if !isList {
				objects = []any{object}
			}
		}
		for _, object := range objects {
			got.add("", object, want)
		}
		delete(got, "systemToken:s") // recorded, and not specified
		for field, isSpecified := range want {
			name, kind, _ := strings.Cut(field, ":")
			if isSpecified && kind != "null" && !got[field] && !got[name+":null"] && !strings.Contains(field, "[]") {
				t.Errorf("%s: no object has %s", path, field)
			}
		}
		for field := range got {
			name, kind, _ := strings.Cut(field, ":")
			if !want[field] && (kind != "o" || !want.hasFieldsOf(name)) {
				t.Errorf("%s: %s is not specified", path, field)
			}
		}
	}
}

// What a client must not decode is there to be found.
func TestObjects_haveSecretsAndPersonalData(t *testing.T) {
	t.Parallel()
	w := world.DefaultJumpCloud()
	var sent strings.Builder
	for path := range specified() {
		sent.WriteString(serve(w, jumpcloud.Quirks{}).Get(t, strings.Replace(path, "applemdms", "applemdms?limit=100", 1)).Text)
	}
	for _, value := range append(append(w.Secrets(), w.PersonalData()...), `"systemToken":`, `"sharedSecret":`, `"idpPrivateKey":`,
		`"public_key":`, `"serialNumber":`, `"remoteIP":`, `"prefix":`) {
		if !strings.Contains(sent.String(), strings.ReplaceAll(value, "\n", `\n`)) {
			t.Errorf("%q is not sent", value)
		}
	}
}
