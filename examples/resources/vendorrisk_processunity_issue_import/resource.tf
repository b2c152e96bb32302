resource "vendorrisk_processunity_issue_import" "reviews" {
  template_id = 123451

  # By External Id. An existing issue is taken over.
  rows = {
    "review:aurora-payments.example:2027" = {
      "Name"          = "Yearly review is due"
      "Risk Severity" = "Medium"
      "Issue Status"  = "Open"
      "Issue Source"  = "Assessment"
      "Description"   = "The review of 2027 has not begun."
    }
  }

  # Columns of the template that may be blank in every issue.
  blank_columns = ["Resolution", "Risk Impact"]

  # Keep what people change in the issue: set the status only when it is new.
  insert_only_columns = ["Issue Status"]

  # An issue cannot be deleted. One that is removed here is closed.
  on_removed = { "Issue Status" = "Closed" }
}
