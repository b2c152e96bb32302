// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
)

// Tenant is what ProcessUnity knows. It may be changed while it is being read;
// what was returned before does not change. Naming an item type, a template, a
// report or an item that does not exist is a mistake in the test, and panics.
type Tenant struct {
	mu        sync.RWMutex
	lastID    int
	types     map[string]*itemType
	templates []ImportTemplate
	reports   []*customReport
	imports   []Import
}

type itemType struct {
	properties map[string]ItemProperty
	items      []Item
}

// firstItemID is somewhere in the range of those that were seen.
const firstItemID = 226700

// DefineItemType adds an item type that has no items yet.
func (t *Tenant) DefineItemType(name string, properties ...ItemProperty) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, exists := t.types[name]; exists {
		panic(fmt.Sprintf("world: item type %q exists", name))
	}
	if t.types == nil {
		t.types = map[string]*itemType{}
	}
	t.types[name] = &itemType{properties: map[string]ItemProperty{}}
	for _, property := range properties {
		t.types[name].properties[property.Name] = property
	}
}

// DefineProperty adds a property to an item type, or changes it. The items
// stay as they are.
func (t *Tenant) DefineProperty(itemType string, property ItemProperty) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.mustType(itemType).properties[property.Name] = property
}

// Property returns what an item type says of a property.
func (t *Tenant) Property(itemType, name string) ItemProperty {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.mustType(itemType).property(name)
}

// AddItem makes an item, as a person does who uses the screen: no value is
// checked, and no import is recorded. It returns the Id.
func (t *Tenant) AddItem(itemType string, values map[string]string) (id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.add(t.mustType(itemType), values)
}

// SetItem changes one property of an item, as AddItem would have set it.
func (t *Tenant) SetItem(itemType, id, property, value string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, item := range t.mustType(itemType).items {
		if item.ID == id {
			item.set(property, value)
			return
		}
	}
	panic(fmt.Sprintf("world: there is no %s %q", itemType, id))
}

// Items returns all items of a type, in the order in which they were made.
func (t *Tenant) Items(itemType string) []Item {
	return t.itemsWhere(itemType, func(Item) bool { return true })
}

// FindItems returns the items of a type that have the value, in the order in
// which they were made. More than one of a key are duplicates.
func (t *Tenant) FindItems(itemType, property, value string) []Item {
	return t.itemsWhere(itemType, func(item Item) bool { return item.Value(property) == value })
}

func (t *Tenant) itemsWhere(itemType string, match func(Item) bool) []Item {
	t.mu.RLock()
	defer t.mu.RUnlock()
	var items []Item
	for _, item := range t.mustType(itemType).items {
		if match(item) {
			items = append(items, item.clone())
		}
	}
	return items
}

func (t *Tenant) add(to *itemType, values map[string]string) (id string) {
	t.lastID = max(t.lastID, firstItemID) + 1
	added := Item{ID: strconv.Itoa(t.lastID), Values: map[string]string{}}
	for property, value := range values {
		added.set(property, value)
	}
	to.items = append(to.items, added)
	return added.ID
}

func (i Item) set(property, value string) {
	switch {
	case property == IDColumn:
	case value == "":
		delete(i.Values, property)
	default:
		i.Values[property] = value
	}
}

func (t *itemType) property(name string) ItemProperty {
	if property, defined := t.properties[name]; defined {
		property.Options = slices.Clone(property.Options)
		return property
	}
	return ItemProperty{Name: name}
}

func (t *Tenant) mustType(name string) *itemType {
	found, exists := t.types[name]
	if !exists {
		panic(fmt.Sprintf("world: there is no item type %q, only %q", name, slices.Sorted(maps.Keys(t.types))))
	}
	return found
}
