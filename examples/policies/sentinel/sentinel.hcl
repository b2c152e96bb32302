# These policies have not been run. See README.md in the folder above.
policy "below_the_bar" {
  source            = "./below_the_bar.sentinel"
  enforcement_level = "hard-mandatory"
}

policy "weakened_gate" {
  source            = "./weakened_gate.sentinel"
  enforcement_level = "hard-mandatory"
}

policy "waivers" {
  source            = "./waivers.sentinel"
  enforcement_level = "hard-mandatory"
}
