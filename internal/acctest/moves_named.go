// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// TestMoves makes every move that people make, one after the other.
func TestMoves(t *testing.T, m *Moves) {
	t.Helper()
	m.Start(t, map[string][]string{"r0": {"a.example", "b.example", "c.example"}, "r1": {"d.example"}, "x": {"e.example"}}, "x", "y")
	for _, step := range []struct {
		name string
		move func()
	}{
		{"a record leaves", func() { m.Drop("r0", "c.example") }},
		{"a record returns", func() { m.Set("r0", "c.example") }},
		{"replaced", func() { m.Replace(t, "r0", false) }},
		{"tainted", func() { m.Replace(t, "r0", true) }},
		{"replaced, created first", func() { m.CreateFirst("r0", true); m.Replace(t, "r0", false) }},
		{"records swap", func() { m.Move("r0", "r1", "a.example"); m.Move("r1", "r0", "d.example") }},
		{"a resource is split", func() { m.Move("r0", "r2", "b.example") }},
		{"a resource is merged", func() { m.Move("r2", "r0", "b.example"); m.Remove("r2", false) }},
		{"renamed", func() { m.Rename("r1", "r3", false) }},
		{"renamed with a moved block", func() { m.Rename("r3", "r1", true) }},
		{"an instance is renamed", func() { m.Rename("x", "y", false) }},
		{"a record moves over two applies", func() {
			m.Copy("r0", "r1", "c.example")
			m.ApplyShared(t)
			m.Drop("r0", "c.example")
		}},
		{"and back", func() {
			m.Copy("r1", "r0", "c.example")
			m.ApplyShared(t)
			m.Drop("r1", "c.example")
		}},
		{"a move fails", func() {
			m.Move("r0", "r1", "c.example")
			m.Fail(t, fault.DropAnswer(), 1, false)
		}},
		{"a move is killed", func() {
			m.Move("r1", "r0", "c.example")
			m.Fail(t, fault.DropAnswer(), 1, true)
		}},
		{"forgotten", func() { m.Remove("r1", true) }},
		{"created over what was forgotten", func() { m.Copy("r0", "r1"); m.Set("r1", "a.example") }},
		{"destroyed", func() { m.Remove("r0", false) }},
		{"created over what was destroyed", func() { m.Copy("r1", "r0"); m.Set("r0", "b.example"); m.Set("r0", "c.example") }},
	} {
		t.Log(step.name)
		step.move()
		m.Apply(t)
		if t.Failed() {
			t.Fatalf("the move failed: %s", step.name)
		}
	}
}
