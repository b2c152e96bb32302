# Waivers are valid, have a ticket, and end.
package main

import data.vendorrisk.plan
import data.vendorrisk.settings

deny contains message if {
	some gate in plan.gates
	some waiver in gate.values.expired_waivers
	message := sprintf("%s: the waiver of %s for %s expired on %s: remove it", [gate.address, waiver.subject, waiver.rule, waiver.expires_on])
}

deny contains message if {
	some gate in plan.gates
	some waiver in gate.values.waivers
	not _has_ticket(waiver)
	message := sprintf("%s: the waiver of %s for %s has no ticket in its reason: %q", [gate.address, waiver.subject, waiver.rule, waiver.reason])
}

# Waivers may have a ticket of their own, or one in the reason.
_has_ticket(waiver) if {
	some attribute in {"reason", "ticket"}
	regex.match(settings.ticket, waiver[attribute])
}

deny contains message if {
	some gate in plan.gates
	some waiver in gate.values.waivers
	last_day := time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [substring(waiver.expires_on, 0, 10)]))
	last_day > time.add_date(plan.made_at, 0, 0, settings.maximum_waiver_days)
	message := sprintf("%s: the waiver of %s for %s is valid for more than %d days", [gate.address, waiver.subject, waiver.rule, settings.maximum_waiver_days])
}
