# What the policies require. Change it to what your organization requires.
package vendorrisk.settings

# The grade that every company must reach, whatever the bar of a gate is.
minimum_grade := "D"

# How old a snapshot may be, whatever a gate allows: a duration of Terraform's and
# OPA's, such as 36h.
maximum_snapshot_age := "168h"

# What the ticket or the reason of every waiver must contain.
ticket := `\b[A-Z][A-Z0-9]+-[0-9]+\b`

# How many days from the plan the last day of a waiver may be.
maximum_waiver_days := 366
