// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// recorded are fields that recordings have, and the specification has not.
var recorded = map[string][]string{
	systems + "?limit=100": {"systemToken"},
}

// types maps the dotted path of every field of the objects to the types that
// it has, by their first letters. The fields below an object of any fields are
// left out.
type types map[string]map[string]bool

func (t types) add(prefix string, value any, open map[string]bool) {
	kind := map[string]string{"string": "s", "bool": "b", "float64": "n", "[]interface {}": "a", "<nil>": "null"}[fmt.Sprintf("%T", value)]
	object, isObject := value.(world.Object)
	if isObject && (open[prefix] || len(object) == 0) {
		kind = "o"
	}
	if kind != "" && prefix != "" {
		if t[prefix] == nil {
			t[prefix] = map[string]bool{}
		}
		t[prefix][kind] = true
	}
	if isObject && kind == "" {
		for name, child := range object {
			t.add(strings.TrimPrefix(prefix+"."+name, "."), child, open)
		}
	}
	if array, ok := value.([]any); ok {
		for _, element := range array {
			if _, ok := element.(world.Object); ok {
				t.add(prefix+"[]", element, open)
			}
		}
	}
}

// parseSpecified returns the type of every field that is specified.
func parseSpecified(text string) map[string]string {
	fields := map[string]string{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		for _, word := range words[min(1, len(words)):] {
			name, kind, _ := strings.Cut(word, ":")
			fields[strings.TrimLeft(words[0]+"."+name, ".")] = kind
		}
	}
	return fields
}

func TestObjectsHaveTheSpecifiedFields(t *testing.T) {
	t.Parallel()
	for path, text := range specified {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			want, open := parseSpecified(text), map[string]bool{}
			for field, kind := range want {
				open[field] = kind == "o"
			}
			got, served := types{}, serve(t, jumpcloud.Quirks{})
			served.world.UpdateAll(world.JumpCloudOrganizations, func(object world.Object) {
				world.Set(object, "settings.features.directoryInsights.enabled", true) // absent by default
			})
			for _, object := range served.get(path).objects(t) {
				if id, version1 := object["_id"]; version1 && object["id"] != id {
					t.Errorf("id %v, _id %v", object["id"], id)
				}
				if _, version1 := object["_id"]; version1 {
					delete(object, "id")
				}
				world.Unset(object, recorded[path]...)
				got.add("", object, open)
			}
			for field, kind := range want {
				if len(got[field]) == 0 && !strings.Contains(field, "[]") {
					t.Errorf("no object has %s", field)
				}
				for other := range got[field] {
					if other != kind && other != "null" {
						t.Errorf("%s is %s, want %s", field, other, kind)
					}
				}
			}
			for field, kinds := range got {
				if want[field] == "" && (len(kinds) > 1 || !kinds["null"]) && !isParent(field, want) {
					t.Errorf("%s %v is not specified", field, kinds)
				}
			}
		})
	}
}

// isParent reports whether a field is an object or null, whose fields are
// specified.
func isParent(field string, specified map[string]string) bool {
	for path := range specified {
		if strings.HasPrefix(path, field+".") {
			return true
		}
	}
	return false
}

func TestOrganizationsAreListedWithoutSettings(t *testing.T) {
	t.Parallel()
	for _, object := range serve(t, jumpcloud.Quirks{}).get(organizations).objects(t) {
		for _, field := range []string{"_id", "id", "displayName", "logoUrl", "created"} {
			if _, present := object[field]; !present {
				t.Errorf("no %s in %v", field, object)
			}
		}
		if len(object) != 5 {
			t.Errorf("organization %v", object)
		}
	}
}

// What a client must not decode is there to be found.
func TestSecretsAndPersonalDataAreSent(t *testing.T) {
	t.Parallel()
	served := serve(t, jumpcloud.Quirks{})
	var sent strings.Builder
	for path := range specified {
		if strings.Contains(path, "applemdms") {
			path += "?limit=100"
		}
		for _, object := range served.get(path).objects(t) {
			fmt.Fprintln(&sent, object)
		}
	}
	for kind, values := range map[string][]string{"secret": served.world.Secrets(), "personal data": served.world.PersonalData()} {
		for _, value := range values {
			if !strings.Contains(sent.String(), value) {
				t.Errorf("%s %q is not sent", kind, value)
			}
		}
	}
	for _, field := range []string{
		"systemToken", "sharedSecret", "idpPrivateKey", "public_key", "serialNumber", "remoteIP", "prefix",
	} {
		if !strings.Contains(sent.String(), field+":") {
			t.Errorf("no %s is sent", field)
		}
	}
}
