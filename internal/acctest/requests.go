// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

// DiffRequests compares the number of requests that the sandbox has received with
// the wanted number for each sandbox.Path pattern. It returns "" if they are
// equal. A request that no pattern matches is a difference.
func DiffRequests(systems *sandbox.Sandbox, want map[string]int) string {
	differences := []string{}
	for pattern, number := range want {
		if got := systems.Requests.Count(sandbox.Path(pattern)); got != number {
			differences = append(differences, fmt.Sprintf("%s: %d requests, want %d", pattern, got, number))
		}
	}
	for _, request := range systems.Requests.All() {
		wanted := false
		for pattern := range want {
			wanted = wanted || sandbox.Path(pattern)(request)
		}
		if !wanted {
			differences = append(differences, "not wanted: "+Address(request))
		}
	}
	slices.Sort(differences)
	return strings.Join(differences, "\n")
}

// Address identifies a request by its method, path and query.
func Address(request sandbox.Request) string {
	address := request.Method + " " + request.Path
	if query := request.Query.Encode(); query != "" {
		address += "?" + query
	}
	return address
}

// ExpectRequests checks the requests of one plan, as DiffRequests does. In
// ConfigPlanChecks.PreApply, these are the requests of the step's first plan, if
// the sandbox has received none before.
func ExpectRequests(systems *sandbox.Sandbox, want map[string]int) plancheck.PlanCheck {
	return planCheck(func() error {
		if diff := DiffRequests(systems, want); diff != "" {
			return errors.New(diff)
		}
		return nil
	})
}

// ExpectNoRepeatedRequests checks that no request was sent twice, as
// ExpectRequests does.
func ExpectNoRepeatedRequests(systems *sandbox.Sandbox) plancheck.PlanCheck {
	return planCheck(func() error {
		seen := map[string]bool{}
		for _, request := range systems.Requests.All() {
			address := Address(request)
			if seen[address] {
				return errors.New("sent twice: " + address)
			}
			seen[address] = true
		}
		return nil
	})
}

type planCheck func() error

// CheckPlan implements plancheck.PlanCheck.
func (c planCheck) CheckPlan(_ context.Context, _ plancheck.CheckPlanRequest, response *plancheck.CheckPlanResponse) {
	response.Error = c()
}
