// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// GraphModel is the data model that an integration of JupiterOne's publishes: the
// rows of its tables, with | between their cells.
type GraphModel struct {
	// Entities have the columns resource, _type and _class.
	Entities string
	// Relationships have the columns _type of the source, _class, and _type of the
	// target.
	Relationships string
	// Properties have the columns _type, name, and JSON types.
	Properties string
}

// CheckGraphModel checks that a graph has every row of the model, and no type that
// the model does not have.
func CheckGraphModel(t *testing.T, graph Graph, model GraphModel) {
	t.Helper()
	entityTypes, typeOf := map[string]bool{}, map[string]string{}
	for _, entity := range graph.Entities {
		typeOf[entity.Text("_key")] = entity.Type()
	}
	for _, row := range modelRows(t, model.Entities, 3) {
		entityTypes[row[1]] = true
		entities := graph.OfType(row[1])
		if len(entities) == 0 {
			t.Errorf("the graph has no %s", row[1])
		}
		for _, entity := range entities {
			if got := fmt.Sprint(entity["_class"]); got != "["+row[2]+"]" {
				t.Errorf("%s is of the class %s, want %s", entity.Text("_key"), got, row[2])
			}
		}
	}
	for _, entity := range graph.Entities {
		if !entityTypes[entity.Type()] {
			t.Errorf("%s is of a type that is not in the model", entity.Text("_key"))
		}
	}
	checkModelRelationships(t, graph, modelRows(t, model.Relationships, 3), typeOf)
	for _, row := range modelRows(t, model.Properties, 3) {
		for _, entity := range graph.OfType(row[0]) {
			value, isThere := entity[row[1]]
			if kind := jsonType(value); !isThere || !strings.Contains(row[2], kind) {
				t.Errorf("%s of %s is %s, want %s", row[1], entity.Text("_key"), kind, row[2])
			}
		}
	}
}

func checkModelRelationships(t *testing.T, graph Graph, rows [][]string, typeOf map[string]string) {
	t.Helper()
	met := map[string]bool{}
	for _, edge := range graph.Relationships {
		met[typeOf[edge.Text("_fromEntityKey")]+" "+edge.Text("_class")+" "+typeOf[edge.Text("_toEntityKey")]] = true
	}
	for _, row := range rows {
		name := strings.Join(row, " ")
		if !met[name] {
			t.Errorf("the graph has no relationship %s", name)
		}
		delete(met, name)
	}
	for name := range met {
		t.Errorf("the relationship %s is not in the model", name)
	}
}

func modelRows(t *testing.T, table string, columns int) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.Lines(strings.TrimSpace(table)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != columns {
			t.Fatalf("%q has not %d columns", line, columns)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

func jsonType(value any) string {
	switch value.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case json.Number:
		return "number"
	case bool:
		return "boolean"
	case []any:
		return "array"
	default:
		return "object"
	}
}
