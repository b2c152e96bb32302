// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// App is one application in one group. The same package in two groups is two.
type App struct {
	// Ref is what tells applications apart.
	Ref string
	// Subject is what findings call the application: its platform and package,
	// "android/com.example.pay", and its group if the package is in several. It is
	// Ref if the application is not listed.
	Subject  string
	Platform string
	Package  string
	Title    string
	Group    Group
	// CreatedAt and ArchivedAt are RFC 3339 times in UTC.
	CreatedAt  string
	ArchivedAt string
	StoreKey   string
	// ConfigLevel is in lower case, as REST writes it.
	ConfigLevel string
	URL         string
	// Latest is the newest completed assessment, or nil if there is no
	// completed assessment.
	Latest *Assessment
	// Newest is the assessment that was requested last, of any status. It is nil
	// if there is none, or if the API does not say.
	Newest *Assessment
	// OnlyREST says that GraphQL does not list the application. Its assessments
	// are not known then.
	OnlyREST bool
}

// AppsQuery selects the applications that match all of its lists. An empty list
// matches every application.
type AppsQuery struct {
	// Refs are in any case.
	Refs      []string
	Platforms []string
	Packages  []string
	// Groups are names, or refs in any case.
	Groups []string
}

// chosen returns the applications that match.
func (q AppsQuery) chosen(listed []App) []App {
	refs, groupRefs := setOf(q.Refs, strings.ToLower), setOf(q.Groups, strings.ToLower)
	platforms, packages, groupNames := setOf(q.Platforms, same), setOf(q.Packages, same), setOf(q.Groups, same)
	chosen := []App{}
	for _, app := range listed {
		if (refs == nil || refs[strings.ToLower(app.Ref)]) &&
			(platforms == nil || platforms[app.Platform]) &&
			(packages == nil || packages[app.Package]) &&
			(groupNames == nil || groupNames[app.Group.Name] || groupRefs[strings.ToLower(app.Group.Ref)]) {
			chosen = append(chosen, app)
		}
	}
	return chosen
}

// setOf is the set of the keys of values; nil if there are none.
func setOf(values []string, key func(string) string) map[string]bool {
	if len(values) == 0 {
		return nil
	}
	set := make(map[string]bool, len(values))
	for _, value := range values {
		set[key(value)] = true
	}
	return set
}

func same(text string) string { return text }

// check returns an error for a group or a package that no application has: a
// misspelled one must not look like one without findings.
func (q AppsQuery) check(listed []App) error {
	names, refs, packages := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, app := range listed {
		names[app.Group.Name], refs[strings.ToLower(app.Group.Ref)], packages[app.Package] = true, true, true
	}
	isGroup := func(group string) bool { return names[group] || refs[strings.ToLower(group)] }
	if unknown := without(q.Groups, isGroup); len(unknown) > 0 {
		return &UnknownGroupsError{Groups: unknown}
	}
	if unknown := without(q.Packages, func(name string) bool { return packages[name] }); len(unknown) > 0 {
		return &UnknownPackagesError{Packages: unknown}
	}
	return nil
}

// missing returns the refs that no application has.
func (q AppsQuery) missing(listed []App) []string {
	refs := map[string]bool{}
	for _, app := range listed {
		refs[strings.ToLower(app.Ref)] = true
	}
	return without(q.Refs, func(ref string) bool { return refs[strings.ToLower(ref)] })
}

// without returns the values that are not known, sorted, each once.
func without(values []string, isKnown func(string) bool) []string {
	return slices.Compact(slices.DeleteFunc(slices.Sorted(slices.Values(values)), isKnown))
}

// nameSubjects gives every application a subject of its own. All applications
// must be among apps, so that the subject does not depend on what is chosen.
func nameSubjects(apps []App) {
	places, inGroups := map[string]int{}, map[string]int{}
	for _, app := range apps {
		places[app.place()]++
		inGroups[app.placeInGroup()]++
	}
	for i, app := range apps {
		switch {
		case app.Platform == "" || app.Package == "":
			apps[i].Subject = app.Ref
		case places[app.place()] == 1:
			apps[i].Subject = app.place()
		case app.Group.Name != "" && inGroups[app.placeInGroup()] == 1:
			apps[i].Subject = app.placeInGroup()
		default:
			apps[i].Subject = app.place() + "/" + app.Ref
		}
	}
}

func (a App) place() string { return a.Platform + "/" + a.Package }

func (a App) placeInGroup() string { return a.place() + "/" + a.Group.Name }

// describe names an application in errors.
func describe(app App) string { return fmt.Sprintf("%s (%s, %s)", app.Package, app.Platform, app.Ref) }

// ErrNoApps is the error of a read that matches no application. No findings in
// no applications is not good news.
var ErrNoApps = errors.New("no application fits: nothing would be read, and nothing found")

// UnknownAppsError says which of the chosen applications are not listed.
type UnknownAppsError struct{ Refs []string }

func (e *UnknownAppsError) Error() string {
	return "NowSecure lists no application with the ref " + strings.Join(e.Refs, ", ") + " to the token's user"
}

// UnknownGroupsError says which of the chosen groups have no application.
type UnknownGroupsError struct{ Groups []string }

func (e *UnknownGroupsError) Error() string {
	return "NowSecure lists no application of the group " + strings.Join(e.Groups, ", ") + " to the token's user"
}

// UnknownPackagesError says which of the chosen packages no application has.
type UnknownPackagesError struct{ Packages []string }

func (e *UnknownPackagesError) Error() string {
	return "NowSecure lists no application with the package " + strings.Join(e.Packages, ", ") + " to the token's user"
}
