// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"

// criticalVendors are those of the portfolio that is judged.
var criticalVendors = []string{
	"aurora-payments.example", "borealis-cloud.example", "cobalt-logistics.example",
	"delta-data.example", "ember-energy.example", "foxtrot-freight.example",
}

// steps are the demo. Exit codes of plans are those of -detailed-exitcode: 0 is
// no changes, 1 an error, 2 changes.
func steps() []step {
	return []step{
		{
			title:     "The gate blocks the plan, and its report is there",
			because:   "Two of the six critical vendors are below the bar, and an administrator has no MFA. The plan fails.",
			prepare:   (*demo).loseMFA,
			terraform: []string{"plan", "-detailed-exitcode"},
			want: expectation{
				exitCode: 1,
				prints: []string{
					"Vendor Risk Gate Blocks ember-energy.example",
					"grade D; required: at least C",
					"Vendor Risk Gate Blocks foxtrot-freight.example",
					"Vendor Risk Gate Blocks samwise.brackenfell@acme.example",
				},
				hides: []string{"Vendor Risk Gate Blocks cobalt-logistics.example", "will be created", "You can apply"},
				reports: []string{
					"### Vendor risk gate `vendor-risk`: blocked",
					"| `foxtrot-freight.example` | blocked | F |", "| `aurora-payments.example` | passed | A |",
				},
			},
		},
		{
			title:     "What can be fixed is fixed, the rest is accepted for a time",
			because:   "The administrator sets up MFA. The two vendors get waivers, with a reason and an expiry date.",
			prepare:   (*demo).fixAndWaive,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars", "-out=release.tfplan"},
			want: expectation{
				exitCode: 2,
				prints:   []string{"Plan: 4 to add", "Passed: no violations"},
				hides:    []string{"Vendor Risk Gate Blocks"},
			},
		},
		{
			title:     "The apply publishes",
			because:   "The scorecards of the six vendors go to Secureframe and, as rows of third parties, to ProcessUnity.",
			terraform: []string{"apply", "release.tfplan"},
			want: expectation{
				prints: []string{
					"Apply complete! Resources: 4 added, 0 changed, 0 destroyed",
					"Secureframe Schema Is Not Defined by Terraform",
				},
				pushes:  criticalVendors,
				imports: criticalVendors,
			},
		},
		{
			title:     "The next plan is empty",
			because:   "The vendors are read and judged again. Nothing has changed, so there is nothing to send.",
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars"},
			want:      expectation{prints: []string{"No changes"}},
		},
		{
			title:     "A score changes, and the plan shows it",
			because:   "Aurora Payments falls from 97 to 93, which is still an A.",
			prepare:   (*demo).changeScore,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars", "-out=score.tfplan"},
			want: expectation{
				exitCode: 2,
				prints: []string{
					"Plan: 0 to add, 2 to change, 0 to destroy", `~ "aurora-payments.example" = jsonencode(`, "~ score = 97 -> 93",
					`~ "SS Overall Score" = "97" -> "93"`, "(5 unchanged elements hidden)",
				},
				hides: []string{"borealis-cloud.example", "cobalt-logistics.example", "delta-data.example"},
			},
		},
		{
			title:     "The apply sends one record and one row",
			because:   "Only changes are sent.",
			terraform: []string{"apply", "score.tfplan"},
			want: expectation{
				prints:  []string{"Apply complete! Resources: 0 added, 2 changed, 0 destroyed"},
				pushes:  []string{"aurora-payments.example"},
				imports: []string{"aurora-payments.example"},
			},
		},
		{
			title:     "A grade drops, the app gets a finding, and the gate blocks again",
			because:   "Cobalt Logistics falls from B to D, and the app has a critical vulnerability. No waiver accepts this.",
			prepare:   (*demo).dropGrade,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars"},
			want: expectation{
				exitCode: 1,
				prints: []string{
					"Vendor Risk Gate Blocks cobalt-logistics.example", "grade D; required: at least C",
					"Vendor Risk Gate Blocks android/com.borealis.notes",
				},
				hides: []string{"Vendor Risk Gate Blocks ember-energy.example", "Vendor Risk Gate Blocks foxtrot-freight.example"},
			},
		},
		{
			title:     "A baseline lets the old pass",
			because:   "The JSON report of the last plan becomes the baseline. What was below the bar then, and is not worse now, no longer blocks.",
			prepare:   (*demo).keepBaseline,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars", "-var=baseline=baseline.json"},
			want: expectation{
				exitCode: 2,
				prints:   []string{"Passed: no new violations, 2 known"},
				hides:    []string{"Vendor Risk Gate Blocks"},
			},
		},
		{
			title:     "The baseline blocks the new",
			because:   "Delta Data falls to F. The baseline does not have that, so the plan fails, and names only this vendor.",
			prepare:   (*demo).dropAnotherGrade,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars", "-var=baseline=baseline.json"},
			want: expectation{
				exitCode: 1,
				prints:   []string{"Vendor Risk Gate Blocks delta-data.example", "grade F; required: at least C"},
				hides:    []string{"Vendor Risk Gate Blocks cobalt-logistics.example"},
			},
		},
	}
}

const administrator = "samwise.brackenfell@acme.example"

// loseMFA makes an administrator fall below the bar.
func (d *demo) loseMFA() error {
	d.systems.World.JumpCloud.SetMFA(administrator, false)
	return nil
}

// fixAndWaive sets up MFA, and writes the waivers.
func (d *demo) fixAndWaive() error {
	d.systems.World.JumpCloud.SetMFA(administrator, true)
	return d.writeWaivers()
}

// changeScore moves a vendor within its grade.
func (d *demo) changeScore() error {
	score := 93
	d.systems.World.SetGrade("aurora-payments.example", "A", &score)
	return nil
}

// dropAnotherGrade makes another vendor fall below the bar.
func (d *demo) dropAnotherGrade() error {
	score := 40
	d.systems.World.SetGrade("delta-data.example", "F", &score)
	return nil
}

// dropGrade makes a vendor without a waiver fall below the bar, and finds
// something in the app.
func (d *demo) dropGrade() error {
	app, _ := d.systems.World.NowSecure.App(world.BorealisRef)
	last, _ := app.LatestCompleted()
	for i := range last.Findings {
		if last.Findings[i].CheckID == "android_janus_vuln" {
			last.Findings[i].Affected = new(true)
		}
	}
	d.systems.World.NowSecure.SetFindings(app.Ref, last.Findings...)
	score := 64
	d.systems.World.SetGrade("cobalt-logistics.example", "D", &score)
	return nil
}
