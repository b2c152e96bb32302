data "vendorrisk_secureframe_tests" "review" {
  keys = ["vendors-reviewed"]
}

# A text that is reviewed like code, as evidence for a test. Changed content is
# attached as a new evidence, and Secureframe keeps the earlier one. For a file that
# is no text, set file = "${path.module}/review.pdf" instead.
resource "vendorrisk_secureframe_test_evidence" "review" {
  test_id             = one(data.vendorrisk_secureframe_tests.review.tests).id
  content_wo          = file("${path.module}/review.md")
  filename            = "vendor-review.md"
  activity_completion = "2026-11-30"
}
