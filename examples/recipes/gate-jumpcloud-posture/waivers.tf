# Accepted findings, by check and by the subject's id in JumpCloud. The reviewer
# of a change to this file accepts the risk, and Git records the change.
locals {
  accepted = {
    admin-api-key-expires = {
      subjects   = ["45565be858e15670bd95dfc5"]
      reason     = "Key of the backup job; moves to a service account, IT-31"
      expires_on = "2027-03-31"
    }
    device-disk-encrypted = {
      # The first is not encrypted, the second does not report whether it is.
      subjects   = ["92f11d9e9a1a53e5b88d397d", "15c03749845458a9a3bc80da"]
      reason     = "Devices are being replaced, IT-40"
      expires_on = "2027-01-31"
    }
    device-ssh-root-login-off = {
      subjects   = ["4868ceb5dac15912a48334ab"]
      reason     = "Build server without a route from outside, IT-12"
      expires_on = "2027-06-30"
    }
    group-no-passwordless-sudo = {
      subjects   = ["54736dc8a4ea5ee1b18a8bc6"]
      reason     = "Runs the build servers, IT-13"
      expires_on = "2027-06-30"
    }
    identity-risk-resolved = {
      subjects   = ["a13e87459cfe5f6a9a3612d7"]
      reason     = "The person traveled; the event is being reviewed, IT-46"
      expires_on = "2026-12-31"
    }
    user-mfa-enrolled = {
      subjects   = ["a13e87459cfe5f6a9a3612d7"]
      reason     = "Waits for a hardware key, IT-44"
      expires_on = "2026-12-31"
    }
    user-mfa-not-excluded = {
      subjects   = ["390c8ede2eb351a4a5ad1429"]
      reason     = "Lost the phone, new one ordered, IT-45"
      expires_on = "2027-01-15"
    }
    user-no-passwordless-sudo = {
      subjects   = ["347768aa86ce5ce0919236e9"]
      reason     = "Runs the build servers, IT-13"
      expires_on = "2027-06-30"
    }
  }

  waivers = flatten([
    for check, accepted in local.accepted : [
      for subject in accepted.subjects : {
        subject    = subject
        rule       = check
        reason     = accepted.reason
        expires_on = accepted.expires_on
      }
    ]
  ])
}
