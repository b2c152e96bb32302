# The gate is there, and blocks.
package main

import data.vendorrisk.plan
import data.vendorrisk.settings

deny contains "the plan failed, so nothing was judged: see what terraform plan says" if plan.errored

deny contains "the input is not a plan of Terraform 1.8 or later" if not plan.made_at

deny contains "the plan has no vendorrisk_gate that was read" if count(plan.gates) == 0

deny contains message if {
	some gate in plan.gates
	object.get(gate.values, "passed", false) == false
	object.get(gate.values, "violations", []) == []
	message := sprintf("%s has no verdict", [gate.address])
}

# A gate can be left out with count, for_each, or -target.
deny contains message if {
	some address in (plan.configured_gates - plan.read_gates)
	message := sprintf("%s is in the configuration, and was not read", [address])
}

deny contains message if {
	some change in plan.postponed_gates
	reasons := {
		"read_because_check_nested": "is in a check block, which never blocks",
		"read_because_config_unknown": "has arguments that only the apply knows",
		"read_because_dependency_pending": "depends on a resource that only the apply changes",
	}
	message := sprintf("%s %s", [change.address, object.get(reasons, [change.action_reason], "is read only by the apply")])
}

deny contains message if {
	some gate in plan.gates
	some argument, weak in {
		"enforcement": {"none", "warning"},
		"minimum_companies": {0},
		"provisional_score": {"ignore"},
		"unknown_findings": {"ignore"},
		"unknown_grade": {"ignore"},
	}
	gate.values[argument] in weak
	message := sprintf("%s has %s = %v", [gate.address, argument, json.marshal(gate.values[argument])])
}

# Companies may come from a snapshot.
judges_companies(gate) if gate.values.companies != null

judges_companies(gate) if object.get(gate.values, "evaluated_companies", 0) > 0

deny contains message if {
	some gate in plan.gates
	judges_companies(gate)
	plan.rank(object.get(gate.values, "minimum_grade", null)) < plan.rank(settings.minimum_grade)
	message := sprintf("%s judges companies, and has no minimum_grade of at least %s", [gate.address, settings.minimum_grade])
}

# A gate without maximum_snapshot_age takes 36h.
deny contains message if {
	some gate in plan.gates
	age := object.get(gate.values, "maximum_snapshot_age", null)
	age != null
	time.parse_duration_ns(age) > time.parse_duration_ns(settings.maximum_snapshot_age)
	message := sprintf("%s judges snapshots of up to %s, and may judge those of at most %s", [gate.address, age, settings.maximum_snapshot_age])
}

# Waivers that have expired would be valid again.
deny contains message if {
	some gate in plan.gates
	as_of := time.parse_rfc3339_ns(gate.values.as_of)
	as_of < time.add_date(plan.made_at, 0, 0, -1)
	message := sprintf("%s judges as of %s, which is more than a day before the plan", [gate.address, gate.values.as_of])
}

deny contains message if {
	some resource in plan.resources
	resource.type == "vendorrisk_securityscorecard_companies"
	resource.values.grades != null
	message := sprintf("%s reads only companies with certain grades, so a gate does not see the others", [resource.address])
}
