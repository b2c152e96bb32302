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

type gqlAssessment struct {
	Ref                    uuidScalar
	PlatformType           string
	PackageKey             string
	TaskID                 graphql.ID
	CreatedAt              dateTime
	IsAppstoreDownload     bool
	Analysis               *gqlAnalysis
	Score                  *float64
	ApplicationRef         uuidScalar
	AppstoreApplicationKey *string
	GroupRef               uuidScalar
	Group                  *gqlGroup
	AnalysisConfigLevel    *word
	ErrorCode              *string
	BuildVersion           string
	PackageVersion         *graphql.ID
	Favorite               bool

	app  world.MobileApp
	made world.MobileAssessment
}

type gqlAnalysis struct {
	Status      string
	ErrorCode   *string
	IsCancelled bool
	IsRunning   bool
	IsComplete  bool
}

func (h *Handler) gqlAssessment(of world.MobileApp, made world.MobileAssessment) *gqlAssessment {
	one := h.gqlApplication(of)
	return &gqlAssessment{
		Ref: uuidScalar(made.Ref), PlatformType: of.Platform, PackageKey: of.Package, TaskID: graphql.ID(strconv.FormatInt(made.Task, 10)),
		CreatedAt: dateTime{made.CreatedAt}, Score: made.Score, ApplicationRef: one.Ref, AppstoreApplicationKey: one.AppstoreApplicationKey,
		GroupRef: one.GroupRef, Group: one.Group, AnalysisConfigLevel: one.AnalysisConfigLevel, ErrorCode: orNull(made.ErrorCode),
		BuildVersion: made.Version + "-1", PackageVersion: new(graphql.ID(made.Version)),
		Analysis: &gqlAnalysis{
			Status: made.Status, ErrorCode: orNull(made.ErrorCode), IsComplete: made.Status == world.AssessmentCompleted,
			IsCancelled: made.Status == world.AssessmentCanceled, IsRunning: made.Status == world.AssessmentProcessing,
		},
		app: of, made: made,
	}
}

// Report is null for an assessment that was not completed, and an error for an
// app that may not be read.
func (a *gqlAssessment) Report(ctx context.Context) (*gqlReport, error) {
	if reports, counted := ctx.Value(reportsKey{}).(*atomic.Int32); counted {
		reports.Add(1)
	}
	switch {
	case a.app.Unauthorized:
		return nil, errors.New(errAppNotVisible.message)
	case a.made.Status != world.AssessmentCompleted:
		return nil, nil
	default:
		return &gqlReport{CreatedAt: a.CreatedAt, checks: world.MobileChecks(a.app.Platform), rows: a.made.Findings}, nil
	}
}
