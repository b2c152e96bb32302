// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// No value of any answer, spoiled in any way, makes a gate pass what it blocked,
// or takes a row out of a list without an error.
func TestDataSources_fields(t *testing.T) {
	t.Parallel()
	used := newUsedExceptions()
	t.Cleanup(func() { used.wantAll(t) })
	for _, reading := range acctest.Readings() {
		// The gate has no answers, and a snapshot is read as the lists of its system are.
		if reading.DataSource == gateType || strings.HasSuffix(reading.DataSource, "_snapshot") {
			continue
		}
		t.Run(strings.TrimSpace(reading.DataSource+" "+reading.Name), func(t *testing.T) {
			t.Parallel()
			systems, results := startUnlimited(t), map[string]int{}
			for _, part := range partsOf(t, systems, reading) {
				newSpoiler(t, systems, part, used).run(t, results)
			}
			used.ran(reading)
			for _, result := range slices.Sorted(maps.Keys(results)) {
				t.Logf("%6d %s", results[result], result)
			}
		})
	}
}

// startUnlimited serves a world to read from as often as a test likes. Its
// JumpCloud organization fails every check.
func startUnlimited(t *testing.T) *sandbox.Sandbox {
	t.Helper()
	w := world.Default()
	w.JumpCloud = world.WeakJumpCloud()
	var options []sandbox.Option
	for _, system := range []string{sandbox.NowSecure, sandbox.ProcessUnity, sandbox.Secureframe, sandbox.SecurityScorecard} {
		options = append(options, sandbox.WithBudget(system, math.MaxInt, time.Nanosecond))
	}
	return acctest.StartWorld(t, w, options...)
}

// part is a reading, and the request whose answers are spoiled; "" is each of
// them.
type part struct {
	acctest.Reading
	request string
}

// partsOf returns the reading, or readings of those checks alone that a request
// is for: all checks take much longer.
func partsOf(t *testing.T, systems *sandbox.Sandbox, reading acctest.Reading) []part {
	t.Helper()
	if reading.DataSource != "vendorrisk_jumpcloud_posture" {
		return []part{{reading, ""}}
	}
	including := func(checks []any) acctest.Reading {
		narrow := reading
		narrow.Arguments = maps.Clone(reading.Arguments)
		narrow.Arguments["included_checks"] = checks
		return narrow
	}
	checks := map[string][]any{}
	server := acctest.NewSandboxServer(t, systems)
	for _, id := range check.IDs() {
		requests := map[string]bool{}
		server.ConfigureSandbox(t.Context(), t, systems) // forgets what was read
		for _, answer := range recordAnswers(systems, func() { mustRead(t, server, including([]any{id})) }) {
			requests[answer.request()] = true
		}
		for request := range requests {
			checks[request] = append(checks[request], id)
		}
	}
	var parts []part
	for _, request := range slices.Sorted(maps.Keys(checks)) {
		parts = append(parts, part{including(checks[request]), request})
	}
	return parts
}

// spoiler reads a data source again and again, each time with another spoiled
// value.
type spoiler struct {
	systems *sandbox.Sandbox
	server  *acctest.Server
	reading acctest.Reading
	used    *usedExceptions
	fields  []field
	// whole is the outcome of the read without a spoiled value, and violations
	// are those of a strict gate over it.
	whole      outcome
	violations []violation
	// judged are the violations of a strict gate, by its arguments.
	judged map[[sha256.Size]byte][]violation
}

// outcome is what a read returns.
type outcome struct {
	state       object
	diagnostics string
	isError     bool
}

func newSpoiler(t *testing.T, systems *sandbox.Sandbox, part part, used *usedExceptions) *spoiler {
	t.Helper()
	s := &spoiler{
		systems: systems, server: acctest.NewServer(t), reading: part.Reading, used: used,
		judged: map[[sha256.Size]byte][]violation{},
	}
	answers := recordAnswers(systems, func() { s.whole = s.read(t) })
	if s.whole.diagnostics != "" {
		t.Fatal(s.whole.diagnostics)
	}
	s.fields = fieldsOf(slices.DeleteFunc(answers, func(answer answer) bool {
		return part.request != "" && answer.request() != part.request
	}))
	if isJudged(s.whole.state) {
		s.violations = s.judge(t, s.whole.state)
		if len(s.violations) == 0 {
			t.Fatal("the gate blocks nothing: nothing can be lost")
		}
	}
	return s
}

