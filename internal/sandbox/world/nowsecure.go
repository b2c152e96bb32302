// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	"fmt"
	"slices"
	"sync"
)

// NowSecure is what that system knows. It may be changed while it is being
// read; what was returned before does not change. Naming an app or a group that
// does not exist is a mistake in the test, and panics.
type NowSecure struct {
	mu           sync.RWMutex
	organization MobileOrganization
	groups       []MobileGroup
	users        []MobileUser
	apps         []MobileApp
	storeApps    []MobileStoreApp
	byRef        map[string]int // index of the app
	byTask       map[int64]string
}

// Organization returns the account.
func (n *NowSecure) Organization() MobileOrganization {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.organization
}

// Groups returns all groups, hidden ones included.
func (n *NowSecure) Groups() []MobileGroup {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return slices.Clone(n.groups)
}

// Group returns a group, hidden or not.
func (n *NowSecure) Group(ref string) (MobileGroup, bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	index := n.groupIndex(ref)
	if index < 0 {
		return MobileGroup{}, false
	}
	return n.groups[index], true
}

// Users returns all users. The first one is the token's.
func (n *NowSecure) Users() []MobileUser {
	n.mu.RLock()
	defer n.mu.RUnlock()
	users := slices.Clone(n.users)
	for i := range users {
		users[i].GroupRefs = slices.Clone(users[i].GroupRefs)
	}
	return users
}

// Apps returns all apps in the order in which they were added, without those of
// hidden groups.
func (n *NowSecure) Apps() []MobileApp {
	n.mu.RLock()
	defer n.mu.RUnlock()
	var apps []MobileApp
	for _, app := range n.apps {
		if !n.hidden(app) {
			apps = append(apps, app)
		}
	}
	return apps
}

// StoreApps returns the apps of others that are watched in the app stores.
func (n *NowSecure) StoreApps() []MobileStoreApp {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return slices.Clone(n.storeApps)
}

// SetStoreApps replaces the apps that are watched in the app stores.
func (n *NowSecure) SetStoreApps(apps ...MobileStoreApp) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.storeApps = slices.Clone(apps)
}

// App returns an app that can be seen.
func (n *NowSecure) App(ref string) (MobileApp, bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	index, ok := n.byRef[ref]
	if !ok || n.hidden(n.apps[index]) {
		return MobileApp{}, false
	}
	return n.apps[index], true
}

// SetOrganization replaces the account.
func (n *NowSecure) SetOrganization(organization MobileOrganization) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.organization = organization
}

// AddGroup adds a group. Its ref and ID follow from its name when they are not
// given.
func (n *NowSecure) AddGroup(group MobileGroup) MobileGroup {
	n.mu.Lock()
	defer n.mu.Unlock()
	if group.Ref == "" {
		group.Ref = identifier("mobile group", group.Name)
	}
	if n.groupIndex(group.Ref) >= 0 {
		panic(fmt.Sprintf("world: group %q exists", group.Ref))
	}
	if group.ID == 0 {
		group.ID = 4000 + len(n.groups)
	}
	if group.CreatedAt.IsZero() {
		group.CreatedAt = epoch
	}
	n.groups = append(n.groups, group)
	return group
}

// AddUser adds a user. The ID and the ref follow from the number of users when
// they are not given.
func (n *NowSecure) AddUser(user MobileUser) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, ref := range user.GroupRefs {
		n.mustGroup(ref)
	}
	if user.ID == 0 {
		user.ID = 9000 + len(n.users)
	}
	if user.Ref == "" {
		user.Ref = identifier("mobile user", user.ID)
	}
	if user.CreatedAt.IsZero() {
		user.CreatedAt, user.UpdatedAt = epoch, epoch
	}
	user.GroupRefs = slices.Clone(user.GroupRefs)
	n.users = append(n.users, user)
}

// AddApp adds an app, and returns its ref, which follows from its group,
// platform and package when it is not given.
func (n *NowSecure) AddApp(app MobileApp) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.mustGroup(app.GroupRef)
	if app.Ref == "" {
		app.Ref = identifier("mobile app", app.GroupRef, app.Platform, app.Package)
	}
	if app.CreatedAt.IsZero() {
		app.CreatedAt = epoch
	}
	if _, exists := n.byRef[app.Ref]; exists {
		panic(fmt.Sprintf("world: app %q exists", app.Ref))
	}
	n.apps = append(n.apps, MobileApp{})
	n.store(len(n.apps)-1, app.clone())
	return app.Ref
}

// UpdateApp changes an app, but not its ref.
func (n *NowSecure) UpdateApp(ref string, change func(*MobileApp)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	index, ok := n.byRef[ref]
	if !ok {
		panic(fmt.Sprintf("world: there is no app %q", ref))
	}
	app := n.apps[index].clone()
	change(&app)
	if app.Ref != ref {
		panic(fmt.Sprintf("world: the ref of %q cannot change", ref))
	}
	n.mustGroup(app.GroupRef)
	for _, assessment := range n.apps[index].Assessments {
		delete(n.byTask, assessment.Task)
	}
	n.store(index, app)
}

// SetFindings replaces the rows of an app's newest completed assessment.
func (n *NowSecure) SetFindings(ref string, findings ...MobileFinding) {
	n.UpdateApp(ref, func(app *MobileApp) {
		latest := app.latestCompleted()
		if latest < 0 {
			panic(fmt.Sprintf("world: app %q has no completed assessment", ref))
		}
		app.Assessments[latest].Findings = slices.Clone(findings)
	})
}

func (n *NowSecure) store(index int, app MobileApp) {
	if n.byRef == nil {
		n.byRef, n.byTask = map[string]int{}, map[int64]string{}
	}
	for _, assessment := range app.Assessments {
		if _, taken := n.byTask[assessment.Task]; taken {
			panic(fmt.Sprintf("world: there are two assessments with the task %d", assessment.Task))
		}
		n.byTask[assessment.Task] = app.Ref
	}
	n.apps[index], n.byRef[app.Ref] = app, index
}

func (n *NowSecure) hidden(app MobileApp) bool {
	return n.groups[n.groupIndex(app.GroupRef)].Hidden
}

func (n *NowSecure) groupIndex(ref string) int {
	return slices.IndexFunc(n.groups, func(group MobileGroup) bool { return group.Ref == ref })
}

func (n *NowSecure) mustGroup(ref string) {
	if n.groupIndex(ref) < 0 {
		panic(fmt.Sprintf("world: there is no group %q", ref))
	}
}
