// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type assessment struct {
	app  world.MobileApp
	made world.MobileAssessment
}

func (a *assessment) Ref() uuidScalar             { return uuidScalar(a.made.Ref) }
func (a *assessment) TaskID() graphql.ID          { return graphql.ID(strconv.FormatInt(a.made.Task, 10)) }
func (a *assessment) CreatedAt() word             { return *instant(a.made.CreatedAt) }
func (a *assessment) Score() *float64             { return a.made.Score }
func (a *assessment) BuildVersion() string        { return a.made.Version + "-1" }
func (a *assessment) PackageVersion() *graphql.ID { return new(graphql.ID(a.made.Version)) }
func (a *assessment) ReleaseVersion() *string     { return orNull(a.made.ReleaseVersion) }
func (a *assessment) BuildDigest() *string        { return orNull(a.made.Digest) }
func (a *assessment) IsAppstoreDownload() bool    { return a.made.IsStoreDownload }

// Analysis is complete when the static and the dynamic one are.
func (a *assessment) Analysis() analysis {
	return analysis{Status: a.made.Status, IsComplete: a.made.Status == world.AssessmentCompleted}
}

type analysis struct {
	Status     string
	IsComplete bool
}

// Report is null for an assessment that was not completed, and an error for an
// app that may not be read.
func (a *assessment) Report(ctx context.Context) (*report, error) {
	if reports, counted := ctx.Value(reportsKey{}).(*atomic.Int32); counted {
		reports.Add(1)
	}
	switch {
	case a.app.Unauthorized:
		return nil, errors.New(errAppNotVisible.message)
	case a.made.Status != world.AssessmentCompleted:
		return nil, nil
	default:
		return &report{checks: world.MobileChecks(a.app.Platform), rows: a.made.Findings}, nil
	}
}
