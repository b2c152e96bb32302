// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

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
			title:     "Terraform finds the provider",
			because:   "The provider was built from this tree into a filesystem mirror. Such a mirror has only one platform, which causes the warning.",
			terraform: []string{"init"},
			want:      expectation{prints: []string{"Installed vendorrisk/vendorrisk", "successfully initialized"}},
		},
		{
			title:     "The gate blocks the plan, and its report is there",
			because:   "Two of the six critical vendors are below the bar. The plan fails and names them. The report for the pull request exists all the same.",
			terraform: []string{"plan", "-detailed-exitcode"},
			want: expectation{
				exitCode: 1,
				prints: []string{
					"Vendor Risk Gate Blocks ember-energy.example",
					"grade D; required: at least C",
					"Vendor Risk Gate Blocks foxtrot-freight.example",
					"grade F; required: at least C",
				},
				hides: []string{"Vendor Risk Gate Blocks cobalt-logistics.example", "will be created", "You can apply"},
				reports: []string{
					"### Vendor risk gate `vendor-risk`: blocked",
					"| `foxtrot-freight.example` | blocked | F |", "| `aurora-payments.example` | passed | A |",
				},
			},
		},
		{
			title:     "Waivers let the same plan pass",
			because:   "A waiver accepts each of the two vendors, with a reason and an expiry date. After that date, they block again.",
			prepare:   (*demo).writeWaivers,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars", "-out=release.tfplan"},
			want: expectation{
				exitCode: 2,
				prints:   []string{"Plan: 4 to add", "Passed: no violations"},
				hides:    []string{"Vendor Risk Gate Blocks"},
			},
		},
		{
			title:     "The plan is applied",
			because:   "Terraform applies the saved plan. The scorecards of the six vendors go to Secureframe and, as rows of third parties, to ProcessUnity.",
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
			because:   "The vendors are read and checked again. Nothing has changed, so there is nothing to send.",
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars"},
			want:      expectation{prints: []string{"No changes"}},
		},
		{
			title:     "A score changes, and the plan shows it",
			because:   "Aurora Payments falls from 97 to 93, which is still an A. The other scorecards have not changed since the last push.",
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
			title:     "A grade drops, and the gate blocks again",
			because:   "Cobalt Logistics falls from B to D. No waiver accepts this, so the plan fails, names only this vendor, and publishes nothing.",
			prepare:   (*demo).dropGrade,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars"},
			want: expectation{
				exitCode: 1,
				prints:   []string{"Vendor Risk Gate Blocks cobalt-logistics.example", "grade D; required: at least C"},
				hides:    []string{"Vendor Risk Gate Blocks ember-energy.example", "Vendor Risk Gate Blocks foxtrot-freight.example"},
			},
		},
		{
			title:     "A baseline lets the old pass",
			because:   "The JSON report of the last plan becomes the baseline. What was below the bar then, and is not worse now, no longer blocks.",
			prepare:   (*demo).keepBaseline,
			terraform: []string{"plan", "-detailed-exitcode", "-var-file=waivers.tfvars", "-var=baseline=baseline.json"},
			want: expectation{
				exitCode: 2,
				prints:   []string{"Passed: no new violations, 1 known"},
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
				reports:  []string{"| `delta-data.example` | blocked | F |", "| `cobalt-logistics.example` | known | D |"},
			},
		},
	}
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

// dropGrade makes a vendor without a waiver fall below the bar.
func (d *demo) dropGrade() error {
	score := 64
	d.systems.World.SetGrade("cobalt-logistics.example", "D", &score)
	return nil
}
