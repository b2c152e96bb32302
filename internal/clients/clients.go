// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package clients holds the systems' clients that the provider hands to its
// entities.
package clients

import (
	"context"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
)

// Set gives the client of each system, built when it is first asked for. A
// system that is not configured, or whose configuration is not known yet, is
// an error that says what to set.
type Set struct {
	JumpCloud         func() (*jumpcloud.Client, error)
	NowSecure         func() (*nowsecure.Client, error)
	ProcessUnity      func() (*processunity.Client, error)
	Secureframe       func() (*secureframe.Client, error)
	SecurityScorecard func() (*securityscorecard.Client, error)

	// Ledger is what the resources of this run hold.
	Ledger *ledger.Ledger
}

// NotKnownError is a system whose configuration is known only after an apply.
// A plan can leave checks to the apply then.
type NotKnownError struct{ Message string }

func (e *NotKnownError) Error() string { return e.Message }

// Log writes an attempt to Terraform's log, at DEBUG: never headers, query or body.
func Log(ctx context.Context, attempt rest.Attempt) {
	fields := map[string]any{
		"system":      attempt.System,
		"method":      attempt.Method,
		"path":        attempt.Path,
		"attempt":     attempt.Number,
		"duration_ms": attempt.Duration.Milliseconds(),
	}
	if attempt.RequestID != "" {
		fields["request_id"] = attempt.RequestID
	}
	if attempt.Failure != "" {
		fields["failure"] = attempt.Failure
	} else {
		fields["status"] = attempt.Status
	}
	tflog.Debug(ctx, attempt.String(), fields)
}

// Notify writes a notice to Terraform's log, at INFO.
func Notify(ctx context.Context, notice rest.Notice) {
	tflog.Info(ctx, notice.Message, notice.Fields)
}
