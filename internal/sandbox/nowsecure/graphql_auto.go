// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"fmt"
	"slices"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type autoQuery struct{ handler *Handler }

type applicationsArguments struct {
	Refs          *[]uuidScalar
	GroupRefs     *[]uuidScalar
	Limit         *int32
	Offset        *int32
	Reverse       *bool
	PlatformTypes *[]string
	PackageKeys   *[]string
	Scope         *graphql.ID
}

// Applications has an element for every ref that is asked for, null for one
// that cannot be seen. Apps of platforms that the schema has no word for are
// left out.
func (a *autoQuery) Applications(arguments applicationsArguments) []*gqlApplication {
	apps := []*gqlApplication{}
	if arguments.Refs != nil {
		for _, ref := range *arguments.Refs {
			apps = append(apps, a.Application(applicationArguments{Ref: ref}))
		}
		return apps
	}
	for _, one := range a.handler.world.Apps() {
		if anyOf(arguments.GroupRefs, uuidScalar(one.GroupRef)) && anyOf(arguments.PlatformTypes, one.Platform) &&
			anyOf(arguments.PackageKeys, one.Package) && inSchema(one.Platform) {
			apps = append(apps, a.handler.gqlApplication(one))
		}
	}
	if arguments.Limit == nil && a.handler.quirks.ApplicationsLimit > 0 {
		arguments.Limit = new(int32(a.handler.quirks.ApplicationsLimit)) //nolint:gosec // worlds are not that large
	}
	return window(apps, arguments.Reverse, arguments.Offset, arguments.Limit)
}

type applicationArguments struct {
	Ref   uuidScalar
	Scope *graphql.ID
}

func (a *autoQuery) Application(arguments applicationArguments) *gqlApplication {
	found, ok := a.handler.world.App(string(arguments.Ref))
	if !ok || !inSchema(found.Platform) {
		return nil
	}
	return a.handler.gqlApplication(found)
}

// inSchema reports whether PlatformEnum has the word.
func inSchema(platform string) bool { return platform == "android" || platform == "ios" }

// anyOf reports whether a filter allows the value; null allows any.
func anyOf[T comparable](filter *[]T, value T) bool {
	return filter == nil || slices.Contains(*filter, value)
}

// window is the part of a list that is asked for.
func window[T any](all []T, reverse *bool, offset, limit *int32) []T {
	if reverse != nil && *reverse {
		slices.Reverse(all)
	}
	if offset != nil {
		all = all[min(max(0, int(*offset)), len(all)):]
	}
	if limit != nil {
		all = all[:min(max(0, int(*limit)), len(all))]
	}
	return all
}

type assessmentsFilter struct {
	Limit   *int32
	Status  *string
	Since   *dateTime // at it, or later
	After   *dateTime
	Before  *dateTime
	Until   *dateTime // at it, or earlier
	Reverse *bool
}

func (f assessmentsFilter) allows(made world.MobileAssessment) bool {
	return (f.Status == nil || *f.Status == made.Status) &&
		(f.Since == nil || !made.CreatedAt.Before(f.Since.Time)) && (f.After == nil || made.CreatedAt.After(f.After.Time)) &&
		(f.Until == nil || !made.CreatedAt.After(f.Until.Time)) && (f.Before == nil || made.CreatedAt.Before(f.Before.Time))
}

// Assessments has an element for every ref that is asked for, as Applications
// has.
func (a *autoQuery) Assessments(arguments struct {
	assessmentsFilter
	GroupRefs    *[]uuidScalar
	PlatformType *string
	Refs         *[]uuidScalar
	Scope        *graphql.ID
},
) []*gqlAssessment {
	found := []*gqlAssessment{}
	if arguments.Refs != nil {
		for _, ref := range *arguments.Refs {
			found = append(found, a.assessment(ref))
		}
		return found
	}
	for _, one := range a.handler.world.Apps() {
		if !anyOf(arguments.GroupRefs, uuidScalar(one.GroupRef)) || !inSchema(one.Platform) ||
			(arguments.PlatformType != nil && *arguments.PlatformType != one.Platform) {
			continue
		}
		for _, made := range one.Assessments {
			if arguments.allows(made) {
				found = append(found, a.handler.gqlAssessment(one, made))
			}
		}
	}
	return window(found, arguments.Reverse, nil, arguments.Limit)
}

func (a *autoQuery) Assessment(arguments struct {
	Ref   *uuidScalar
	Scope *graphql.ID
},
) *gqlAssessment {
	if arguments.Ref == nil {
		return nil
	}
	return a.assessment(*arguments.Ref)
}

func (a *autoQuery) assessment(ref uuidScalar) *gqlAssessment {
	for _, one := range a.handler.world.Apps() {
		for _, made := range one.Assessments {
			if made.Ref == string(ref) && inSchema(one.Platform) {
				return a.handler.gqlAssessment(one, made)
			}
		}
	}
	return nil
}

type gqlApplication struct {
	Ref                    uuidScalar
	GroupRef               uuidScalar
	Group                  *gqlGroup
	PlatformType           string
	PackageKey             string
	Title                  *string
	CreatedAt              dateTime
	ArchivedAt             *dateTime
	AppstoreApplicationKey *string
	AnalysisConfigLevel    *word

	handler *Handler
	app     world.MobileApp
}

func (h *Handler) gqlApplication(one world.MobileApp) *gqlApplication {
	written := &gqlApplication{
		Ref: uuidScalar(one.Ref), GroupRef: uuidScalar(one.GroupRef), Group: h.gqlGroup(one.GroupRef), PlatformType: one.Platform,
		PackageKey: one.Package, Title: orNull(one.Title), CreatedAt: dateTime{one.CreatedAt}, ArchivedAt: instant(one.ArchivedAt),
		AnalysisConfigLevel: wordOrNull(configLevels[one.ConfigLevel]), handler: h, app: one,
	}
	if one.StoreKey != nil {
		written.AppstoreApplicationKey = new(fmt.Sprint(one.StoreKey))
	}
	return written
}

// configLevels are GraphQL's words for those of REST.
var configLevels = map[string]string{"baseline": "BASELINE", "advanced": "ADVANCED"}

func (a *gqlApplication) Assessments(filter assessmentsFilter) []*gqlAssessment {
	found := []*gqlAssessment{}
	for _, made := range a.app.Assessments {
		if filter.allows(made) {
			found = append(found, a.handler.gqlAssessment(a.app, made))
		}
	}
	return window(found, filter.Reverse, nil, filter.Limit)
}

// errUnresolved is what stands in for errors that are not known.
var errUnresolved = errors.New("Cannot resolve assessment") //nolint:staticcheck // as an answer says it

// LatestAssessment is of any status.
func (a *gqlApplication) LatestAssessment() (*gqlAssessment, error) {
	if len(a.app.Assessments) == 0 {
		return nil, nil
	}
	if a.handler.quirks.PartialData {
		return nil, errUnresolved
	}
	latest := slices.MaxFunc(a.app.Assessments, func(one, other world.MobileAssessment) int { return one.CreatedAt.Compare(other.CreatedAt) })
	return a.handler.gqlAssessment(a.app, latest), nil
}

func (a *gqlApplication) LatestCompleteAssessment() (*gqlAssessment, error) {
	latest, ok := a.app.LatestCompleted()
	if !ok {
		return nil, nil
	}
	if a.handler.quirks.PartialData {
		return nil, errUnresolved
	}
	return a.handler.gqlAssessment(a.app, latest), nil
}
