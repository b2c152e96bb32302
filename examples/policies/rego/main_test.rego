# The plans in testdata are made by Terraform: see their main.tf.
package main_test

import data.main
import data.testdata

test_a_gate_that_passes if {
	main.deny == set() with input as testdata.passed
}

test_companies_below_the_bar if {
	main.deny == {
		`data.vendorrisk_gate.vendors has enforcement = "none"`,
		"data.vendorrisk_gate.vendors: foxtrot-freight.example: minimum_grade: grade F; required: at least D",
	} with input as testdata.below_the_bar
}

# The bar of the policy holds where the bar of the gate is lower.
test_the_bar_of_the_policy if {
	main.deny == {
		"data.vendorrisk_gate.vendors: delta-data.example has the grade \"C\", and must have at least B",
		"data.vendorrisk_gate.vendors judges companies, and has no minimum_grade of at least B",
	} with input as json.patch(testdata.passed, [{
		"op": "replace",
		"path": "prior_state/values/root_module/resources/0/values/companies/0",
		"value": {"domain": "delta-data.example", "grade": "C"},
	}])
		with data.vendorrisk.settings.minimum_grade as "B"
}

test_a_company_in_the_baseline if {
	gate := "prior_state/values/root_module/resources/0/values"
	known := testdata.below_the_bar.prior_state.values.root_module.resources[0].values.violations
	main.deny == {`data.vendorrisk_gate.vendors has enforcement = "none"`} with input as json.patch(testdata.below_the_bar, [
		{"op": "replace", "path": sprintf("%s/violations", [gate]), "value": []},
		{"op": "replace", "path": sprintf("%s/known_violations", [gate]), "value": known},
		{"op": "replace", "path": sprintf("%s/passed", [gate]), "value": true},
	])
}

test_a_gate_that_blocks_leaves_no_gate if {
	main.deny == not_judged with input as testdata.blocked
}

test_a_read_that_fails_leaves_no_gate if {
	main.deny == not_judged with input as testdata.unread
}

not_judged := {
	"data.vendorrisk_gate.vendors is in the configuration, and was not read",
	"the plan failed, so nothing was judged: see what terraform plan says",
	"the plan has no vendorrisk_gate that was read",
}

test_a_gate_that_only_the_apply_reads if {
	main.deny == {
		"data.vendorrisk_gate.vendors has arguments that only the apply knows",
		"data.vendorrisk_gate.vendors is in the configuration, and was not read",
		"the plan has no vendorrisk_gate that was read",
	} with input as testdata.deferred
}

test_no_gate if {
	main.deny == {"the plan has no vendorrisk_gate that was read"} with input as testdata.no_gate
}

test_a_gate_in_a_check if {
	main.deny == {"data.vendorrisk_gate.vendors is in a check block, which never blocks"} with input as testdata.in_a_check
}

test_a_gate_that_is_left_out if {
	main.deny == {"data.vendorrisk_gate.critical is in the configuration, and was not read"} with input as testdata.left_out
}

test_companies_that_are_filtered_out if {
	main.deny == {"data.vendorrisk_securityscorecard_companies.vendors reads only companies with certain grades, so a gate does not see the others"} with input as testdata.filtered
}

# The gate is in a module with for_each.
test_a_gate_that_is_weakened if {
	gate := `module.vendors["cloud"].data.vendorrisk_gate.vendors`
	main.deny == {sprintf("%s%s", [gate, fault]) |
		some fault in {
			` has enforcement = "warning"`,
			` has minimum_companies = 0`,
			` has provisional_score = "ignore"`,
			` has unknown_findings = "ignore"`,
			` has unknown_grade = "ignore"`,
			` judges as of 2020-01-01T00:00:00Z, which is more than a day before the plan`,
			` judges companies, and has no minimum_grade of at least D`,
			`: unknown.example has the grade null, and must have at least D`,
		}
	} with input as testdata.weakened
}

# A snapshot is no list of companies, and has some.
test_a_gate_over_a_snapshot if {
	snapshot := [
		{"op": "replace", "path": "prior_state/values/root_module/resources/0/values/companies", "value": null},
		{"op": "replace", "path": "prior_state/values/root_module/resources/0/values/minimum_grade", "value": null},
	]
	"data.vendorrisk_gate.vendors judges companies, and has no minimum_grade of at least D" in main.deny with input as json.patch(testdata.passed, snapshot)
}

test_the_age_of_snapshots if {
	every age, denied in {"36h": 0, "168h": 0, "168h1s": 1, "8760h": 1} {
		count(main.deny) == denied with input as json.patch(testdata.passed, [{
			"op": "replace",
			"path": "prior_state/values/root_module/resources/0/values/maximum_snapshot_age",
			"value": age,
		}])
	}
}

test_waivers if {
	main.deny == {
		`data.vendorrisk_gate.vendors: the waiver of waived-without-a-ticket.example for unknown_grade has no ticket in its reason: "They are nice people"`,
		"data.vendorrisk_gate.vendors: the waiver of good.example for minimum_grade expired on 2020-01-31: remove it",
		"data.vendorrisk_gate.vendors: the waiver of waived-too-long.example for * is valid for more than 366 days",
	} with input as testdata.waivers
}

# Values of a resource that look like a gate are not one.
test_an_imitation if {
	main.deny == {"the plan has no vendorrisk_gate that was read"} with input as json.patch(testdata.no_gate, [{
		"op": "add",
		"path": "prior_state/values/root_module/resources/0/values/root_module",
		"value": {"resources": [{"address": "x", "mode": "data", "type": "vendorrisk_gate", "values": {"passed": true}}]},
	}])
}

test_a_gate_without_a_verdict if {
	main.deny == {"data.vendorrisk_gate.vendors has no verdict"} with input as json.patch(testdata.passed, [{
		"op": "remove",
		"path": "prior_state/values/root_module/resources/0/values/passed",
	}])
}

test_the_input_of_hcp_terraform if {
	main.deny == {"the plan has no vendorrisk_gate that was read"} with input as {"plan": testdata.no_gate, "run": {"id": "run-1"}}
}

test_an_input_that_is_not_a_plan if {
	"the input is not a plan of Terraform 1.8 or later" in main.deny with input as {}
}
