// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"fmt"
)

// subject is the object that a rule applies to.
type subject struct {
	kind string
	id   string
	// name is or may be personal data.
	name string
}

func (e Evidence) subject() subject       { return subject{"organization", e.OrganizationID, ""} }
func (a Administrator) subject() subject  { return subject{"administrator", a.ID(), a.Email} }
func (u User) subject() subject           { return subject{"user", u.ID(), cmp.Or(u.Email, u.Username)} }
func (p AccessPolicy) subject() subject   { return subject{"access_policy", p.ID(), p.Name} }
func (l IPList) subject() subject         { return subject{"ip_list", l.ID(), l.Name} }
func (r RADIUSServer) subject() subject   { return subject{"radius_server", r.ID(), r.Name} }
func (m AppleMDM) subject() subject       { return subject{"apple_mdm", m.ID(), m.Name} }
func (d CloudDirectory) subject() subject { return subject{"directory", d.ID(), d.Name} }

func (s System) subject() subject {
	return subject{"system", s.ID(), cmp.Or(s.Hostname, s.DisplayName)}
}

func (a Application) subject() subject {
	return subject{"application", a.ID(), cmp.Or(a.DisplayLabel, a.DisplayName)}
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
	// occurrences are nil unless findings have times and severities of their own.
	occurrences func(Evidence) Reading[[]occurrence]
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
			organization := in.evidence.subject()
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
		return given(DocumentOrganization, in.evidence.Organization, func(o Organization) ruling { return judge(o.Settings, in) })
	}, DocumentOrganization)
}

// object is an object of a document.
type object interface {
	subject() subject
	WrongType() string
}

// kind is a kind of objects: their document, and where the evidence has it.
type kind[T object] struct {
	document Document
	read     func(Evidence) Reading[[]T]
}

var (
	administrators   = kind[Administrator]{DocumentAdministrators, func(e Evidence) Reading[[]Administrator] { return e.Administrators }}
	users            = kind[User]{DocumentUsers, func(e Evidence) Reading[[]User] { return e.Users }}
	systems          = kind[System]{DocumentSystems, func(e Evidence) Reading[[]System] { return e.Systems }}
	accessPolicies   = kind[AccessPolicy]{DocumentAccessPolicies, func(e Evidence) Reading[[]AccessPolicy] { return e.AccessPolicies }}
	ipLists          = kind[IPList]{DocumentIPLists, func(e Evidence) Reading[[]IPList] { return e.IPLists }}
	radiusServers    = kind[RADIUSServer]{DocumentRADIUSServers, func(e Evidence) Reading[[]RADIUSServer] { return e.RADIUSServers }}
	applications     = kind[Application]{DocumentApplications, func(e Evidence) Reading[[]Application] { return e.Applications }}
	appleMDMs        = kind[AppleMDM]{DocumentAppleMDMs, func(e Evidence) Reading[[]AppleMDM] { return e.AppleMDMs }}
	googleWorkspaces = kind[CloudDirectory]{DocumentGoogleWorkspaces, func(e Evidence) Reading[[]CloudDirectory] { return e.GoogleWorkspaces }}
	microsoft365s    = kind[CloudDirectory]{DocumentMicrosoft365s, func(e Evidence) Reading[[]CloudDirectory] { return e.Microsoft365s }}
)

// each returns a rule that judges every object of a kind. If the document could
// not be read, the rule has one verdict, on the organization.
func (k kind[T]) each(judge func(T, input) ruling) rule {
	return rule{
		documents: []Document{k.document},
		noun:      string(k.document),
		judge: func(in input) []verdict {
			organization := in.evidence.subject()
			objects, ok := k.read(in.evidence).Value()
			switch {
			case !ok:
				return []verdict{{organization, notRead(k.document, k.read(in.evidence).Reason())}}
			case len(objects) == 0:
				return []verdict{{organization, k.none()}}
			}
			verdicts := make([]verdict, len(objects))
			for i, object := range objects {
				verdicts[i] = verdict{object.subject(), judgeOne(object, in, judge)}
			}
			return verdicts
		},
	}
}

func judgeOne[T object](object T, in input, judge func(T, input) ruling) ruling {
	s := object.subject()
	switch wrong := object.WrongType(); {
	case in.ignores(s.id, s.name):
		return notApplicable("ignored")
	case wrong != "":
		return wrongType(wrong)
	}
	return judge(object, in)
}

// wrongType returns the ruling on an object with a value of a wrong type.
func wrongType(what string) ruling { return unknown("JumpCloud's answer cannot be read: %s", what) }

// together returns a rule over the organization that judges all objects of a
// kind together.
func (k kind[T]) together(judge func([]T, input) ruling) rule {
	return ofOrganization(func(in input) ruling {
		return given(k.document, k.read(in.evidence), func(objects []T) ruling { return judge(objects, in) })
	}, k.document)
}

// none returns the ruling for a kind without objects. There is always an
// administrator: the owner of the API key.
func (k kind[T]) none() ruling {
	reason := fmt.Sprintf("there are no %s", k.document)
	if k.document == DocumentAdministrators {
		return ruling{status: Unknown, reason: reason + " in JumpCloud's response, not even the owner of the API key", lack: lackDocument}
	}
	return notApplicable(reason)
}
