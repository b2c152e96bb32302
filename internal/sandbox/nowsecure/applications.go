// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type autoQuery struct{ handler *Handler }

// Applications leaves out apps of platforms that the schema has no word for.
func (a *autoQuery) Applications(arguments struct{ Limit, Offset *int32 }) []*application {
	apps := []*application{}
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

type report struct {
	checks []world.MobileCheck
	rows   []world.MobileFinding
}

// Findings leaves out hidden and inconclusive rows when it is not asked for
// them.
func (r *report) Findings(arguments struct{ Hidden, Indeterminate *bool }) []*finding {
	found := []*finding{}
	for _, row := range r.rows {
		if (row.Hidden && !isTrue(arguments.Hidden)) || (row.Affected == nil && !isTrue(arguments.Indeterminate)) {
			continue
		}
		found = append(found, r.finding(row))
	}
	return found
}

func isTrue(value *bool) bool { return value != nil && *value }

type finding struct {
	CheckID               word
	Check                 check
	Affected              *bool
	CVSS                  *float64
	CVSSVector            *string
	ImpactType            word
	Severity              *word
	Hidden                *bool
	Title                 string
	UniqueVulnerabilityID *int32
}

type check struct{ Category word }

// finding has a severity only for rows that are affected, as the schema says;
// warn is not a severity there.
func (r *report) finding(row world.MobileFinding) *finding {
	written := &finding{
		CheckID: word(row.CheckID), Affected: row.Affected, CVSS: row.CVSS, CVSSVector: orNull(row.CVSSVector),
		ImpactType: word(row.Impact), Hidden: &row.Hidden, Title: row.Title,
	}
	for _, one := range r.checks {
		if one.ID == row.CheckID {
			written.Check.Category = word(one.Category)
		}
	}
	if isTrue(row.Affected) && row.Severity != "warn" {
		written.Severity = wordOrNull(row.Severity)
	}
	if row.VulnerabilityID != 0 {
		written.UniqueVulnerabilityID = new(int32(row.VulnerabilityID)) //nolint:gosec // the schema says Int
	}
	return written
}
