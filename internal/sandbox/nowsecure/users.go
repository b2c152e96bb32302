// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type user struct {
	ID              any          `json:"id"`
	Ref             string       `json:"ref"`
	Name            string       `json:"name"`
	Email           *string      `json:"email"`
	Username        *string      `json:"username"`
	Active          bool         `json:"active"`
	AvatarURL       *string      `json:"avatar_url"`
	Note            *string      `json:"note"`
	OrganizationID  int          `json:"organizationId"`
	GroupRefs       []string     `json:"groupRefs"` // null without groups
	Groups          []userGroup  `json:"groups"`
	RoleRef         *string      `json:"roleRef"`
	Roles           []role       `json:"roles"`
	Privileges      []string     `json:"privileges"`
	Capabilities    []capability `json:"capabilities"`
	AllCapabilities []capability `json:"all_capabilities"`
	CreatedAt       *string      `json:"created_at"`
	UpdatedAt       *string      `json:"updated_at"`
	UpdatedBy       *string      `json:"updated_by"`
}

type userGroup struct {
	ID             int     `json:"id"`
	Ref            string  `json:"ref"`
	Name           string  `json:"name"`
	Active         bool    `json:"active"`
	Note           *string `json:"note"`
	OrganizationID int     `json:"organizationId"`
	CreatedAt      *string `json:"createdAt"`
	UpdatedAt      *string `json:"updatedAt"`
	DeletedAt      *string `json:"deleted_at"`
	UpdatedBy      *string `json:"updated_by"`
}

type role struct {
	ID           int     `json:"id"`
	Ref          string  `json:"ref"`
	Name         string  `json:"name"`
	Label        string  `json:"label"`
	DefaultLabel string  `json:"defaultLabel"`
	Description  *string `json:"description"`
	IsCustomized bool    `json:"isCustomized"`
	IsInternal   bool    `json:"is_internal"`
}

// capability is one of the many that a user has; the live ones are longer.
type capability struct {
	Ref         string   `json:"ref"`
	Name        string   `json:"name"`
	Permissions []string `json:"permissions"`
}

// roles are those that the live system has for customers.
var roles = []role{
	{ID: 1, Name: "admin", Label: "Administrator"},
	{ID: 2, Name: "analyst", Label: "Security Analyst"},
	{ID: 3, Name: "qa", Label: "Quality"},
	{ID: 4, Name: "developer", Label: "Developer"},
	{ID: 5, Name: "exec", Label: "Executive"},
	{ID: 6, Name: "customer", Label: "Customer"},
	{ID: 7, Name: "free-trial", Label: "Free Trial"},
}

// roleOf is complete for the roles that are known.
func roleOf(name string) role {
	found := role{ID: 99, Name: name, Label: name}
	if index := slices.IndexFunc(roles, func(known role) bool { return known.Name == name }); index >= 0 {
		found = roles[index]
	}
	found.Ref = fmt.Sprintf("00000000-0000-4000-8000-%012d", found.ID)
	found.DefaultLabel = found.Label
	return found
}

// users takes either parameter several times.
func (h *Handler) users(r *http.Request) (any, *failure) {
	query := r.URL.Query()
	for _, excluded := range query["exclude_role"] {
		if roleOf(excluded).ID == 99 && !strings.HasPrefix(excluded, "internal-") {
			return nil, errInvalidParameter("exclude_role", excluded)
		}
	}
	written := []user{}
	for _, someone := range h.world.Users() {
		_, domain, _ := strings.Cut(someone.Email, "@")
		if query.Has("domain") && !slices.Contains(query["domain"], domain) || slices.Contains(query["exclude_role"], someone.Role) {
			continue
		}
		written = append(written, h.writeUser(someone))
	}
	return written, nil
}

func (h *Handler) user(r *http.Request) (any, *failure) {
	for _, someone := range h.world.Users() {
		if someone.Ref == r.PathValue("ref") {
			return h.writeUser(someone), nil
		}
	}
	return nil, errNotFound("User")
}

func (h *Handler) writeUser(someone world.MobileUser) user {
	organization := h.world.Organization().ID
	has := roleOf(someone.Role)
	written := user{
		ID: h.id(int64(someone.ID)), Ref: someone.Ref, Name: someone.Name, Email: orNull(someone.Email), Username: orNull(someone.Email),
		Active: !someone.Inactive, Note: new(world.MobileNote), OrganizationID: organization, GroupRefs: someone.GroupRefs,
		Groups: []userGroup{}, RoleRef: &has.Ref, Roles: []role{has}, Privileges: []string{"auto.assessment:list", "auto.application:list"},
		CreatedAt: timestamp(someone.CreatedAt), UpdatedAt: timestamp(someone.UpdatedAt),
	}
	for _, ref := range someone.GroupRefs {
		group, _ := h.world.Group(ref)
		written.Groups = append(written.Groups, userGroup{
			ID: group.ID, Ref: group.Ref, Name: group.Name, Active: true, Note: new(world.MobileNote),
			OrganizationID: organization, CreatedAt: timestamp(group.CreatedAt), UpdatedAt: timestamp(group.CreatedAt),
		})
	}
	for _, name := range []string{"auto.application", "auto.assessment", "auto.policy", "organization.user"} {
		written.AllCapabilities = append(written.AllCapabilities, capability{Ref: has.Ref, Name: name, Permissions: []string{"list", "read"}})
	}
	written.Capabilities = written.AllCapabilities[:2]
	return written
}

type tokenClaims struct {
	Issuer  string `json:"iss"`
	ID      string `json:"jti"`
	Subject string `json:"sub"`
	Expires int64  `json:"exp"`
	Issued  int64  `json:"iat"`
	Name    string `json:"name"`
}

// tokens answers with the claims of the token that was sent.
func (h *Handler) tokens(*http.Request) (any, *failure) {
	issued := world.NowSecureAsOf.AddDate(0, -2, 0)
	return []tokenClaims{{
		Issuer: "https://api.nowsecure.com/", ID: "c0ffee00-0000-4000-8000-000000000001", Subject: h.world.Users()[0].Ref,
		Issued: issued.Unix(), Expires: issued.Add(365 * 24 * time.Hour).Unix(), Name: "sandbox",
	}}, nil
}
