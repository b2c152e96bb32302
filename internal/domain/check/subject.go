// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
)

// The kinds of subjects.
const (
	subjectOrganization  = "organization"
	subjectAdministrator = "administrator"
	subjectUser          = "user"
	subjectSystem        = "system"
	subjectAccessPolicy  = "access_policy"
	subjectIPList        = "ip_list"
	subjectRADIUSServer  = "radius_server"
	subjectApplication   = "application"
	subjectAppleMDM      = "apple_mdm"
	subjectDirectory     = "directory"
)

// subject is the object that a rule applies to.
type subject struct {
	kind string
	id   string
	// name is or may be personal data.
	name string
}

// verdict is the ruling on a subject.
type verdict struct {
	subject subject
	ruling
}

// rule applies a check to evidence.
type rule struct {
	documents []Document
	// noun is the name of the subjects, in the plural.
	noun  string
	judge func(input) []verdict
}

// also adds documents that the rule reads besides that of its subjects.
func (r rule) also(documents ...Document) rule {
	r.documents = append(r.documents, documents...)
	return r
}

// ofOrganization returns a rule whose only subject is the organization.
func ofOrganization(judge func(input) ruling, documents ...Document) rule {
	return rule{
		documents: documents,
		noun:      "organizations",
		judge: func(in input) []verdict {
			organization := subject{kind: subjectOrganization, id: in.evidence.OrganizationID}
			if in.ignores(organization.id) {
				return []verdict{{organization, notApplicable("ignored")}}
			}
			return []verdict{{organization, judge(in)}}
		},
	}
}

// ofSettings returns a rule over the organization's settings.
func ofSettings(judge func(Settings, input) ruling) rule {
	return ofOrganization(func(in input) ruling {
		organization, ok := in.evidence.Organization.Value()
		if !ok {
			return notRead(DocumentOrganization, in.evidence.Organization.Reason())
		}
		return judge(organization.Settings, in)
	}, DocumentOrganization)
}

// kind is a kind of objects: where the evidence has them, and how they are
// named there and as subjects.
type kind[T interface{ ID() string }] struct {
	document Document
	read     func(Evidence) Reading[[]T]
	subject  string
	name     func(T) string
}

var (
	administrators = kind[Administrator]{
		DocumentAdministrators,
		func(e Evidence) Reading[[]Administrator] { return e.Administrators },
		subjectAdministrator,
		func(a Administrator) string { return a.Email },
	}
	users = kind[User]{
		DocumentUsers,
		func(e Evidence) Reading[[]User] { return e.Users },
		subjectUser,
		func(u User) string { return cmp.Or(u.Email, u.Username) },
	}
	systems = kind[System]{
		DocumentSystems,
		func(e Evidence) Reading[[]System] { return e.Systems },
		subjectSystem,
		func(s System) string { return cmp.Or(s.Hostname, s.DisplayName) },
	}
	accessPolicies = kind[AccessPolicy]{
		DocumentAccessPolicies,
		func(e Evidence) Reading[[]AccessPolicy] { return e.AccessPolicies },
		subjectAccessPolicy,
		func(p AccessPolicy) string { return p.Name },
	}
	ipLists = kind[IPList]{
		DocumentIPLists,
		func(e Evidence) Reading[[]IPList] { return e.IPLists },
		subjectIPList,
		func(l IPList) string { return l.Name },
	}
	radiusServers = kind[RADIUSServer]{
		DocumentRADIUSServers,
		func(e Evidence) Reading[[]RADIUSServer] { return e.RADIUSServers },
		subjectRADIUSServer,
		func(r RADIUSServer) string { return r.Name },
	}
	applications = kind[Application]{
		DocumentApplications,
		func(e Evidence) Reading[[]Application] { return e.Applications },
		subjectApplication,
		func(a Application) string { return cmp.Or(a.DisplayLabel, a.DisplayName) },
	}
	appleMDMs = kind[AppleMDM]{
		DocumentAppleMDMs,
		func(e Evidence) Reading[[]AppleMDM] { return e.AppleMDMs },
		subjectAppleMDM,
		func(m AppleMDM) string { return m.Name },
	}
	googleWorkspaces = kind[CloudDirectory]{
		DocumentGoogleWorkspaces,
		func(e Evidence) Reading[[]CloudDirectory] { return e.GoogleWorkspaces },
		subjectDirectory,
		func(d CloudDirectory) string { return d.Name },
	}
	microsoft365s = kind[CloudDirectory]{
		DocumentMicrosoft365s,
		func(e Evidence) Reading[[]CloudDirectory] { return e.Microsoft365s },
		subjectDirectory,
		func(d CloudDirectory) string { return d.Name },
	}
)

// each returns a rule that judges every object of a kind. If the document could
// not be read, the rule has one verdict, on the organization.
func (k kind[T]) each(judge func(T, input) ruling) rule {
	return rule{
		documents: []Document{k.document},
		noun:      string(k.document),
		judge: func(in input) []verdict {
			organization := subject{kind: subjectOrganization, id: in.evidence.OrganizationID}
			objects, ok := k.read(in.evidence).Value()
			switch {
			case !ok:
				return []verdict{{organization, notRead(k.document, k.read(in.evidence).Reason())}}
			case len(objects) == 0:
				return []verdict{{organization, k.none()}}
			}
			verdicts := make([]verdict, len(objects))
			for i, object := range objects {
				s := subject{kind: k.subject, id: object.ID(), name: k.name(object)}
				r := notApplicable("ignored")
				if !in.ignores(s.id, s.name) {
					r = judge(object, in)
				}
				verdicts[i] = verdict{s, r}
			}
			return verdicts
		},
	}
}

// together returns a rule over the organization that judges all objects of a
// kind together.
func (k kind[T]) together(judge func([]T, input) ruling) rule {
	return ofOrganization(func(in input) ruling {
		objects, ok := k.read(in.evidence).Value()
		if !ok {
			return notRead(k.document, k.read(in.evidence).Reason())
		}
		return judge(objects, in)
	}, k.document)
}

// none returns the ruling for a kind without objects. There is always an
// administrator: the owner of the API key.
func (k kind[T]) none() ruling {
	reason := fmt.Sprintf("there are no %s", k.document)
	if k.document == DocumentAdministrators {
		return ruling{Unknown, reason + " in JumpCloud's response, not even the owner of the API key"}
	}
	return notApplicable(reason)
}
