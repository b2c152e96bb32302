// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// maximumResults is how many results GitHub takes. It refuses a file with more.
const maximumResults = 25_000

// SARIF is the report as SARIF 2.1.0, in what GitHub's code scanning reads. Every
// violation that is not waived is a result at Report.SourceFile. One that is known
// from the baseline is a note. Waived ones are left out, because code scanning
// ignores suppressions and would show them.
func (r Report) SARIF() string {
	results := r.results()
	more := len(results) - min(len(results), maximumResults)
	run := sarifRun{
		Tool:              sarifTool{Driver: sarifDriver{Name: "Vendor Risk Gate", InformationURI: documentation, Rules: sarifRules()}},
		AutomationDetails: sarifAutomation{ID: "vendorrisk_gate/" + r.Gate + "/"},
		Invocations:       []sarifInvocation{{ExecutionSuccessful: true}},
		Results:           results[:len(results)-more],
	}
	if more > 0 {
		run.Invocations[0].Notifications = []sarifNotification{{Level: "warning", Message: sarifMessage{
			Text: fmt.Sprintf("%d more violations are left out, because code scanning refuses a file with more than %d results.", more, maximumResults),
		}}}
	}
	return escape(string(encode(sarifLog{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{run},
	}, jsontext.WithIndent("  ")))) + "\n"
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool              sarifTool         `json:"tool"`
	AutomationDetails sarifAutomation   `json:"automationDetails"`
	Invocations       []sarifInvocation `json:"invocations"`
	Results           []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifAutomation struct {
	ID string `json:"id"`
}

type sarifInvocation struct {
	ExecutionSuccessful bool                `json:"executionSuccessful"`
	Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
}

type sarifNotification struct {
	Level   string       `json:"level"`
	Message sarifMessage `json:"message"`
}

type sarifMessage struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID        string            `json:"ruleId"`
	RuleIndex     int               `json:"ruleIndex"`
	Level         string            `json:"level"`
	Message       sarifMessage      `json:"message"`
	Locations     []sarifLocation   `json:"locations"`
	Fingerprints  map[string]string `json:"partialFingerprints"`
	BaselineState string            `json:"baselineState,omitempty"`
	Properties    sarifProperties   `json:"properties"`
}

type sarifLocation struct {
	Physical sarifPhysicalLocation  `json:"physicalLocation"`
	Logical  []sarifLogicalLocation `json:"logicalLocations"`
}

type sarifPhysicalLocation struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

type sarifLogicalLocation struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
}

type sarifProperties struct {
	Subject  string           `json:"subject"`
	Measure  string           `json:"measure"`
	Severity posture.Severity `json:"severity"`
}

// results returns the violations that block, and then those that are known.
func (r Report) results() []sarifResult {
	results := make([]sarifResult, 0, len(r.Violations)+len(r.KnownViolations))
	seen := map[string]int{}
	hasBaseline := r.hasBaseline()
	for _, v := range r.Violations {
		result := r.result(v, seen)
		switch {
		case hasBaseline && v.Before != "":
			result.BaselineState = "updated"
		case hasBaseline:
			result.BaselineState = "new"
		}
		results = append(results, result)
	}
	for _, v := range r.KnownViolations {
		result := r.result(v, seen)
		result.Level, result.BaselineState = "note", "unchanged"
		results = append(results, result)
	}
	return results
}

func (r Report) result(v Violation, seen map[string]int) sarifResult {
	id := fingerprint(r.Gate, v.Subject, string(v.Rule), v.Measure)
	seen[id]++
	return sarifResult{
		RuleID: string(v.Rule), RuleIndex: slices.Index(posture.Rules(), v.Rule), Level: sarifLevel(v.Severity),
		Message: sarifMessage{Text: sarifText(label(v.Subject) + ": " + v.line() + ".")},
		Locations: []sarifLocation{{
			Physical: sarifPhysicalLocation{Artifact: sarifArtifact{URI: r.SourceFile}, Region: sarifRegion{1, 1, 1, 2}},
			Logical:  []sarifLogicalLocation{{Name: label(v.Subject), Kind: "resource"}},
		}},
		// GitHub compares only this fingerprint, a hash and a number.
		Fingerprints: map[string]string{"primaryLocationLineHash": fmt.Sprintf("%s:%d", id, seen[id])},
		Properties:   sarifProperties{Subject: v.Subject, Measure: v.Measure, Severity: v.Severity},
	}
}

// fingerprint is the same for as long as the gate, the subject, and the rule are.
func fingerprint(parts ...string) string {
	hash := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(hash[:16])
}

func sarifLevel(severity posture.Severity) string {
	switch {
	case severity.MayReach(posture.High):
		return "error"
	case severity == posture.Medium:
		return "warning"
	default:
		return "note"
	}
}

// sarifText escapes what begins a link in a message of SARIF.
func sarifText(text string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(line([]string{text}))
}
