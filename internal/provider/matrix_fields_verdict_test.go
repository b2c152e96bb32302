// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

const gateType = "vendorrisk_gate"

type object = map[string]any

// isJudged reports whether a gate can judge the state of a data source.
func isJudged(state object) bool {
	_, isCompany := state["grade"]
	return isCompany || state["companies"] != nil || state["findings"] != nil || state["histories"] != nil
}

// strictGate are the arguments of a gate over a state that lets nothing pass.
func strictGate(state, minimumFactorGrades object) object {
	maximum := object{}
	for _, severity := range posture.Severities() {
		if severity != posture.Positive { // What is positive is no weakness.
			maximum[string(severity)] = 0
		}
	}
	arguments := object{"enforcement": "none", "maximum_findings": maximum}
	for _, name := range []string{"findings", "covered_subjects"} {
		if state[name] != nil {
			arguments[name] = state[name]
		}
	}
	companies := state["companies"]
	if _, isCompany := state["grade"]; isCompany {
		companies = []any{state}
	}
	if state["histories"] != nil {
		return gateOfHistories(state["histories"])
	}
	if companies == nil {
		return arguments
	}
	maps.Copy(arguments, object{"companies": companies, "minimum_grade": "A", "minimum_score": 100, "maximum_score_drop": 0})
	if len(minimumFactorGrades) > 0 {
		arguments["minimum_factor_grades"] = minimumFactorGrades
	}
	return arguments
}

// gateOfHistories are the arguments of a gate over all days of histories. A company
// of which no history is left is judged too.
func gateOfHistories(histories any) object {
	companies := []any{object{"domain": "delta-data.example", "grade": "A"}}
	return object{
		"enforcement": "none", "companies": companies, "histories": histories,
		"maximum_score_drop": 0, "score_drop_days": 4, "as_of": "2026-07-10T12:00:00Z",
	}
}

// factorsOf returns a minimum grade of every factor in a state.
func factorsOf(state object) object {
	minimum := object{}
	rows, _ := state["companies"].([]any)
	for _, row := range append(slices.Clone(rows), state) {
		if company, ok := row.(object); ok {
			factors, _ := company["factors"].(object)
			for name := range factors {
				minimum[name] = "A"
			}
		}
	}
	return minimum
}

// violation is what a gate blocks, and why.
type violation struct{ subject, rule, observed string }

// judge returns the violations of the gate with the arguments. The violations of
// organizations are those of everySubject. A gate that refuses its arguments
// blocks everySubject.
func judge(t *testing.T, server *acctest.Server, arguments any, organizations map[string]bool) []violation {
	t.Helper()
	given, ok := arguments.(object)
	if !ok {
		t.Fatal("the arguments are no object")
	}
	wire := acctest.WireAttributes(t, server.Schema(t, gateType), given)
	if isRefused(given) {
		return []violation{{everySubject, "unknown_arguments", ""}}
	}
	state, diagnostics := server.Read(t.Context(), t, gateType, wire)
	if acctest.HasErrors(diagnostics) {
		t.Fatal(acctest.Explain(diagnostics))
	}
	violations := []violation{}
	for _, row := range acctest.Rows(t, acctest.PlainAttributes(t, state)["violations"]) {
		subject := fmt.Sprint(row["subject"])
		if organizations[subject] {
			subject = everySubject
		}
		violations = append(violations, violation{subject, fmt.Sprint(row["rule"]), kindOf(fmt.Sprint(row["observed"]))})
	}
	return violations
}

// isRefused reports whether the gate's validation refuses a row, as its own tests
// show. Validating takes longer than judging.
func isRefused(given object) bool {
	for list, attributes := range map[string][]string{"companies": {"domain"}, "histories": {"domain"}, "findings": {"subject", "type"}} {
		rows, _ := given[list].([]any)
		for _, row := range rows {
			values, _ := row.(object)
			if slices.ContainsFunc(attributes, func(name string) bool { return values[name] == nil }) {
				return true
			}
		}
	}
	return false
}

// organizationsOf returns the subjects of findings that are about all that could
// not be read.
func organizationsOf(findings any) map[string]bool {
	organizations := map[string]bool{}
	rows, _ := findings.([]any)
	for _, row := range rows {
		if finding, ok := row.(object); ok && isAboutAll(finding) {
			organizations[fmt.Sprint(finding["subject"])] = true
		}
	}
	return organizations
}

func isAboutAll(finding object) bool {
	return finding["subject_type"] == "organization" && finding["status"] == "unknown"
}

// kindOf is what was observed, without how much of it: "dns_health grade".
func kindOf(observed string) string {
	words := slices.DeleteFunc(strings.Fields(strings.ReplaceAll(observed, "points", "point")), func(word string) bool {
		return posture.ParseGrade(word).Known() || strings.ContainsAny(word, "0123456789")
	})
	if before, _, ok := strings.Cut(strings.Join(words, " "), ":"); ok {
		return before
	}
	return strings.Join(words, " ")
}

// fit converts a value to a type as Terraform does: it drops the attributes that
// the type does not have.
func fit(valueType tftypes.Type, value any) any {
	switch value := value.(type) {
	case []any:
		list, ok := valueType.(tftypes.List)
		if !ok {
			return value
		}
		elements := make([]any, len(value))
		for i, element := range value {
			elements[i] = fit(list.ElementType, element)
		}
		return elements
	case object:
		fitting := object{}
		for name, attribute := range value {
			switch valueType := valueType.(type) {
			case tftypes.Map:
				fitting[name] = fit(valueType.ElementType, attribute)
			case tftypes.Object:
				if attributeType, ok := valueType.AttributeTypes[name]; ok {
					fitting[name] = fit(attributeType, attribute)
				}
			}
		}
		return fitting
	default:
		return value
	}
}

