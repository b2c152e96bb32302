// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// Moves moves records between the resources of a configuration, as people do who
// rename, split and replace them. After every move, the vendor must hold what the
// configuration says, and the next plan must be empty.
type Moves struct {
	Workspace *Workspace
	// Type is the type of the resources.
	Type string
	// Common is the configuration beside the resources.
	Common map[string]any
	// Arguments are the arguments of a resource with records by key. The records may
	// be an expression.
	Arguments func(records any) map[string]any
	// Store puts the records of a resource where the resource finds them, and returns
	// its argument. Without Store, that is the records.
	Store func(name string, records map[string]any) any
	// Record is a record with a content.
	Record func(content int) any
	// Held returns the content of the records that the vendor holds, or a negative
	// number for those that are marked as removed.
	Held func() map[string]int
	// Faults are those of the vendor.
	Faults *fault.Set
	// Write is the request that sends records.
	Write fault.Rule

	// resources are the records by resource and key. Resources of forEach are
	// instances of one block.
	resources map[string]map[string]int
	forEach   []string
	// createFirst are the resources with create_before_destroy.
	createFirst map[string]bool
	blocks      map[string]any
	forgotten   map[string]bool
	contents    int
}

// Start applies resources, each with records of its own, by name. Resources whose
// names are in forEach are instances of one block.
func (m *Moves) Start(t *testing.T, resources map[string][]string, forEach ...string) {
	t.Helper()
	m.resources, m.createFirst, m.forgotten = map[string]map[string]int{}, map[string]bool{}, map[string]bool{}
	m.forEach = forEach
	for _, name := range slices.Sorted(maps.Keys(resources)) {
		m.resources[name] = map[string]int{}
		for _, key := range resources[name] {
			m.Set(name, key)
		}
	}
	m.Apply(t)
}

// Set gives a resource a record with new content.
func (m *Moves) Set(name, key string) {
	m.contents++
	m.resources[name][key] = m.contents
}

// Move moves records from one resource to another, which may be new.
func (m *Moves) Move(from, to string, keys ...string) {
	m.Copy(from, to, keys...)
	m.Drop(from, keys...)
}

// Copy copies records from one resource to another.
func (m *Moves) Copy(from, to string, keys ...string) {
	if m.resources[to] == nil {
		m.resources[to] = map[string]int{}
	}
	for _, key := range keys {
		m.resources[to][key] = m.resources[from][key]
	}
}

// Drop takes records from a resource.
func (m *Moves) Drop(name string, keys ...string) {
	for _, key := range keys {
		delete(m.resources[name], key)
	}
}

// Keys are the keys of a resource, sorted.
func (m *Moves) Keys(name string) []string { return slices.Sorted(maps.Keys(m.resources[name])) }

// Rename renames a resource, with a block of the type moved or without one.
func (m *Moves) Rename(from, to string, hasBlock bool) {
	m.resources[to] = m.resources[from]
	delete(m.resources, from)
	m.createFirst[to] = m.createFirst[from]
	if hasBlock {
		m.blocks = map[string]any{"moved": map[string]any{"from": m.address(from), "to": m.address(to)}}
	}
}

// Remove removes a resource from the configuration, and its records from the
// vendor; or only from the state.
func (m *Moves) Remove(name string, forget bool) {
	if forget {
		for key := range m.resources[name] {
			m.forgotten[key] = true
		}
		m.blocks = map[string]any{"removed": map[string]any{"from": m.address(name), "lifecycle": map[string]any{"destroy": false}}}
	}
	delete(m.resources, name)
}

// CreateFirst sets create_before_destroy for a resource.
func (m *Moves) CreateFirst(name string, isSet bool) { m.createFirst[name] = isSet }

// Apply applies the configuration, with further arguments, and compares.
func (m *Moves) Apply(t *testing.T, arguments ...string) {
	t.Helper()
	m.write(t)
	m.Workspace.MustExit(t.Context(), t, 0, append([]string{"apply", "-auto-approve", "-no-color"}, arguments...)...)
	m.compare(t)
	m.blocks = nil
	m.write(t)
	m.Workspace.MustExit(t.Context(), t, 0, "plan", "-detailed-exitcode", "-no-color")
}

// ApplyShared applies a configuration in which two resources hold the same record.
// As long as it is so, a plan may send the record again.
func (m *Moves) ApplyShared(t *testing.T) {
	t.Helper()
	m.write(t)
	m.Workspace.MustExit(t.Context(), t, 0, "apply", "-auto-approve", "-no-color")
	m.compare(t)
}

// Replace replaces a resource, by an option or as a tainted one.
func (m *Moves) Replace(t *testing.T, name string, taint bool) {
	t.Helper()
	if !taint {
		m.Apply(t, "-replace="+m.address(name))
		return
	}
	m.write(t)
	m.Workspace.MustExit(t.Context(), t, 0, "taint", m.address(name))
	m.Apply(t)
}

