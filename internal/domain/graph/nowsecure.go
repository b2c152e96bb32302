// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"net/mail"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// NowSecure is what the graph of NowSecure is made of.
type NowSecure struct {
	// AccountID tells the accounts of one graph database apart.
	AccountID   string
	AccountName string
	// Users are nil if they are not to be in the graph.
	Users []User
	Apps  []App
}

// User is a person of the organization.
type User struct {
	Ref, Name, Email string
	// Active is nil if it is unknown.
	Active    *bool
	RoleLabel string
	CreatedAt string
}

// App is a mobile application in one group. The same package in two groups is two.
type App struct {
	// Ref is what tells applications apart. It may be all that is known of one.
	Ref, Platform, Package, Title string
	GroupRef, GroupName           string
	// SharesKey says that an application that was created before, in another group,
	// has the same platform and package.
	SharesKey                 bool
	CreatedAt, ArchivedAt     string
	URL                       string
	StoreKey, ConfigLevel     string
	LastAssessedAt, LastBuild string
	LastScore                 *float64
	Findings                  []AppFinding
	FindingsKnown             bool
}

// AppFinding is what a check found in an application, or says that this is
// unknown.
type AppFinding struct {
	posture.Finding

	VulnerabilityID string
	// CVSS is from 0 to 10; nil is unknown.
	CVSS                                          *float64
	Category                                      string
	OpenedAt, ClosedAt                            string
	OpenedVersion, LastSeenVersion, ClosedVersion string
}

const (
	vendorNowSecure = "NowSecure"
	// unlisted is the platform of an application of which only the ref is known.
	unlisted = "unknown"
)

// The types of NowSecure's graph. The keys are those of JupiterOne's integration,
// github.com/JupiterOne/graph-nowsecure, but for users, which it takes from another
// API, by number.
var (
	nowSecureAccount = &kind{"nowsecure_account", "Account"}
	nowSecureService = &kind{"nowsecure_service", "Service"}
	nowSecureUser    = &kind{"nowsecure_user", "User"}
	mobileApp        = &kind{"mobile_app", "Application"}
	nowSecureFinding = &kind{"nowsecure_finding", "Finding"}

	nowSecureAccountProvidesService = newLink(nowSecureAccount, "PROVIDES", nowSecureService)
	nowSecureAccountHasUser         = newLink(nowSecureAccount, "HAS", nowSecureUser)
	nowSecureAccountHasApp          = newLink(nowSecureAccount, "HAS", mobileApp)
	nowSecureServiceScansApp        = newLink(nowSecureService, "SCANS", mobileApp)
	mobileAppHasFinding             = newLink(mobileApp, "HAS", nowSecureFinding)
)

// Graph returns the graph.
func (n NowSecure) Graph() Graph {
	kinds := []*kind{nowSecureAccount, nowSecureService, mobileApp, nowSecureFinding}
	links := []*link{nowSecureAccountProvidesService, nowSecureAccountHasApp, nowSecureServiceScansApp, mobileAppHasFinding}
	if n.Users != nil {
		kinds, links = append(kinds, nowSecureUser), append(links, nowSecureAccountHasUser)
	}
	w := newWriter(kinds, links)
	name := cmp.Or(n.AccountName, n.AccountID)
	account := w.add(nowSecureAccount, "nowsecure:account:"+n.AccountID,
		is("name", name), is("displayName", name), is("vendor", vendorNowSecure),
	)
	service := w.add(nowSecureService, "nowsecure:service:"+n.AccountID+":mast",
		is("name", "NowSecure MAST"), is("displayName", "NowSecure MAST"), is("description", "Mobile Application Security Testing (MAST)"),
		is("vendor", vendorNowSecure), is("category", []string{"software"}), is("function", []string{"MAST"}),
	)
	w.relate(account, nowSecureAccountProvidesService, service)
	for _, user := range n.Users {
		w.relate(account, nowSecureAccountHasUser, user.add(w))
	}
	for _, app := range n.Apps {
		app.add(w, account, service)
	}
	return w.graph()
}