// lostViolations returns what the gate blocked, and blocks no more. What is now
// unknown is blocked, and so is what has another name now. lostFindings tells
// whether what is unknown of everySubject is what is missing.
func lostViolations(whole, spoiled []violation) []string {
	known := map[string]bool{}
	for _, v := range whole {
		known[v.subject] = true
	}
	lost := []string{}
	for _, v := range whole {
		if !slices.ContainsFunc(spoiled, func(other violation) bool {
			isUnknown := strings.HasPrefix(other.rule, "unknown_") || strings.HasSuffix(other.observed, "unknown")
			return other == v || !known[other.subject] && (other.rule == v.rule || isUnknown) ||
				(other.subject == v.subject || other.subject == everySubject) && isUnknown
		}) {
			lost = append(lost, fmt.Sprintf("%s passes %s (%s)", v.subject, v.rule, v.observed))
		}
	}
	return lost
}

// lostFindings returns the subjects and types of open findings that are fewer,
// or less severe, than they were.
func lostFindings(whole, spoiled []object) []string {
	before, after := openFindings(whole), openFindings(spoiled)
	lost := []string{}
	for _, key := range slices.SortedFunc(maps.Keys(before), findingKey.compare) {
		isFewer := slices.ContainsFunc(before[key], func(severity posture.Severity) bool {
			return count(before[key], severity) > count(after[key], severity)
		})
		if isFewer && !after.mayHave(key, before) {
			lost = append(lost, fmt.Sprintf("%s has less of %s", key.subject, key.findingType))
		}
	}
	return lost
}

type findingKey struct{ subject, findingType string }

func (k findingKey) compare(other findingKey) int {
	return strings.Compare(k.subject+"\n"+k.findingType, other.subject+"\n"+other.findingType)
}

// findingSet has the severities of findings.
type findingSet map[findingKey][]posture.Severity

// unknownStatus stands for the severity of a finding of unknown status.
const unknownStatus posture.Severity = "unknown status"

func openFindings(rows []object) findingSet {
	open := findingSet{}
	for _, row := range rows {
		severity := posture.Severity(fmt.Sprint(row["severity"]))
		switch {
		case row["status"] == "closed" || severity == posture.Positive:
			continue
		case row["status"] == "unknown":
			severity = unknownStatus
		}
		subject := fmt.Sprint(row["subject"])
		if isAboutAll(row) {
			subject = everySubject
		}
		key := findingKey{subject, fmt.Sprint(row["type"])}
		open[key] = append(open[key], severity)
	}
	return open
}

// everySubject is the subject of a finding about all that could not be read.
const everySubject = "*"

// mayHave reports whether the findings of a key are unknown, or have a subject or
// a type that was not there before.
func (s findingSet) mayHave(key findingKey, before findingSet) bool {
	known := map[string]bool{}
	for key := range before {
		known[key.subject] = true
	}
	for other, severities := range s {
		isUnknown := slices.Contains(severities, unknownStatus)
		sameType := other.findingType == key.findingType
		switch {
		case isUnknown && !known[other.subject],
			isUnknown && sameType && (other.subject == key.subject || other.subject == everySubject),
			other.subject == key.subject && before[other] == nil,
			sameType && !known[other.subject]:
			return true
		}
	}
	return false
}

// count returns how many findings are as severe, or may be.
func count(findings []posture.Severity, severity posture.Severity) int {
	number := 0
	for _, finding := range findings {
		if finding == severity || finding.MayReach(severity) {
			number++
		}
	}
	return number
}

// lostValues returns where a state has other values than it had. A value may be
// null now, and may be one of those that were given.
func lostValues(at string, whole, spoiled any, given []any) []string {
	if spoiled == nil {
		return nil
	}
	switch whole := whole.(type) {
	case []any:
		return lostRows(at, whole, spoiled, given)
	case object:
		values, ok := spoiled.(object)
		if !ok {
			return []string{at + " is of another type"}
		}
		lost := []string{}
		for _, name := range slices.Sorted(maps.Keys(whole)) {
			if name != "total" { // It counts the rows, and they are compared.
				lost = append(lost, lostValues(at+"."+name, whole[name], values[name], given)...)
			}
		}
		return lost
	}
	if spoiled == whole || slices.ContainsFunc(given, func(value any) bool { return isWrittenAs(value, spoiled) }) {
		return nil
	}
	return []string{fmt.Sprintf("%s is %v, and was %v", at, spoiled, whole)}
}

func lostRows(at string, whole []any, spoiled any, given []any) []string {
	rows, ok := spoiled.([]any)
	if !ok || len(rows) < len(whole) {
		return []string{fmt.Sprintf("%s has less than its %d rows", at, len(whole))}
	}
	lost := []string{}
	for i, row := range whole {
		if !slices.ContainsFunc(rows, func(other any) bool { return len(lostValues(at, row, other, given)) == 0 }) {
			lost = append(lost, fmt.Sprintf("%s[%d] is lost", at, i))
		}
	}
	return lost
}

// isWrittenAs reports whether a value of an answer is the one in the state, where
// numbers may be texts, texts may be in lower case, and null may be blank.
func isWrittenAs(value, inState any) bool {
	if value == nil {
		return inState == ""
	}
	if number, ok := value.(json.Number); ok {
		if float, err := number.Float64(); err == nil && fmt.Sprint(inState) == strconv.FormatFloat(float, 'f', -1, 64) {
			return true
		}
	}
	return strings.EqualFold(fmt.Sprint(inState), fmt.Sprint(value))
}
