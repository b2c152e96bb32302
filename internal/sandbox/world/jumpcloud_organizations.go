// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	_ "embed" // the organizations
	"fmt"
	"maps"
	"slices"
	"sync"
)

// The IDs of the hand-written organizations.
const (
	JumpCloudOrganizationID       = "5f2a9c1e7b3d4a0012c4e8f1"
	StrongJumpCloudOrganizationID = "60b7d3f49a1c5e0023d5f9a2"
	WeakJumpCloudOrganizationID   = "61c8e4a5ab2d6f0034e60ab3"
)

// JumpCloudDomain is the domain of every email address in the generated and
// the hand-written organizations, but for a contractor of the weak one.
const JumpCloudDomain = "acme.example"

// DefaultJumpCloud returns a small organization between the strong and the
// weak one, with fields that are absent here and there.
func DefaultJumpCloud() *JumpCloud { return copyOf(defaultOrganization()) }

// StrongJumpCloud returns an organization that passes every check at
// JumpCloudAsOf, and has something for each of them to look at.
func StrongJumpCloud() *JumpCloud { return copyOf(strongOrganization()) }

// WeakJumpCloud returns an organization that fails every check at
// JumpCloudAsOf. That of email domains needs JumpCloudDomain to be allowed.
// Passwords do expire, too late, so that the checks of users' passwords apply.
func WeakJumpCloud() *JumpCloud { return copyOf(weakOrganization()) }

// The hand-written organizations, which are built once: most tests have one.
var (
	defaultOrganization = sync.OnceValue(jumpCloudOrganizations.Default.build)
	strongOrganization  = sync.OnceValue(jumpCloudOrganizations.Strong.build)
	weakOrganization    = sync.OnceValue(jumpCloudOrganizations.Weak.build)
)

// copyOf is a JumpCloud of a copy of the organization. They share the objects,
// which nothing changes.
func copyOf(organization *jumpCloudOrganization) *JumpCloud {
	copied := *organization
	copied.objects = maps.Clone(organization.objects)
	for collection, objects := range copied.objects {
		copied.objects[collection] = slices.Clone(objects)
	}
	return &JumpCloud{organizations: []*jumpCloudOrganization{&copied}}
}

//go:embed jumpcloud_organizations.json
var jumpCloudOrganizationsJSON []byte

// jumpCloudOrganizations are the hand-written organizations, and the variants
// that their objects, and those of generated ones, may be of.
var jumpCloudOrganizations = mustDecode[struct {
	Variants              map[string]fields
	Default, Strong, Weak organizationDocument
}](jumpCloudOrganizationsJSON)

// organizationDocument is an organization as it is written down.
type organizationDocument struct {
	ID       string
	Settings fields
	// Objects have a collection, a name, and how the object differs each.
	Objects [][]any
}

func (d organizationDocument) build() *jumpCloudOrganization {
	b := newOrganization(d.ID, d.Settings)
	for _, object := range d.Objects {
		b.add(JumpCloudCollection(fmt.Sprint(object[0])), fmt.Sprint(object[1]), object[2:]...)
	}
	return b.organization
}

// organizationBuilder adds complete objects to an organization.
type organizationBuilder struct {
	organization *jumpCloudOrganization
}

// newOrganization starts an organization that passes every check that its own
// settings decide, unless the fields say otherwise.
func newOrganization(id string, differing fields) organizationBuilder {
	return organizationBuilder{&jumpCloudOrganization{
		id: id, object: newObject(JumpCloudOrganizations, []string{"{id}", id}, differing), objects: map[JumpCloudCollection][]Object{},
	}}
}

// jumpCloud is a JumpCloud of this one organization.
func (b organizationBuilder) jumpCloud() *JumpCloud {
	return &JumpCloud{organizations: []*jumpCloudOrganization{b.organization}}
}

// id is that of an object of the organization.
func (b organizationBuilder) id(collection JumpCloudCollection, name string) string {
	return objectID("jumpcloud", b.organization.id, collection, name)
}

// add adds an object that differs from its template by variants, which are
// named, and by fields. The name of an account is the part of its email address
// before the domain. The directories that are in the cloud are listed too.
func (b organizationBuilder) add(collection JumpCloudCollection, name string, differing ...any) {
	b.addObject(collection, b.id(collection, name), name, differing...)
	switch collection {
	case JumpCloudGSuites:
		b.addObject(JumpCloudDirectories, b.id(collection, name), name, fields{"type": "g_suite"})
	case JumpCloudOffice365s:
		b.addObject(JumpCloudDirectories, b.id(collection, name), name, fields{"type": "office_365"})
	}
}

func (b organizationBuilder) addObject(collection JumpCloudCollection, id, name string, differing ...any) {
	objects := b.organization.objects[collection]
	given, family := splitName(name)
	b.organization.objects[collection] = append(objects, newObject(collection, append(b.inventoryWords(name),
		"{id}", id,
		"{organization}", b.organization.id,
		"{name}", name, "{given}", given, "{family}", family,
		"{administrator}", b.id(JumpCloudAdministrators, name),
		"{address}", fmt.Sprintf("%d.%d", len(objects)/250%250, 1+len(objects)%250),
		"{secret}", PlantedSecret+"-"+objectID("secret", id),
	), differing...))
}
