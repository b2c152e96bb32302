# No company is below the bar.
package main

import data.vendorrisk.plan
import data.vendorrisk.settings

deny contains message if {
	some gate in plan.gates
	some violation in gate.values.violations
	message := sprintf("%s: %s: %s: %s", [gate.address, violation.subject, violation.rule, violation.message])
}

# A gate that requires less lets the company pass, unless it has a waiver.
deny contains message if {
	some gate in plan.gates
	some company in gate.values.companies
	grade := object.get(company, "grade", null)
	plan.rank(grade) < plan.rank(settings.minimum_grade)
	not _names(gate.values.violations, company.domain)
	not _names(gate.values.waived, company.domain)
	message := sprintf("%s: %s has the grade %s, and must have at least %s", [gate.address, company.domain, json.marshal(grade), settings.minimum_grade])
}

# Whether a list of violations has one of the company's grade.
_names(violations, domain) if {
	some violation in violations
	violation.subject == domain
	violation.rule in {"minimum_grade", "unknown_grade"}
}
