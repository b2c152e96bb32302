// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
	"sync"
)

// JumpCloud is what JumpCloud knows: organizations, and the objects of each.
// One administrator administers all of them. It may be changed while it is
// being read; what was returned before does not change. Naming what does not
// exist is a mistake in the test, and panics.
type JumpCloud struct {
	mu            sync.RWMutex
	organizations []*jumpCloudOrganization
}

type jumpCloudOrganization struct {
	id      string
	object  Object
	objects map[JumpCloudCollection][]Object
}

// JumpCloudCollection is a kind of object, named as in the API's paths.
type JumpCloudCollection string

// The kinds of object. The objects of those with a version 1 path are known by
// "_id", the others by "id".
const (
	JumpCloudOrganizations  JumpCloudCollection = "organizations"
	JumpCloudAdministrators JumpCloudCollection = "users"
	JumpCloudUsers          JumpCloudCollection = "systemusers"
	JumpCloudSystems        JumpCloudCollection = "systems"
	JumpCloudRADIUSServers  JumpCloudCollection = "radiusservers"
	JumpCloudApplications   JumpCloudCollection = "applications"
	JumpCloudAuthnPolicies  JumpCloudCollection = "authn/policies"
	JumpCloudIPLists        JumpCloudCollection = "iplists"
	JumpCloudAppleMDMs      JumpCloudCollection = "applemdms"
	JumpCloudDirectories    JumpCloudCollection = "directories"
	JumpCloudGSuites        JumpCloudCollection = "gsuites"
	JumpCloudOffice365s     JumpCloudCollection = "office365s"
)

// OrganizationIDs returns the organizations in the order in which they were
// added.
func (j *JumpCloud) OrganizationIDs() []string {
	j.mu.RLock()
	defer j.mu.RUnlock()
	ids := make([]string, len(j.organizations))
	for i, organization := range j.organizations {
		ids[i] = organization.id
	}
	return ids
}

// Organization returns an organization with its settings. It is shared, and
// must not be changed.
func (j *JumpCloud) Organization(id string) (Object, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	organization := j.find(id)
	if organization == nil {
		return nil, false
	}
	return organization.object, true
}

// Objects returns the objects of one kind of an organization, in the order in
// which they were added. They are shared, and must not be changed.
func (j *JumpCloud) Objects(organizationID string, collection JumpCloudCollection) []Object {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return slices.Clone(j.mustFind(organizationID).objects[collection])
}

// IDNamed returns the ID of the first object of a kind that has the email
// address, the host name, or the name.
func (j *JumpCloud) IDNamed(collection JumpCloudCollection, name string) string {
	j.mu.RLock()
	defer j.mu.RUnlock()
	for _, organization := range j.organizations {
		for _, object := range organization.objects[collection] {
			for _, field := range []string{"email", "hostname", "displayLabel", "name"} {
				if object[field] == name {
					return idOf(object)
				}
			}
		}
	}
	panic(fmt.Sprintf("world: none of the JumpCloud %s is named %q", collection, name))
}

// AddOrganizations moves the organizations of another JumpCloud here, with all
// that belongs to them. The administrator of more than one must choose in each
// request.
func (j *JumpCloud) AddOrganizations(other *JumpCloud) {
	j.mu.Lock()
	defer j.mu.Unlock()
	other.mu.Lock()
	defer other.mu.Unlock()
	for _, added := range other.organizations {
		if j.find(added.id) != nil {
			panic(fmt.Sprintf("world: JumpCloud organization %q exists", added.id))
		}
		j.organizations = append(j.organizations, added)
	}
	other.organizations = nil
}

// Add adds objects to an organization.
func (j *JumpCloud) Add(organizationID string, collection JumpCloudCollection, objects ...Object) {
	j.mu.Lock()
	defer j.mu.Unlock()
	organization := j.mustFind(organizationID)
	organization.objects[collection] = append(organization.objects[collection], objects...)
}

// UpdateAll changes every object of a kind, in every organization.
func (j *JumpCloud) UpdateAll(collection JumpCloudCollection, change func(Object)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, organization := range j.organizations {
		if collection == JumpCloudOrganizations {
			organization.object = CloneObject(organization.object)
			change(organization.object)
		}
		for i, object := range organization.objects[collection] {
			object = CloneObject(object)
			change(object)
			organization.objects[collection][i] = object
		}
	}
}

// SetMFA sets whether the administrator and the user with the email address have
// enrolled a factor. An administrator who is linked to a user signs in with the
// user's factors.
func (j *JumpCloud) SetMFA(email string, enrolled bool) {
	status := "NOT_ENROLLED"
	if enrolled {
		status = "ENROLLED"
	}
	j.UpdateAll(JumpCloudAdministrators, func(administrator Object) {
		if administrator["email"] == email {
			administrator["enableMultiFactor"], administrator["totpEnrolled"] = enrolled, enrolled
		}
	})
	j.UpdateAll(JumpCloudUsers, func(user Object) {
		if user["email"] != email {
			return
		}
		for _, path := range []string{"mfaEnrollment.overallStatus", "mfaEnrollment.totpStatus"} {
			Set(user, path, status)
		}
		for _, path := range []string{"totp_enabled", "mfa.configured"} {
			Set(user, path, enrolled)
		}
		for _, path := range []string{"mfaEnrollment.webAuthnStatus", "mfaEnrollment.jcGoStatus"} {
			if _, present := Get(user, path); present && !enrolled {
				Set(user, path, status)
			}
		}
	})
}

// RemoveAll removes every object of a kind, in every organization.
func (j *JumpCloud) RemoveAll(collection JumpCloudCollection) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, organization := range j.organizations {
		delete(organization.objects, collection)
	}
}

func (j *JumpCloud) find(id string) *jumpCloudOrganization {
	at := slices.IndexFunc(j.organizations, func(organization *jumpCloudOrganization) bool { return organization.id == id })
	if at < 0 {
		return nil
	}
	return j.organizations[at]
}

func (j *JumpCloud) mustFind(id string) *jumpCloudOrganization {
	organization := j.find(id)
	if organization == nil {
		panic(fmt.Sprintf("world: there is no JumpCloud organization %q", id))
	}
	return organization
}
