// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// summarize returns a context whose requests are counted, and the end of the
// operation, which logs them. An operation that needed none logs nothing.
func summarize(ctx context.Context, typeName string) (_ context.Context, end func()) {
	counted, tally := rest.WithTally(ctx)
	began := time.Now()
	return counted, func() {
		if tally.Requests()+tally.Coalesced() == 0 {
			return
		}
		took := time.Since(began)
		message := fmt.Sprintf("%s took %.1f s. Requests: %d, retries: %d, coalesced: %d",
			typeName, took.Seconds(), tally.Requests(), tally.Retries(), tally.Coalesced())
		tflog.Info(ctx, message, map[string]any{
			"requests":    tally.Requests(),
			"retries":     tally.Retries(),
			"coalesced":   tally.Coalesced(),
			"duration_ms": took.Milliseconds(),
		})
	}
}

// ReadResource implements tfprotov6.ResourceServer.
func (s Server) ReadResource(ctx context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	ctx, end := summarize(ctx, request.TypeName)
	defer end()
	return s.completeServer.ReadResource(ctx, request)
}

// PlanResourceChange implements tfprotov6.ResourceServer.
func (s Server) PlanResourceChange(ctx context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	ctx, end := summarize(ctx, request.TypeName)
	defer end()
	return s.completeServer.PlanResourceChange(ctx, request)
}

// ApplyResourceChange implements tfprotov6.ResourceServer.
func (s Server) ApplyResourceChange(ctx context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	ctx, end := summarize(ctx, request.TypeName)
	defer end()
	return s.completeServer.ApplyResourceChange(ctx, request)
}

// OpenEphemeralResource implements tfprotov6.EphemeralResourceServer.
func (s Server) OpenEphemeralResource(ctx context.Context, request *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	ctx, end := summarize(ctx, request.TypeName)
	defer end()
	return s.completeServer.OpenEphemeralResource(ctx, request)
}
