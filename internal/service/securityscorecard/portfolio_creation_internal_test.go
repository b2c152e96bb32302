// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"testing"
	"time"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
)

func TestCreation_mayBeUnlisted(t *testing.T) {
	t.Parallel()
	created := api.CreatedPortfolio{Portfolio: api.Portfolio{ID: "a"}}
	listed := created
	listed.IsListed = true
	now := time.Now()
	for name, test := range map[string]struct {
		creation creation
		now      time.Time
		want     bool
	}{
		"at once":           {newCreation(created), now, true},
		"a minute later":    {newCreation(created), now.Add(time.Minute), true},
		"two minutes later": {newCreation(created), now.Add(2 * time.Minute), false},
		"listed":            {newCreation(listed), now, false},
		"imported":          {creation{}, now, false},
	} {
		if got := test.creation.mayBeUnlisted(test.now); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