func (s *spoiler) read(t *testing.T) outcome {
	t.Helper()
	s.server.ConfigureSandbox(t.Context(), t, s.systems) // forgets what was read
	state, diagnostics := read(t, s.server, s.reading)
	return outcome{asRows(t, state), acctest.Explain(diagnostics), acctest.HasErrors(diagnostics)}
}

// judge returns the violations of a strict gate over a state. The factors are
// those of the whole read.
func (s *spoiler) judge(t *testing.T, state object) []violation {
	t.Helper()
	arguments := fit(s.server.Schema(t, gateType), strictGate(state, factorsOf(s.whole.state)))
	organizations := organizationsOf(state["findings"])
	key := sha256.Sum256(fmt.Append(nil, arguments, organizations))
	if _, ok := s.judged[key]; !ok {
		s.judged[key] = judge(t, s.server, arguments, organizations)
	}
	return s.judged[key]
}

// The results of a cell. Those of an exception have its kind.
const (
	resultError     = "error"
	resultUnchanged = "unchanged"
	resultNotRead   = "not read"
	resultKept      = "changed, and nothing lost"
	resultLost      = "LOST"
)

// run spoils every field in every way.
func (s *spoiler) run(t *testing.T, results map[string]int) {
	t.Helper()
	isRead := map[string]bool{}
	for _, field := range s.fields {
		name := field.String()
		isProbed := false
		for _, mutation := range mutations {
			if !mutation.fits(field.place, field.value) || mutation.isOfType && !field.isFirst {
				continue
			}
			if !isRead[name] && (isProbed || !field.isFirst) {
				results[resultNotRead]++
				continue
			}
			result := s.spoil(t, field, mutation)
			isProbed, isRead[name] = true, isRead[name] || result != resultUnchanged
			results[result]++
		}
		s.systems.Requests.Reset()
		s.systems.CloseIdle()
	}
}

// spoil reads once with a spoiled value.
func (s *spoiler) spoil(t *testing.T, field field, mutation mutation) (result string) {
	t.Helper()
	s.systems.Faults.Reset()
	s.systems.Faults.Add(fault.Rule{
		Method: field.answer.exchange.Method, Path: field.answer.exchange.Path,
		Effect: field.answer.spoiled(field.place, mutation.edit),
	})
	got := s.read(t)
	if len(s.systems.Faults.Unmet()) > 0 {
		t.Fatalf("no request met %s\n%s", field.describe(mutation), got.diagnostics)
	}
	switch {
	case got.isError:
		return resultError
	case reflect.DeepEqual(got, s.whole):
		return resultUnchanged
	}
	lost := s.lost(t, got.state, mutation.edit(field.value))
	if len(lost) == 0 {
		return resultKept
	}
	if kind := s.used.find(s.reading.DataSource, field.String(), mutation.name); kind != "" {
		return kind
	}
	t.Errorf("%s\n\t%s", field.describe(mutation), strings.Join(lost[:min(len(lost), 5)], "\n\t"))
	return resultLost
}

// lost returns what the whole read has, and the state does not. given are the
// values that took the place of the spoiled one.
func (s *spoiler) lost(t *testing.T, state object, given []any) []string {
	t.Helper()
	if !isJudged(s.whole.state) {
		return lostValues("", s.whole.state, state, given)
	}
	lost := lostViolations(s.violations, s.judge(t, state))
	if s.whole.state["findings"] != nil {
		lost = append(lost, lostFindings(acctest.Rows(t, s.whole.state["findings"]), acctest.Rows(t, state["findings"]))...)
	}
	return lost
}
