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
	not regex.match(settings.ticket, waiver.reason)
	message := sprintf("%s: the reason of the waiver of %s for %s has no ticket: %q", [gate.address, waiver.subject, waiver.rule, waiver.reason])
}

deny contains message if {
	some gate in plan.gates
	some waiver in gate.values.waivers
	last_day := time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [substring(waiver.expires_on, 0, 10)]))
	last_day > time.add_date(plan.made_at, 0, 0, settings.maximum_waiver_days)
	message := sprintf("%s: the waiver of %s for %s is valid for more than %d days", [gate.address, waiver.subject, waiver.rule, settings.maximum_waiver_days])
}
