// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"cmp"
	"encoding/json"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

// asRows returns the companies and the findings of a graph as rows that a gate can
// judge. Any other state is returned unchanged.
func asRows(t *testing.T, state object) object {
	t.Helper()
	if text, isGraph := state["json"].(string); !isGraph || text == "" || state["entity_counts"] == nil {
		return state
	}
	graph := acctest.MustGraph(t, state)
	subjects, entities := map[string]string{}, map[string]acctest.GraphObject{}
	companies, findings, covered := []any{}, []any{}, []any{}
	for _, entity := range graph.Entities {
		subject := cmp.Or(entity.Text("domainName"), entity.Text("ref"))
		entities[entity.Text("_key")] = entity
		if entity.Type() == "securityscorecard_company" {
			companies = append(companies, object{
				"domain": subject, "name": entity["name"],
				"grade": entity["grade"], "score": float(entity["score"]), "score_change_30d": float(entity["last30DaysScoreChange"]),
				"provisional": entity["provisional"],
			})
		}
		if known, isSubject := entity["findingsKnown"].(bool); isSubject {
			subjects[entity.Text("_key")] = subject
			if known {
				covered = append(covered, subject)
			}
		}
	}
	for _, edge := range graph.Relationships {
		subject, isOfSubject := subjects[edge.Text("_fromEntityKey")]
		if !isOfSubject {
			continue
		}
		finding := entities[edge.Text("_toEntityKey")]
		findings = append(findings, object{
			"source": "graph", "subject": subject, "type": finding["name"], "severity": finding["severity"], "status": finding["status"],
		})
	}
	rows := object{"findings": findings, "covered_subjects": covered}
	if len(companies) > 0 {
		rows["companies"] = companies
	}
	return rows
}

// float returns a number as a gate takes it, or nil.
func float(value any) any {
	number, ok := value.(json.Number)
	if !ok {
		return nil
	}
	float, err := number.Float64()
	if err != nil {
		return nil
	}
	return float
}
