// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"strconv"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// query resolves the schema's Query.
type query struct{ handler *Handler }

func (q *query) My() *myQuery     { return &myQuery{q.handler} }
func (q *query) Auto() *autoQuery { return &autoQuery{q.handler} }

type myQuery struct{ handler *Handler }

func (m *myQuery) Organization() *organization { return &organization{m.handler} }

// errNotAdmin stands for the error that is not known.
var errNotAdmin = errors.New("Not authorized: requires organization admin") //nolint:staticcheck // as an answer says it

type organization struct{ handler *Handler }

func (o *organization) ID() graphql.ID {
	return graphql.ID(strconv.Itoa(o.handler.world.Organization().ID))
}

func (o *organization) Name() *string { return orNull(o.handler.world.Organization().Name) }

func (o *organization) Usage() usages {
	used := o.handler.world.Organization()
	return usages{Application: usageOf(used.Applications), Baseline: usageOf(used.Baseline), Assessment: usageOf(used.Assessments)}
}

type usages struct{ Application, Baseline, Assessment usage }

type usage struct {
	Limit     *int32
	Unlimited bool
	Reached   bool
	Total     int32
}

func usageOf(used world.MobileUsage) usage {
	written := usage{Unlimited: used.Limit == nil, Total: int32(used.Total)} //nolint:gosec // worlds are not that large
	if used.Limit != nil {
		written.Limit = new(int32(*used.Limit)) //nolint:gosec // worlds are not that large
		written.Reached = used.Total >= *used.Limit
	}
	return written
}

// Users are ten when no limit is asked for, by the schema, and all of them when
// the limit is null.
func (o *organization) Users(arguments struct{ Limit graphql.NullInt }) []*user {
	limit := arguments.Limit.Value
	if limit == nil && o.handler.quirks.NullLimitAsDefault {
		limit = new(int32(10))
	}
	users := []*user{}
	for _, someone := range o.handler.world.Users() {
		users = append(users, &user{o.handler, someone})
	}
	return window(users, nil, limit)
}

// window is the part of a list that is asked for.
func window[T any](all []T, offset, limit *int32) []T {
	if offset != nil {
		all = all[min(max(0, int(*offset)), len(all)):]
	}
	if limit != nil {
		all = all[:min(max(0, int(*limit)), len(all))]
	}
	return all
}

type user struct {
	handler *Handler
	user    world.MobileUser
}

func (u *user) Ref() uuidScalar { return uuidScalar(u.user.Ref) }
func (u *user) Name() string    { return u.user.Name }
func (u *user) Email() *string  { return orNull(u.user.Email) }

func (u *user) CreatedAt() (*word, error) {
	if u.handler.quirks.NoOrgAdmin {
		return nil, errNotAdmin
	}
	return instant(u.user.CreatedAt), nil
}

func (u *user) Active() (bool, error) {
	if u.handler.quirks.NoOrgAdmin {
		return false, errNotAdmin
	}
	return !u.user.Inactive, nil
}

func (u *user) Groups() []*group {
	groups := []*group{}
	for _, ref := range u.user.GroupRefs {
		groups = append(groups, u.handler.group(ref))
	}
	return groups
}

type group struct {
	Ref  uuidScalar
	Name string
}

func (h *Handler) group(ref string) *group {
	found, _ := h.world.Group(ref)
	return &group{Ref: uuidScalar(found.Ref), Name: found.Name}
}

// roles are the labels of the documented roles.
var roles = map[string]string{
	"admin": "Administrator", "analyst": "Security Analyst", "qa": "Quality", "developer": "Developer",
	"exec": "Executive", "customer": "Customer", "free-trial": "Free Trial",
}

type role struct{ Name, Label string }

func (u *user) Role() *role {
	label, ok := roles[u.user.Role]
	if !ok {
		label = u.user.Role
	}
	return &role{Name: u.user.Role, Label: label}
}