// Fail applies the configuration while one write is answered by an effect, and
// applies it again. The state of the failed apply may be lost, as when Terraform is
// killed.
func (m *Moves) Fail(t *testing.T, effect fault.Effect, skip int, isStateLost bool) {
	t.Helper()
	m.write(t)
	state := filepath.Join(m.Workspace.Dir, "terraform.tfstate")
	before, err := os.ReadFile(state)
	if err != nil {
		t.Fatal(err)
	}
	rule := m.Write
	rule.Skip, rule.Times, rule.Effect = skip, 1, effect
	m.Faults.Add(rule)
	if _, err := m.Workspace.Run(t.Context(), "apply", "-auto-approve", "-no-color"); err != nil {
		t.Fatal(err)
	}
	m.Faults.Reset()
	if isStateLost {
		if err := os.WriteFile(state, before, 0o600); err != nil { //nolint:gosec // it was there before
			t.Fatal(err)
		}
	}
	m.Apply(t)
}

// compare compares what the vendor holds with the configuration.
func (m *Moves) compare(t *testing.T) {
	t.Helper()
	want := map[string]int{}
	for _, records := range m.resources {
		maps.Copy(want, records)
	}
	held := m.Held()
	for key, content := range held {
		if _, configured := want[key]; configured || content < 0 {
			delete(m.forgotten, key)
			continue
		}
		if !m.forgotten[key] {
			t.Errorf("%s is not in the configuration, and the vendor holds it alive", key)
		}
	}
	for key, content := range want {
		if held[key] != content {
			t.Errorf("%s: the vendor holds %d, want %d", key, held[key], content)
		}
	}
}

// Random makes random moves, and describes them in the log.
func (m *Moves) Random(t *testing.T, seed uint64, moves int) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, seed))
	for range moves {
		names := slices.Sorted(maps.Keys(m.resources))
		one, two := names[random.IntN(len(names))], names[random.IntN(len(names))]
		var some []string
		for _, key := range m.Keys(one) {
			if random.IntN(2) == 0 {
				some = append(some, key)
			}
		}
		move := random.IntN(10)
		t.Logf("seed %d: move %d of %s, %s, %v", seed, move, one, two, some)
		switch move {
		case 0:
			m.Set(one, fmt.Sprintf("k%d.example", random.IntN(12)))
		case 1:
			m.Drop(one, some...)
		case 2:
			m.Move(one, two, some...)
		case 3:
			m.Move(one, fmt.Sprintf("r%d", random.IntN(4)), some...)
		case 4:
			m.Copy(one, two, some...)
			m.ApplyShared(t)
			if one != two {
				m.Drop(one, some...)
			}
		case 5:
			m.CreateFirst(one, !m.createFirst[one])
		case 6:
			m.Replace(t, one, random.IntN(2) == 0)
		case 7:
			for _, key := range some {
				m.Set(one, key)
			}
		case 8:
			m.Move(one, two, some...)
			m.Fail(t, fault.DropAnswer(), random.IntN(3), random.IntN(2) == 0)
		case 9:
			m.Move(one, two, some...)
			m.Fail(t, fault.Respond(403, nil, ""), random.IntN(3), random.IntN(2) == 0)
		}
		m.unshare()
		m.Apply(t)
		if t.Failed() {
			return
		}
	}
}

// unshare leaves every record in one resource: a random move may have given a record
// to two.
func (m *Moves) unshare() {
	seen := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(m.resources)) {
		for _, key := range m.Keys(name) {
			if seen[key] {
				m.Drop(name, key)
			}
			seen[key] = true
		}
	}
}

func (m *Moves) address(name string) string {
	if slices.Contains(m.forEach, name) {
		return fmt.Sprintf("%s.each[%q]", m.Type, name)
	}
	return m.Type + "." + name
}

// write writes the configuration.
func (m *Moves) write(t *testing.T) {
	t.Helper()
	resources, instances := map[string]any{}, map[string]any{}
	for name, contents := range m.resources {
		records := map[string]any{}
		for key, content := range contents {
			records[key] = m.Record(content)
		}
		argument := any(records)
		if m.Store != nil {
			argument = m.Store(name, records)
		}
		if slices.Contains(m.forEach, name) {
			instances[name] = argument
			continue
		}
		arguments := m.Arguments(argument)
		arguments["lifecycle"] = map[string]any{"create_before_destroy": m.createFirst[name]}
		resources[name] = arguments
	}
	if len(m.forEach) > 0 {
		arguments := m.Arguments("${each.value}")
		arguments["for_each"] = instances
		resources["each"] = arguments
	}
	config := maps.Clone(m.Common)
	maps.Copy(config, m.blocks)
	config["resource"] = map[string]any{m.Type: resources}
	text, err := json.MarshalIndent(config, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(m.Workspace.Dir, "main.tf.json"), text, 0o600); err != nil {
		t.Fatal(err)
	}
}
