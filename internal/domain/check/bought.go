// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"
)

// boughtFeatures are the checks of what the organization must have bought, and
// the name of the feature in its subscriptions (spec). Only features that the
// specification names like what the check is about are here.
var boughtFeatures = map[string]string{
	"apple-mdm-apns-cert-valid":      "mdm",
	"apple-mdm-dep-token-valid":      "mdm",
	"device-system-insights-on":      "systemInsights",
	"ldap-lockout-blocks":            "ldap",
	"org-directory-insights-enabled": "directoryInsightsPremium",
	"org-system-insights-enabled":    "systemInsights",
	"radius-mfa-enforced":            "radius",
	"radius-lockout-removes":         "radius",
	"radius-radsec-required":         "radius",
}

// ifBought returns a rule that does not apply where it would be unknown, and the
// subscriptions do not have the feature. What fails still fails.
func ifBought(feature string, r rule) rule {
	judge := r.judge
	r.documents = append(slices.Clone(r.documents), DocumentSubscriptions)
	r.judge = func(in input) []verdict {
		verdicts := judge(in)
		subscriptions, _ := in.evidence.Subscriptions.Value()
		if !isFalse(hasFeature(subscriptions, feature)) {
			return verdicts
		}
		for i, verdict := range verdicts {
			if verdict.status == Unknown {
				verdicts[i].ruling = notApplicable("the subscriptions do not have " + feature)
			}
		}
		return verdicts
	}
	return r
}

// hasFeature reports whether one of the subscriptions has the feature. It is nil
// when there are no subscriptions, or one does not list its features.
func hasFeature(subscriptions []Subscription, feature string) *bool {
	if len(subscriptions) == 0 {
		return nil
	}
	has := new(false)
	for _, subscription := range subscriptions {
		if subscription.Features == nil || len(*subscription.Features) == 0 {
			has = nil
			continue
		}
		for _, one := range *subscription.Features {
			if strings.EqualFold(one.Name, feature) {
				return new(true)
			}
		}
	}
	return has
}
