// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"strconv"
	"strings"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// query resolves the schema's Query.
type query struct{ handler *Handler }

func (q *query) My() *myQuery             { return &myQuery{q.handler} }
func (q *query) Auto() *autoQuery         { return &autoQuery{q.handler} }
func (q *query) Findings() *findingsQuery { return &findingsQuery{} }

type myQuery struct{ handler *Handler }

func (m *myQuery) User() *gqlUser                 { return m.handler.gqlUser(m.handler.world.Users()[0]) }
func (m *myQuery) Organization() *gqlOrganization { return &gqlOrganization{m.handler} }

// Groups are those that the token's user is a member of.
func (m *myQuery) Groups(active activeArgument) []*gqlGroup { return m.handler.gqlGroups(active) }

// activeArgument narrows a list to what is active or to what is not.
type activeArgument struct{ Active *bool }

func (a activeArgument) allows(active bool) bool { return a.Active == nil || *a.Active == active }

// errNotAdmin is what stands in for the error that is not known.
var errNotAdmin = errors.New("Not authorized: requires organization admin") //nolint:staticcheck // as an answer says it

type gqlOrganization struct{ handler *Handler }

func (o *gqlOrganization) ID() graphql.ID {
	return graphql.ID(strconv.Itoa(o.handler.world.Organization().ID))
}

func (o *gqlOrganization) Name() *string { return orNull(o.handler.world.Organization().Name) }

func (o *gqlOrganization) Usage() *gqlUsages {
	organization := o.handler.world.Organization()
	return &gqlUsages{
		Application: gqlUsage("ADVANCED_APP", "application", organization.Applications),
		Baseline:    gqlUsage("BASELINE_APP", "baseline", organization.Baseline),
		Assessment:  gqlUsage("ASSESSMENT", "assessment", organization.Assessments),
	}
}

func (o *gqlOrganization) CreatedAt() (*dateTime, error) {
	if o.handler.quirks.NoOrgAdmin {
		return nil, errNotAdmin
	}
	return instant(o.handler.world.Organization().CreatedAt), nil
}

func (o *gqlOrganization) Groups(active activeArgument) []*gqlGroup {
	return o.handler.gqlGroups(active)
}

// Users are ten when no limit is asked for, by the schema, and all of them when
// the limit is null.
func (o *gqlOrganization) Users(arguments struct {
	activeArgument
	Limit graphql.NullInt
},
) []*gqlUser {
	limit := arguments.Limit.Value
	if limit == nil && o.handler.quirks.NullLimitAsDefault {
		limit = new(int32(10))
	}
	users := []*gqlUser{}
	for _, someone := range o.handler.world.Users() {
		if arguments.allows(!someone.Inactive) {
			users = append(users, o.handler.gqlUser(someone))
		}
	}
	return window(users, nil, nil, limit)
}

func (o *gqlOrganization) Roles() []*gqlRole {
	var all []*gqlRole
	for _, known := range roles {
		all = append(all, gqlRoleOf(known.Name))
	}
	return all
}

type gqlUsages struct{ Application, Baseline, Assessment *gqlResourceUsage }

type gqlResourceUsage struct {
	Type         string
	ResourceType word
	Limit        *int32
	Unlimited    bool
	Reached      bool
	Total        int32
	Count        int32
}

func gqlUsage(resourceType, name string, usage world.MobileUsage) *gqlResourceUsage {
	written := &gqlResourceUsage{
		Type: name, ResourceType: word(resourceType), Unlimited: usage.Limit == nil,
		Total: int32(usage.Total), Count: int32(usage.Total), //nolint:gosec // worlds are not that large
	}
	if usage.Limit != nil {
		written.Limit = new(int32(*usage.Limit)) //nolint:gosec // worlds are not that large
		written.Reached = usage.Total >= *usage.Limit
	}
	return written
}

type gqlUser struct {
	Ref   uuidScalar
	Name  string
	Email *string
	Note  *string
	Role  *gqlRole

	handler *Handler
	user    world.MobileUser
}

func (h *Handler) gqlUser(user world.MobileUser) *gqlUser {
	return &gqlUser{
		Ref: uuidScalar(user.Ref), Name: user.Name, Email: orNull(user.Email), Note: new(world.MobileNote),
		Role: gqlRoleOf(user.Role), handler: h, user: user,
	}
}

func (u *gqlUser) Organization() *gqlOrganization { return &gqlOrganization{u.handler} }

func (u *gqlUser) CreatedAt() (*dateTime, error) {
	if u.handler.quirks.NoOrgAdmin {
		return nil, errNotAdmin
	}
	return instant(u.user.CreatedAt), nil
}

func (u *gqlUser) Active() (bool, error) {
	if u.handler.quirks.NoOrgAdmin {
		return false, errNotAdmin
	}
	return !u.user.Inactive, nil
}

func (u *gqlUser) Groups() []*gqlGroup {
	groups := []*gqlGroup{}
	for _, ref := range u.user.GroupRefs {
		groups = append(groups, u.handler.gqlGroup(ref))
	}
	return groups
}

type gqlRole struct {
	Ref         *uuidScalar
	Name, Label string
	Description *string
}

func gqlRoleOf(name string) *gqlRole {
	found := roleOf(name)
	return &gqlRole{Ref: new(uuidScalar(found.Ref)), Name: found.Name, Label: found.Label}
}

type gqlGroup struct {
	Ref       uuidScalar
	ID        graphql.ID
	Name      string
	CreatedAt dateTime
	Active    bool
	Note      *string

	handler *Handler
}

func (h *Handler) gqlGroups(active activeArgument) []*gqlGroup {
	groups := []*gqlGroup{}
	for _, group := range h.world.Groups() {
		if !group.Hidden && active.allows(true) {
			groups = append(groups, h.gqlGroup(group.Ref))
		}
	}
	return groups
}

func (h *Handler) gqlGroup(ref string) *gqlGroup {
	group, _ := h.world.Group(ref)
	return &gqlGroup{
		Ref: uuidScalar(group.Ref), ID: graphql.ID(strconv.Itoa(group.ID)), Name: group.Name, CreatedAt: dateTime{group.CreatedAt},
		Active: true, Note: new(world.MobileNote), handler: h,
	}
}

// CurrentApplicationCount leaves out what is archived.
func (g *gqlGroup) CurrentApplicationCount() int32 {
	count, _ := g.count()
	return count
}

// CompletedAssessmentCount leaves out what is archived.
func (g *gqlGroup) CompletedAssessmentCount() int32 {
	_, count := g.count()
	return count
}

func (g *gqlGroup) count() (apps, completed int32) {
	for _, one := range g.handler.world.Apps() {
		if !strings.EqualFold(one.GroupRef, string(g.Ref)) || !one.ArchivedAt.IsZero() {
			continue
		}
		apps++
		for _, made := range one.Assessments {
			if made.Status == world.AssessmentCompleted {
				completed++
			}
		}
	}
	return apps, completed
}
