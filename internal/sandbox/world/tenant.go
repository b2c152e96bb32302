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

// The types of item that every tenant has. The third one is that of the one
// template whose listing was recorded.
const (
	ThirdPartyItem = "Third Party"
	IssueItem      = "Issue"
	RegulationItem = "Regulation"
)

// IDColumn is the property that ProcessUnity gives an item itself. It finds
// items, and is never written.
const IDColumn = "Id"

// firstItemID is somewhere in the range of those that were seen.
const firstItemID = 226700

// Item is one record of a tenant: a third party or an issue, for example.
type Item struct {
	ID string
	// Values are its properties, but for those that are blank.
	Values map[string]string
}

// Value returns a property, which is "" when it is blank.
func (i Item) Value(property string) string {
	if property == IDColumn {
		return i.ID
	}
	return i.Values[property]
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

// ItemProperty is what an item type says of one of its properties. One of
// which it says nothing takes any text.
type ItemProperty struct {
	Name string
	// Options are the values that a pick list takes, in their exact case.
	Options []string
	// Integer takes whole numbers of 32 bits.
	Integer bool
	// MaxLength is the number of characters that a text may have; 0 is no
	// limit.
	MaxLength int
	// References is the item type whose Id the property holds.
	References string
	// Hidden properties may be written, and are exported blank: the role of
	// the user may not view them.
	Hidden bool
}

// DefineProperty adds a property to an item type, or changes it. The items
// stay as they are.
func (t *Tenant) DefineProperty(itemType string, property ItemProperty) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.mustType(itemType).properties[property.Name] = property
}

// SetItem changes one property of an item, as a person does who uses the
// screen: the value is not checked, and no import is recorded.
func (t *Tenant) SetItem(itemType, id, property, value string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	items := t.mustType(itemType).items
	at := slices.IndexFunc(items, func(item Item) bool { return item.ID == id })
	if at < 0 {
		panic(fmt.Sprintf("world: there is no %s %q", itemType, id))
	}
	items[at].set(property, value)
}

// DeleteItem deletes an item, as a person does who uses the screen.
func (t *Tenant) DeleteItem(itemType, id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	from := t.mustType(itemType)
	from.items = slices.DeleteFunc(from.items, func(item Item) bool { return item.ID == id })
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
			items = append(items, Item{ID: item.ID, Values: maps.Clone(item.Values)})
		}
	}
	return items
}

func (t *Tenant) add(to *itemType, values map[string]string) Item {
	t.lastID = max(t.lastID, firstItemID) + 1
	added := Item{ID: strconv.Itoa(t.lastID), Values: map[string]string{}}
	for property, value := range values {
		added.set(property, value)
	}
	to.items = append(to.items, added)
	return added
}

func (t *Tenant) mustType(name string) *itemType {
	found, exists := t.types[name]
	if !exists {
		panic(fmt.Sprintf("world: there is no item type %q, only %q", name, slices.Sorted(maps.Keys(t.types))))
	}
	return found
}
