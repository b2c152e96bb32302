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

// Applications leaves out apps of platforms that the schema has no word for. It
// has an element for every ref that is asked for, null for one that cannot be
// seen.
func (a *autoQuery) Applications(arguments struct {
	Refs          *[]uuidScalar
	Limit, Offset *int32
},
) []*application {
	apps := []*application{}
	if arguments.Refs != nil {
		for _, ref := range *arguments.Refs {
			apps = append(apps, a.application(string(ref)))
		}
		return apps
	}
	for _, one := range a.handler.world.Apps() {
		if inSchema(one.Platform) {
			apps = append(apps, a.handler.application(one))
		}
	}
	if arguments.Limit == nil && a.handler.quirks.ApplicationsLimit > 0 {
		arguments.Limit = new(int32(a.handler.quirks.ApplicationsLimit)) //nolint:gosec // worlds are not that large
	}
	return window(apps, arguments.Offset, arguments.Limit)
}

func (a *autoQuery) application(ref string) *application {
	found, ok := a.handler.world.App(ref)
	if !ok || !inSchema(found.Platform) {
		return nil
	}
	return a.handler.application(found)
}

// inSchema reports whether PlatformEnum has the word.
func inSchema(platform string) bool { return platform == "android" || platform == "ios" }

// Assessments has an element for every ref that is asked for, null for one that
// cannot be seen.
func (a *autoQuery) Assessments(arguments struct {
	Refs  *[]uuidScalar
	Scope *graphql.ID
},
) []*assessment {
	found := []*assessment{}
	for _, one := range a.handler.world.Apps() {
		for _, made := range one.Assessments {
			if inSchema(one.Platform) && arguments.Refs == nil {
				found = append(found, &assessment{one, made})
			}
		}
	}
	if arguments.Refs != nil {
		for _, ref := range *arguments.Refs {
			found = append(found, a.assessment(string(ref)))
		}
	}
	return found
}

func (a *autoQuery) assessment(ref string) *assessment {
	for _, one := range a.handler.world.Apps() {
		made := slices.IndexFunc(one.Assessments, func(made world.MobileAssessment) bool { return made.Ref == ref })
		if made >= 0 && inSchema(one.Platform) {
			return &assessment{one, one.Assessments[made]}
		}
	}
	return nil
}

type application struct {
	Ref                    uuidScalar
	Group                  *group
	PlatformType           string
	PackageKey             string
	Title                  *string
	CreatedAt              word
	ArchivedAt             *word
	AppstoreApplicationKey *string
	AnalysisConfigLevel    *word

	handler *Handler
	app     world.MobileApp
}

// configLevels are GraphQL's words for those of REST.
var configLevels = map[string]string{"baseline": "BASELINE", "advanced": "ADVANCED"}

func (h *Handler) application(one world.MobileApp) *application {
	written := &application{
		Ref: uuidScalar(one.Ref), Group: h.group(one.GroupRef), PlatformType: one.Platform, PackageKey: one.Package,
		Title: orNull(one.Title), CreatedAt: *instant(one.CreatedAt), ArchivedAt: instant(one.ArchivedAt),
		AnalysisConfigLevel: wordOrNull(configLevels[one.ConfigLevel]), handler: h, app: one,
	}
	if one.StoreKey != nil {
		written.AppstoreApplicationKey = new(fmt.Sprint(one.StoreKey))
	}
	return written
}

// errUnresolved stands for errors that are not known.
var errUnresolved = errors.New("Cannot resolve assessment") //nolint:staticcheck // as an answer says it

func (a *application) LatestCompleteAssessment() (*assessment, error) {
	latest, ok := a.app.LatestCompleted()
	switch {
	case !ok:
		return nil, nil
	case a.handler.quirks.PartialData:
		return nil, errUnresolved
	default:
		return &assessment{a.app, latest}, nil
	}
}

// LatestAssessment is of any status.
func (a *application) LatestAssessment() *assessment {
	var latest *assessment
	for _, made := range a.app.Assessments {
		if latest == nil || made.CreatedAt.After(latest.made.CreatedAt) {
			latest = &assessment{a.app, made}
		}
	}
	return latest
}

// Assessments are in no order.
func (a *application) Assessments(arguments struct{ Status *string }) []*assessment {
	found := []*assessment{}
	for _, made := range a.app.Assessments {
		if arguments.Status == nil || made.Status == *arguments.Status {
			found = append(found, &assessment{a.app, made})
		}
	}
	return found
}
