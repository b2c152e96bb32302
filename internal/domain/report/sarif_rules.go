// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package report

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"

const documentation = "https://registry.terraform.io/providers/vendorrisk/vendorrisk/latest/docs/data-sources/gate"

type sarifRule struct {
	ID               string             `json:"id"`
	Name             string             `json:"name"`
	ShortDescription sarifMessage       `json:"shortDescription"`
	FullDescription  sarifMessage       `json:"fullDescription"`
	HelpURI          string             `json:"helpUri"`
	Help             sarifHelp          `json:"help"`
	Configuration    sarifConfiguration `json:"defaultConfiguration"`
	Properties       sarifTags          `json:"properties"`
}

type sarifHelp struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifTags struct {
	Tags      []string `json:"tags"`
	Precision string   `json:"precision"`
}

// ruleText describes a rule: what breaks it, and what to do.
type ruleText struct{ name, breaks, help string }

const (
	askVendor   = "Ask the vendor to fix it, or add a waiver with a reason and an expiry date."
	provideData = "Provide the missing data. Unknown data is never good news, so it blocks."
)

var ruleTexts = map[posture.Rule]ruleText{
	posture.RuleMinimumGrade:        {"MinimumGrade", "A company's grade is below the minimum.", askVendor},
	posture.RuleMinimumScore:        {"MinimumScore", "A company's score is below the minimum.", askVendor},
	posture.RuleMaximumScoreDrop:    {"MaximumScoreDrop", "A company has lost more points in a number of days than is allowed.", askVendor},
	posture.RuleMinimumFactorGrades: {"MinimumFactorGrades", "The grade of a company's factor is below the minimum.", askVendor},
	posture.RuleMaximumFindings:     {"MaximumFindings", "A subject has more findings of a severity than are allowed, or its findings are unknown.", "Fix the findings where they are reported, or add a waiver with a reason and an expiry date."},
	posture.RuleDeniedFindingTypes:  {"DeniedFindingTypes", "A subject has findings of a type that none may have, or its findings are unknown.", "Fix the findings where they are reported, or add a waiver with a reason and an expiry date."},
	posture.RuleUnknownGrade:        {"UnknownGrade", "A grade, a score, or another value of a company that a rule needs is unknown.", provideData},
	posture.RuleProvisionalScore:    {"ProvisionalScore", "A company's score is provisional: its grade, score, and factors may still change.", "Wait for the final score, or add a waiver with a reason and an expiry date."},
	posture.RuleUnknownFindings:     {"UnknownFindings", "A finding has the status unknown: a check could not be evaluated.", provideData},
	posture.RuleUnknownSeverity:     {"UnknownSeverity", "A finding has an unknown severity, and so could be severe.", provideData},
	posture.RuleSnapshots:           {"Snapshots", "A snapshot cannot be read as it was written, or differs from another one.", "Pass the newest snapshot, unchanged."},
	posture.RuleMaximumSnapshotAge:  {"MaximumSnapshotAge", "A snapshot is older than is allowed, or from the future.", "Take a new snapshot."},
	posture.RuleSnapshotScope:       {"SnapshotScope", "What the gate must judge is in no snapshot.", "Take a snapshot that has it."},
	posture.RulePublicKeys:          {"PublicKeys", "A snapshot has no signature, or one that does not count.", "Pass the newest snapshot that was signed with one of the keys."},
	posture.RuleMinimumCompanies:    {"MinimumCompanies", "There are fewer companies than there must be.", "Check where the companies are read from."},
}

// sarifRules describes all rules, so that their indexes never change.
func sarifRules() []sarifRule {
	return each(posture.Rules(), func(rule posture.Rule) sarifRule {
		text := ruleTexts[rule]
		return sarifRule{
			ID: string(rule), Name: text.name, HelpURI: documentation,
			ShortDescription: sarifMessage{text.breaks}, FullDescription: sarifMessage{text.breaks + " " + text.help},
			Help:          sarifHelp{Text: text.breaks + " " + text.help, Markdown: text.breaks + "\n\n" + text.help},
			Configuration: sarifConfiguration{Level: "warning"},
			Properties:    sarifTags{Tags: []string{"vendor-risk"}, Precision: "high"},
		}
	})
}
