# Attaches the report of the gate to a test, as evidence that the check was done.
# If you want no evidence, leave this file out.

variable "evidence_test" {
  description = "The key of the Secureframe test that the report is evidence for"
  type        = string
  default     = "vendors-reviewed"
}

data "vendorrisk_secureframe_tests" "evidence" {
  keys = [var.evidence_test]
}

# Secureframe keeps every report. The plan reads the gate first, so nothing is
# attached while it blocks.
resource "vendorrisk_secureframe_test_evidence" "report" {
  test_id    = one(data.vendorrisk_secureframe_tests.evidence.tests).id
  filename   = "vendor-gate.md"
  content_wo = data.vendorrisk_gate.compliance.markdown
}