// add leaves the first and the last name unknown: NowSecure has one name.
func (u User) add(w *writer) node {
	key, name := "nowsecure-user:"+u.Ref, cmp.Or(u.Name, u.Ref)
	properties := []property{
		is("id", key), is("name", name), is("displayName", name), is("firstName", nil), is("lastName", nil),
		is("username", texts(u.Email)), is("email", texts(u.address())), is("shortLoginId", nil),
		is("ref", u.Ref), is("roles", texts(u.RoleLabel)),
	}
	if u.Active != nil {
		properties = append(properties, is("active", *u.Active))
	}
	return w.add(nowSecureUser, key, append(properties, optionalTime("createdOn", u.CreatedAt)...)...)
}

// address is "" for what is not an email address: the class takes nothing else.
func (u User) address() string {
	parsed, err := mail.ParseAddress(u.Email)
	if err != nil || parsed.Address != u.Email {
		return ""
	}
	host := u.Email[strings.LastIndex(u.Email, "@")+1:]
	if domain, err := posture.NormalizeDomain(host); err != nil || !strings.EqualFold(domain, host) {
		return ""
	}
	return u.Email
}

func (a App) add(w *writer, account, service node) {
	name := cmp.Or(a.Title, a.Package, a.Ref)
	properties := []property{
		is("name", name), is("displayName", name),
		is("ref", a.Ref), is("platform", text(a.Platform)), is("package", text(a.Package)), is("title", text(a.Title)),
		is("group", text(a.GroupRef)), is("groupName", text(a.GroupName)), is("archivedOn", milliseconds(a.ArchivedAt)),
		is("configLevel", text(a.ConfigLevel)), is("appstoreApplicationKey", text(a.StoreKey)),
		is("lastAssessedOn", milliseconds(a.LastAssessedAt)), is("lastAssessedVersion", text(a.LastBuild)), is("score", a.LastScore),
		is("findingsKnown", a.FindingsKnown),
	}
	properties = append(append(properties, optionalTime("createdOn", a.CreatedAt)...), optional("webLink", a.URL)...)
	app := w.add(mobileApp, a.key(), properties...)
	w.relate(account, nowSecureAccountHasApp, app)
	w.relate(service, nowSecureServiceScansApp, app)
	for _, finding := range a.Findings {
		w.relate(app, mobileAppHasFinding, finding.add(w, a.Ref))
	}
}

// key is JupiterOne's for the application that was created first of those with
// the platform and the package: JupiterOne drops the others.
func (a App) key() string {
	parts := []string{"app", "mobile", a.Platform, a.Package}
	if a.Package == "" {
		parts = []string{"app", "mobile", unlisted, a.Ref}
	}
	if a.SharesKey {
		parts = append(parts, a.GroupRef)
	}
	return strings.Join(parts, ":")
}

func (f AppFinding) add(w *writer, appRef string) node {
	id := f.VulnerabilityID
	if f.Status == posture.Unknown && id == "" {
		id = string(posture.Unknown)
	}
	properties := []property{
		is("name", f.Type), is("displayName", cmp.Or(f.Title, f.Type)), is("category", "mobile"), is("checkCategory", text(f.Category)),
		is("severity", text(f.Severity)), is("numericSeverity", f.CVSS), is("score", f.CVSS),
		is("open", isOpen(f.Status)), is("status", string(f.Status)), is("vulnId", text(f.VulnerabilityID)),
		is("openedOn", milliseconds(f.OpenedAt)), is("lastSeenOn", milliseconds(f.LastSeenAt)), is("closedOn", milliseconds(f.ClosedAt)),
		is("openedInAppVersion", text(f.OpenedVersion)), is("lastSeenInAppVersion", text(f.LastSeenVersion)), is("closedInAppVersion", text(f.ClosedVersion)),
	}
	properties = append(append(properties, optionalTime("createdOn", f.OpenedAt)...), optional("webLink", f.URL)...)
	return w.add(nowSecureFinding, strings.Join([]string{"nowsecure-finding", appRef, id, f.Type}, ":"), properties...)
}
