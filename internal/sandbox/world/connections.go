// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// CustomConnections is what Secureframe knows of its custom connections, and
// what it holds of the data that was pushed to them. The system was not recorded:
// this is what its documentation says, and where that says nothing, a
// method says what is done here. It may be changed while it is being read.
// Naming a connection or a schema that does not exist is a mistake in the test,
// and panics.
type CustomConnections struct {
	mu          sync.RWMutex
	connections []*connection
	countsOnly  bool
}

type connection struct {
	Connection
	pushes  []Push
	schemas map[string]*schema
}

// schema is a schema with its data.
type schema struct {
	Schema
	held     []Push
	records  map[string]Object
	rejected []Rejection
}

// AddConnection adds a connection, without any schema.
func (c *CustomConnections) AddConnection(added Connection) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.find(added.ID) != nil {
		panic(fmt.Sprintf("world: connection %q exists", added.ID))
	}
	c.connections = append(c.connections, &connection{Connection: added, schemas: map[string]*schema{}})
}

// KeepCountsOnly stops keeping objects: pushes are logged with their counts and
// sizes, and nothing is held or processed. Asking for data then panics.
func (c *CustomConnections) KeepCountsOnly() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.countsOnly = true
}

// Push accepts objects for a schema of a connection. It sets the sequence and
// the count itself. The first push of a slug makes the schema, from its first
// object, so that there must be one.
func (c *CustomConnections) Push(connectionID string, push Push) {
	c.mu.Lock()
	defer c.mu.Unlock()
	target := c.mustConnection(connectionID)
	push.Sequence, push.Count = len(target.pushes)+1, len(push.Objects)
	into, exists := target.schemas[push.SchemaSlug]
	if !exists {
		into = &schema{
			Schema:  Schema{Structure: structureOf(push.Objects[0])},
			records: map[string]Object{},
		}
		target.schemas[push.SchemaSlug] = into
	}
	switch {
	case c.countsOnly:
		push.Objects = nil
	case into.Defined:
		into.process(push)
	default:
		into.held = append(into.held, push)
	}
	target.pushes = append(target.pushes, push)
}

// Define is what a person does in Define Schema. The fields to choose from are
// those of the first object that was pushed. The data that was held is then
// processed in order, though the documentation does not say that. A schema may be defined again, but for its
// primary ID; what was processed before stays as it is. An error is what the
// screen does not let the person do.
func (c *CustomConnections) Define(connectionID, slug, primaryID, category string, mapping map[string]string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, exists := c.mustConnection(connectionID).schemas[slug]
	if !exists {
		panic(fmt.Sprintf("world: nothing was pushed for schema %q of connection %q", slug, connectionID))
	}
	if err := s.checkDefinition(primaryID, category, mapping); err != nil {
		return fmt.Errorf("cannot define schema %q: %w", slug, err)
	}
	s.Defined, s.PrimaryID, s.Category, s.Mapping = true, primaryID, category, maps.Clone(mapping)
	for _, push := range s.held {
		s.process(push)
	}
	s.held = nil
	return nil
}

// Connection returns the connection with the ID.
func (c *CustomConnections) Connection(id string) (Connection, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	found := c.find(id)
	if found == nil {
		return Connection{}, false
	}
	return found.Connection, true
}

// Connections returns all connections, in the order in which they were added.
func (c *CustomConnections) Connections() []Connection {
	c.mu.RLock()
	defer c.mu.RUnlock()
	connections := make([]Connection, len(c.connections))
	for i, one := range c.connections {
		connections[i] = one.Connection
	}
	return connections
}

// Schema returns the schema of a connection, or false when nothing was pushed
// for its slug.
func (c *CustomConnections) Schema(connectionID, slug string) (Schema, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	s, exists := c.mustConnection(connectionID).schemas[slug]
	if !exists {
		return Schema{}, false
	}
	found := s.Schema
	found.Structure, found.Mapping = maps.Clone(found.Structure), maps.Clone(found.Mapping)
	return found, true
}

// Pushes returns the accepted pushes of a connection, in order.
func (c *CustomConnections) Pushes(connectionID string) []Push {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return slices.Clone(c.mustConnection(connectionID).pushes)
}

// PushedObjects is the number of objects in all pushes of a connection.
func (c *CustomConnections) PushedObjects(connectionID string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	count := 0
	for _, push := range c.mustConnection(connectionID).pushes {
		count += push.Count
	}
	return count
}

// LargestPush is the size of the largest accepted body, in bytes.
func (c *CustomConnections) LargestPush(connectionID string) int64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	largest := int64(0)
	for _, push := range c.mustConnection(connectionID).pushes {
		largest = max(largest, push.Bytes)
	}
	return largest
}

// Records returns what Secureframe holds of a schema, by primary ID. The
// objects are shared, and must not be changed.
func (c *CustomConnections) Records(connectionID, slug string) map[string]Object {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return maps.Clone(c.data(connectionID, slug).records)
}

// Rejected returns the objects of a schema that could not be processed.
func (c *CustomConnections) Rejected(connectionID, slug string) []Rejection {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return slices.Clone(c.data(connectionID, slug).rejected)
}

func (c *CustomConnections) find(id string) *connection {
	at := slices.IndexFunc(c.connections, func(one *connection) bool { return one.ID == id })
	if at < 0 {
		return nil
	}
	return c.connections[at]
}

func (c *CustomConnections) mustConnection(id string) *connection {
	found := c.find(id)
	if found == nil {
		panic(fmt.Sprintf("world: there is no connection %q", id))
	}
	return found
}

// data returns a schema whose data is kept. One that has no push is
// empty.
func (c *CustomConnections) data(connectionID, slug string) *schema {
	if c.countsOnly {
		panic("world: only counts are kept of what is pushed")
	}
	if s, exists := c.mustConnection(connectionID).schemas[slug]; exists {
		return s
	}
	return &schema{}
}
