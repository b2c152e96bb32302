# No company is below the bar.
package main

import data.vendorrisk.plan
import data.vendorrisk.settings

deny contains message if {
	some gate in plan.gates
	some violation in gate.values.violations
	message := sprintf("%s: %s: %s: %s", [gate.address, violation.subject, violation.rule, violation.message])
}

# A gate that requires less lets the company pass, unless it has a waiver or is in
# the baseline.
deny contains message if {
	some gate in plan.gates
	some company in gate.values.companies
	grade := object.get(company, "grade", null)
	plan.rank(grade) < plan.rank(settings.minimum_grade)
	not _names(gate, company.domain)
	message := sprintf("%s: %s has the grade %s, and must have at least %s", [gate.address, company.domain, json.marshal(grade), settings.minimum_grade])
}

# Whether the gate says something about the company's grade.
_names(gate, domain) if {
	some list in {"known_violations", "violations", "waived"}
	some violation in gate.values[list]
	violation.subject == domain
	violation.rule in {"minimum_grade", "unknown_grade"}
}
