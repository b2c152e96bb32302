// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	_ "embed" // the table
	"encoding/json"
	"slices"
	"sync"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Guidance is what to do about a check that fails, and which controls it is
// evidence for.
type Guidance struct {
	// Remediation says where to fix it: in the Admin Portal, or in which field of
	// the API.
	Remediation string `json:"remediation"`
	// Reference is a page of JumpCloud, or "" when no page is known.
	Reference string `json:"reference"`
	// Controls are those that the check supports, such as "soc2:CC6.1". The name
	// of the framework is before the colon: see Frameworks. They were compared with
	// the texts of the controls. A check that contradicts a framework, or that no
	// control is about, has none.
	Controls []string `json:"controls"`
}

// Frameworks are the names that controls begin with, and what they stand for.
var Frameworks = map[string]string{
	"cis":         "CIS Controls v8.1",
	"iso-27001":   "ISO/IEC 27001:2022, Annex A",
	"nist-800-53": "NIST SP 800-53 Rev. 5",
	"nist-csf":    "NIST CSF 2.0",
	"soc2":        "SOC 2 (Trust Services Criteria)",
}

//go:embed guidance.json
var guidanceJSON []byte

// guidance is the table of all checks, by ID. It is read when it is first needed:
// Terraform starts the provider several times for a plan.
var guidance = sync.OnceValue(func() (byID map[string]Guidance) {
	if err := json.Unmarshal(guidanceJSON, &byID); err != nil {
		panic("check: the table of guidance cannot be read: " + err.Error())
	}
	return byID
})

// Controls returns every control that a check supports, sorted.
func Controls() []string {
	controls := []string{}
	for _, check := range all() {
		controls = append(controls, check.Controls...)
	}
	slices.Sort(controls)
	return slices.Compact(controls)
}

// supports reports whether the check supports one of the controls.
func (c Check) supports(controls []string) bool {
	return slices.ContainsFunc(controls, func(control string) bool { return slices.Contains(c.Controls, control) })
}

// addGuidance says in open findings what to do. What is unknown may need no
// remedy.
func (r *Report) addGuidance() {
	for i, finding := range r.Findings {
		if finding.Status == posture.Open {
			r.Findings[i].Remediation, r.Findings[i].URL = guidance()[finding.Type].Remediation, guidance()[finding.Type].Reference
		}
	}
}
