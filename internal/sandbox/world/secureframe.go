// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	_ "embed" // the objects
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Compliance is what Secureframe knows of an organization's own compliance: its
// frameworks, tests, controls, vendors, and the evidence of its tests. It may be
// changed while it is being read.
type Compliance struct {
	mu        sync.RWMutex
	objects   map[SecureframeCollection][]Object
	uploads   map[string]*Upload
	evidences []Evidence
	sequence  int
	// meanwhile is the test of AttachMeanwhile.
	meanwhile string
}

// SecureframeCollection is a kind of object.
type SecureframeCollection string

// The kinds of objects.
const (
	SecureframeControls    SecureframeCollection = "controls"
	SecureframeFrameworks  SecureframeCollection = "frameworks"
	SecureframeTests       SecureframeCollection = "tests"
	SecureframeTPRMVendors SecureframeCollection = "tprm/vendors"
)

// SecureframeFrameworksField is the field of a test or a control with the keys of
// its frameworks. Lists can be filtered by them, and never have them (live).
const SecureframeFrameworksField = "_frameworks"

//go:embed secureframe.json
var secureframeJSON []byte

// secureframeObjects has the objects, and templates for their other fields. The
// fields are those of the documents of June and August 2026, and of an observation.
var secureframeObjects = mustDecode[struct {
	Frameworks, Tests, Controls, Vendors []Object
	Test, Control, Vendor                Object
}](secureframeJSON)

// addDefault adds the objects, and an evidence that a person has attached.
func (c *Compliance) addDefault() {
	defer c.AttachEvidence(SecureframeID(SecureframeTests, "vendors-reviewed"))
	for collection, source := range map[SecureframeCollection]struct {
		template Object
		objects  []Object
		name     string
	}{
		SecureframeControls:    {secureframeObjects.Control, secureframeObjects.Controls, "key"},
		SecureframeFrameworks:  {nil, secureframeObjects.Frameworks, "key"},
		SecureframeTests:       {secureframeObjects.Test, secureframeObjects.Tests, "key"},
		SecureframeTPRMVendors: {secureframeObjects.Vendor, secureframeObjects.Vendors, "name"},
	} {
		for _, differing := range source.objects {
			object := Object{"id": SecureframeID(collection, fmt.Sprint(differing[source.name]))}
			for _, fields := range []Object{source.template, differing} {
				maps.Copy(object, CloneObject(fields))
			}
			c.AddObject(collection, object)
		}
	}
}

// SecureframeID is the ID of the object of a default world with a key, or of the
// vendor with a name.
func SecureframeID(collection SecureframeCollection, name string) string {
	return identifier("secureframe", string(collection), name)
}

// AddObject adds an object. It is not copied.
func (c *Compliance) AddObject(collection SecureframeCollection, object Object) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.objects == nil {
		c.objects = map[SecureframeCollection][]Object{}
	}
	c.objects[collection] = append(c.objects[collection], object)
}

// Objects returns copies of the objects of a kind, in a stable order.
func (c *Compliance) Objects(collection SecureframeCollection) []Object {
	c.mu.RLock()
	defer c.mu.RUnlock()
	objects := make([]Object, len(c.objects[collection]))
	for i, object := range c.objects[collection] {
		objects[i] = CloneObject(object)
	}
	return objects
}

// RemoveObjects removes the objects of a kind that match.
func (c *Compliance) RemoveObjects(collection SecureframeCollection, match func(Object) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.objects[collection] = slices.DeleteFunc(c.objects[collection], match)
}

// SetObject sets a field of the object with a key or a name.
func (c *Compliance) SetObject(collection SecureframeCollection, name, field string, value any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := SecureframeID(collection, name)
	at := slices.IndexFunc(c.objects[collection], func(object Object) bool { return object["id"] == id })
	if at < 0 {
		panic(fmt.Sprintf("world: there is no %q in %s", name, collection))
	}
	c.objects[collection][at][field] = value
}

// SecureframePeople are the names of people in the objects, which no data source
// may return unless it is asked for them.
func SecureframePeople() []string {
	return slices.DeleteFunc([]string{"Robin Reed", "Patrizia Quillmoor"}, func(name string) bool {
		return !strings.Contains(string(secureframeJSON), name)
	})
}
