// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"bytes"
	_ "embed" // the classes
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// graphClasses is what JupiterOne's classes require of entities, as JSON Schema.
// The file says where it is from.
//
//go:embed graph_classes.json
var graphClasses []byte

// Graph is the decoded json of a graph's data source.
type Graph struct {
	Entities      []GraphObject `json:"entities"`
	Relationships []GraphObject `json:"relationships"`
}

// GraphObject is an entity or a relationship.
type GraphObject map[string]any

// Text is a property that is a string, or "".
func (o GraphObject) Text(property string) string {
	text, _ := o[property].(string)
	return text
}

// Type is the _type.
func (o GraphObject) Type() string { return o.Text("_type") }

// OfType returns the entities or relationships of a type.
func (g Graph) OfType(graphType string) []GraphObject {
	var found []GraphObject
	for _, object := range g.objects() {
		if object.Type() == graphType {
			found = append(found, object)
		}
	}
	return found
}

// Entity returns the entity with the key.
func (g Graph) Entity(t *testing.T, key string) GraphObject {
	t.Helper()
	for _, entity := range g.Entities {
		if entity.Text("_key") == key {
			return entity
		}
	}
	t.Fatalf("there is no entity %q", key)
	return nil
}

// MustGraph decodes the state of a graph's data source, and checks what holds of
// every graph: what ParseGraph checks, and that the counts count.
func MustGraph(t *testing.T, state map[string]any) Graph {
	t.Helper()
	text, _ := state["json"].(string)
	graph := ParseGraph(t, text)
	counts := map[string]int{}
	for _, object := range graph.objects() {
		counts[object.Type()]++
	}
	for _, attribute := range []string{"entity_counts", "relationship_counts"} {
		counted, _ := state[attribute].(map[string]any)
		for graphType, count := range counted {
			if fmt.Sprint(count) != fmt.Sprint(counts[graphType]) {
				t.Errorf("%s has %v of %s, and there are %d", attribute, count, graphType, counts[graphType])
			}
			delete(counts, graphType)
		}
	}
	for graphType := range counts {
		t.Errorf("there is no count of %s", graphType)
	}
	return graph
}

// ParseGraph decodes a graph, and checks that the entities fit their classes, that
// keys are unique, and that relationships have both of their ends and the keys that
// JupiterOne's SDK gives them.
func ParseGraph(t *testing.T, text string) Graph {
	t.Helper()
	var graph Graph
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&graph); err != nil {
		t.Fatalf("%s\n%s", err, text)
	}
	keys := map[string]bool{}
	for _, object := range graph.objects() {
		if key := object.Text("_key"); key == "" || keys[key] {
			t.Errorf("the key %q is empty, or came before", key)
		}
		keys[object.Text("_key")] = true
	}
	for _, entity := range graph.Entities {
		if err := validateEntity(entity); err != nil {
			t.Errorf("%s: %s", entity.Text("_key"), err)
		}
	}
	for _, edge := range graph.Relationships {
		from, to := edge.Text("_fromEntityKey"), edge.Text("_toEntityKey")
		if !keys[from] || !keys[to] {
			t.Errorf("%s has not both of its ends", edge.Text("_key"))
		}
		if want := from + "|" + strings.ToLower(edge.Text("_class")) + "|" + to; edge.Text("_key") != want || edge.Text("displayName") != edge.Text("_class") {
			t.Errorf("%s is not the key or the name that the SDK gives", edge.Text("_key"))
		}
	}
	return graph
}

func (g Graph) objects() []GraphObject { return slices.Concat(g.Entities, g.Relationships) }

// validateEntity validates an entity against its class.
func validateEntity(entity GraphObject) error {
	schemas, err := classSchemas()
	if err != nil {
		return err
	}
	classes, _ := entity["_class"].([]any)
	if len(classes) != 1 {
		return fmt.Errorf("it has the classes %v, not one", classes)
	}
	schema, ok := schemas[fmt.Sprint(classes[0])]
	if !ok {
		return fmt.Errorf("there is no class %v", classes[0])
	}
	return schema.Validate(map[string]any(entity))
}

// classSchemas are the schemas of the classes, by name.
var classSchemas = sync.OnceValues(func() (map[string]*jsonschema.Schema, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(graphClasses))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("classes.json", document); err != nil {
		return nil, err
	}
	schemas := map[string]*jsonschema.Schema{}
	for _, class := range []string{"Account", "Application", "Finding", "Group", "Service", "User", "Vendor"} {
		if schemas[class], err = compiler.Compile("classes.json#/$defs/" + class); err != nil {
			return nil, err
		}
	}
	return schemas, nil
})
