// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// problems collects the problems of one attribute.
type problems struct {
	attribute string
	list      []problem.Problem
}

func (p *problems) errorf(key, format string, arguments ...any) {
	p.list = append(p.list, problem.Problem{Attribute: p.attribute, Key: key, Message: fmt.Sprintf(format, arguments...)})
}

func (p *problems) warnf(key, format string, arguments ...any) {
	p.list = append(p.list, problem.Problem{Attribute: p.attribute, Key: key, Message: fmt.Sprintf(format, arguments...), IsWarning: true})
}
