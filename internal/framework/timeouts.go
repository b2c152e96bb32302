// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// defaultTimeout is how long an operation may take by default. It allows for the
// pauses that the systems ask for.
const defaultTimeout = time.Hour

// TimeoutsAttribute is the argument timeouts of a resource that sends data.
func TimeoutsAttribute(ctx context.Context) schema.Attribute {
	attribute, ok := timeouts.Attributes(ctx, timeouts.Opts{Create: true, Update: true, Delete: true}).(schema.SingleNestedAttribute)
	if !ok {
		panic("timeouts.Attributes returns another type")
	}
	attribute.MarkdownDescription = "How long operations may take. What was accepted until then is in the state, and the next apply sends the rest."
	for operation, nested := range attribute.Attributes {
		if text, ok := nested.(schema.StringAttribute); ok {
			text.Description, text.MarkdownDescription = "", fmt.Sprintf("How long a %s may take, such as `30m` or `2h`. Default: `1h`.", operation)
			attribute.Attributes[operation] = text
		}
	}
	return attribute
}

// An Operation is one that a resource can have a timeout for.
type Operation string

// The operations, as the argument timeouts names them.
const (
	Create Operation = "create"
	Update Operation = "update"
	Delete Operation = "delete"
)

// Timeouts is the value of the argument timeouts.
type Timeouts struct{ Argument[map[string]string] }

// Limit returns a context that ends when the operation has taken as long as it may.
func (t Timeouts) Limit(ctx context.Context, operation Operation) (context.Context, context.CancelFunc) {
	limit, err := time.ParseDuration(t.Value[string(operation)])
	if err != nil { // It is not set: the schema refuses everything else.
		limit = defaultTimeout
	}
	return context.WithTimeoutCause(ctx, limit, &timeoutError{operation, limit})
}

// timeoutError says that an operation has taken as long as it may.
type timeoutError struct {
	operation Operation
	limit     time.Duration
}

func (e *timeoutError) Error() string {
	return fmt.Sprintf("The timeout of %s has passed. Raise timeouts.%s.", e.limit, e.operation)
}
