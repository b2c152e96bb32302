// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package graph writes what systems say of vendors as a graph, in the form in
// which JupiterOne takes entities and relationships, and draws it as a Mermaid
// diagram.
//
// The types, classes and properties are those of JupiterOne's integrations with
// the systems. The classes fit npm @jupiterone/data-model 0.64.2, and the keys
// and types of relationships follow npm @jupiterone/integration-sdk-core 17.6.1.
package graph

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Graph is a graph as text, and the numbers of what is in it.
type Graph struct {
	// JSON is one document {"entities": […], "relationships": […]}.
	JSON string
	// EntityCounts and RelationshipCounts are by type. A type that was read has a
	// count, which may be 0.
	EntityCounts       map[string]int64
	RelationshipCounts map[string]int64
}

// kind is a type of entities, and JupiterOne's class of it.
type kind struct{ entityType, class string }

// node is an entity that was written.
type node struct {
	kind *kind
	key  string
}

// link is a type of relationships.
type link struct {
	relationshipType, class string
	// infix is what is between the keys of the entities in that of the relationship.
	infix string
	// members are those that all relationships of the type have, as JSON.
	members string
}

// newLink returns the type that JupiterOne's SDK gives relationships: the parts
// that the type of the target has in common with the beginning of the other are
// left out of it.
func newLink(source *kind, class string, target *kind) *link {
	from, to := strings.Split(source.entityType, "_"), strings.Split(target.entityType, "_")
	for len(to) > 1 && len(from) > 0 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	verb := strings.ToLower(class)
	l := &link{relationshipType: source.entityType + "_" + verb + "_" + strings.Join(to, "_"), class: class, infix: "|" + verb + "|"}
	l.members = fmt.Sprintf(`,"_type":%q,"_class":%q,"displayName":%q,"_fromEntityKey":`, l.relationshipType, class, class)
	return l
}

type relationship struct {
	link     *link
	from, to string
}

// writer writes a graph entity by entity, so that the text is all that it keeps
// of an entity. Relationships follow the entities, and are kept as keys.
type writer struct {
	text          strings.Builder
	buffer        []byte
	keys          map[string]int
	entities      map[string]int64
	counts        map[string]int64
	relationships []relationship
}

// newWriter returns a writer of a graph that may have entities and
// relationships of these types.
func newWriter(kinds []*kind, links []*link) *writer {
	w := &writer{keys: map[string]int{}, entities: map[string]int64{}, counts: map[string]int64{}}
	for _, kind := range kinds {
		w.entities[kind.entityType] = 0
	}
	for _, link := range links {
		w.counts[link.relationshipType] = 0
	}
	w.text.WriteString(`{"entities":[`)
	return w
}

// add writes an entity. A key that came before gets a number: two entities are
// never one.
func (w *writer) add(kind *kind, key string, properties ...property) node {
	key = w.unique(key)
	w.entities[kind.entityType]++
	w.begin(len(w.keys) > 1)
	w.member("_key", key)
	w.member("_type", kind.entityType)
	w.member("_class", []string{kind.class})
	for _, property := range properties {
		w.member(property.name, property.value)
	}
	w.end()
	return node{kind, key}
}

func (w *writer) unique(key string) string {
	w.keys[key]++
	number := w.keys[key]
	if number == 1 {
		return key
	}
	return w.unique(fmt.Sprintf("%s:%d", key, number))
}

// relate adds a relationship of two entities.
func (w *writer) relate(from node, link *link, to node) {
	w.counts[link.relationshipType]++
	w.relationships = append(w.relationships, relationship{link, from.key, to.key})
}

// graph ends the document.
func (w *writer) graph() Graph {
	w.text.WriteString(`],"relationships":[`)
	size := 0
	for _, one := range w.relationships {
		size += one.size()
	}
	w.text.Grow(size)
	var key []byte
	for i, one := range w.relationships {
		key = append(append(append(key[:0], one.from...), one.link.infix...), one.to...)
		w.begin(i > 0)
		w.buffer = append(w.buffer, `"_key":`...)
		w.buffer = appendText(w.buffer, key)
		w.buffer = append(w.buffer, one.link.members...)
		w.buffer = appendText(w.buffer, one.from)
		w.buffer = append(w.buffer, `,"_toEntityKey":`...)
		w.buffer = appendText(w.buffer, one.to)
		w.end()
	}
	w.text.WriteString("]}")
	return Graph{JSON: w.text.String(), EntityCounts: w.entities, RelationshipCounts: w.counts}
}

// size is about the length of the relationship's text.
func (r relationship) size() int {
	const punctuation = 40
	return 2*(len(r.from)+len(r.to)) + len(r.link.infix) + len(r.link.members) + punctuation
}

func (w *writer) begin(follows bool) {
	w.buffer = w.buffer[:0]
	if follows {
		w.buffer = append(w.buffer, ',')
	}
	w.buffer = append(w.buffer, '{')
}

func (w *writer) member(name string, value any) {
	if w.buffer[len(w.buffer)-1] != '{' {
		w.buffer = append(w.buffer, ',')
	}
	w.buffer = appendText(w.buffer, name)
	w.buffer = append(w.buffer, ':')
	w.buffer = appendValue(w.buffer, value)
}

func (w *writer) end() { w.text.Write(append(w.buffer, '}')) }

// appendText writes a JSON string. What is not UTF-8 is replaced, as the errors
// of AppendQuote are about nothing else.
func appendText[T string | []byte](buffer []byte, text T) []byte {
	buffer, _ = jsontext.AppendQuote(buffer, text)
	return buffer
}
