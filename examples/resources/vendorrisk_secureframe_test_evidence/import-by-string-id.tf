import {
  to = vendorrisk_secureframe_test_evidence.review
  id = "4b618a2d-a9e3-5a56-a556-1b3f569fc48f/50427262-3103-5979-bf38-5b11b514f667"
}
