# What the policies read in a plan, as terraform show -json prints it.
package vendorrisk.plan

# HCP Terraform has the plan beside the data of the run.
plan := object.get(input, "plan", input)

# The data sources that were read, of all modules. A value that only looks like a
# data source is not one: only modules and lists of resources lead to it.
resources contains resource if {
	walk(plan.prior_state.values, [path, resource])
	path[count(path) - 2] == "resources"
	every step in path {
		_leads_to_resources(step)
	}
	resource.mode == "data"
}

_leads_to_resources(step) if is_number(step)

_leads_to_resources(step) if step in {"root_module", "child_modules", "resources"}

gates contains resource if {
	some resource in resources
	resource.type == "vendorrisk_gate"
}

# The addresses of the gates in the configuration, without the indexes of for_each
# and count. A path to one is root_module, then module_calls, NAME, and module for
# each module, then resources and a number.
configured_gates contains address if {
	walk(plan.configuration, [path, resource])
	path[count(path) - 2] == "resources"
	resource.mode == "data"
	resource.type == "vendorrisk_gate"
	modules := [sprintf("module.%s", [name]) |
		some i, name in array.slice(path, 0, count(path) - 2)
		i % 3 == 2
	]
	address := concat(".", array.concat(modules, [resource.address]))
}

# The gates that were read, by the address that they have in the configuration.
read_gates contains regex.replace(gate.address, `\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\]`, "") if some gate in gates

# The gates that the apply reads, after the policies.
postponed_gates contains change if {
	some change in plan.resource_changes
	change.mode == "data"
	change.type == "vendorrisk_gate"
}

# When the plan was made, in nanoseconds.
made_at := time.parse_rfc3339_ns(plan.timestamp)

_ranks := {"A": 5, "B": 4, "C": 3, "D": 2, "F": 1}

# An unknown grade has rank 0, and so is below every other.
rank(grade) := object.get(_ranks, grade, 0)

errored if plan.errored
