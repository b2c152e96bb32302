// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

const typeName = "vendorrisk_gate"

// The gate's arguments and attributes in Go's own types, as HCL writes them:
// attributes that are left out are null.
type (
	object  = map[string]any
	list    = []any
	unknown = acctest.Unknown
)

// validate is what a plan does with the gate before it reads it.
func validate(t *testing.T, arguments object) []*tfprotov6.Diagnostic {
	t.Helper()
	server := acctest.NewServer(t)
	return server.Validate(t.Context(), t, typeName, acctest.WireAttributes(t, server.Schema(t, typeName), arguments))
}

// judge validates and reads the gate as a plan does, of a provider that is not
// configured. It returns the state and the diagnostics of the read.
func judge(t *testing.T, arguments object) (object, []*tfprotov6.Diagnostic) {
	t.Helper()
	server := acctest.NewServer(t)
	config := acctest.WireAttributes(t, server.Schema(t, typeName), arguments)
	if diagnostics := server.Validate(t.Context(), t, typeName, config); len(diagnostics) > 0 {
		t.Fatalf("the arguments are refused: %s", acctest.Explain(diagnostics))
	}
	state, diagnostics := server.Read(t.Context(), t, typeName, config)
	return acctest.PlainAttributes(t, state), diagnostics
}

// verdict is judge without enforcement.
func verdict(t *testing.T, arguments object) object {
	t.Helper()
	withoutEnforcement := object{"enforcement": "none"}
	maps.Copy(withoutEnforcement, arguments)
	state, diagnostics := judge(t, withoutEnforcement)
	if len(diagnostics) > 0 {
		t.Fatalf("enforcement none has diagnostics: %s", acctest.Explain(diagnostics))
	}
	return state
}

// rows are the named attributes of a list's objects, each object in one line.
func rows(t *testing.T, value any, attributes ...string) []string {
	t.Helper()
	objects, ok := value.(list)
	if !ok {
		t.Fatalf("%v is not a list", value)
	}
	lines := []string{}
	for _, element := range objects {
		row, ok := element.(object)
		if !ok {
			t.Fatalf("%v is not an object", element)
		}
		var words []string
		for _, attribute := range attributes {
			word, ok := row[attribute].(string)
			if !ok {
				t.Fatalf("%s is %v", attribute, row[attribute])
			}
			words = append(words, word)
		}
		lines = append(lines, strings.Join(words, " | "))
	}
	return lines
}

// violations are the violations of a state, each in one line.
func violations(t *testing.T, state object) []string {
	t.Helper()
	return rows(t, state["violations"], "subject", "rule", "observed", "required")
}

// company is a company in good standing, changed by attributes.
func company(domain string, attributes object) object {
	row := object{
		"domain": domain, "grade": "A", "score": 95, "score_change_30d": 0,
		"factors":        object{"network_security": object{"grade": "A"}},
		"finding_counts": object{},
	}
	maps.Copy(row, attributes)
	return row
}

// history has 90 points on a first day, and others on a last one.
func history(domain, first, last string, now any) object {
	return object{"domain": domain, "scores": list{object{"date": last, "score": now}, object{"date": first, "score": 90}}}
}

// finding is an open finding.
func finding(subject, findingType, severity string) object {
	return object{"subject": subject, "type": findingType, "severity": severity, "status": "open"}
}
