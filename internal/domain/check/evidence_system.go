// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"slices"
	"strings"
)

// System is a device with the agent or under device management. A value is nil
// when the response does not have it.
type System struct {
	Object
	Hostname                       string    `json:"hostname"`
	DisplayName                    string    `json:"displayName"`
	OS                             string    `json:"os"`
	OSFamily                       string    `json:"osFamily"`
	Version                        string    `json:"version"`
	TemplateName                   string    `json:"templateName"`
	AgentVersion                   *string   `json:"agentVersion"`
	Active                         *bool     `json:"active"`
	LastContact                    Timestamp `json:"lastContact"`
	Created                        Timestamp `json:"created"`
	AllowSSHRootLogin              *bool     `json:"allowSshRootLogin"`
	AllowSSHPasswordAuthentication *bool     `json:"allowSshPasswordAuthentication"`
	AllowMultiFactorAuthentication *bool     `json:"allowMultiFactorAuthentication"`
	IsPolicyBound                  *bool     `json:"isPolicyBound"`
	FDE                            struct {
		Active     *bool `json:"active"`
		KeyPresent *bool `json:"keyPresent"`
	} `json:"fde"`
	PolicyStats struct {
		Failed  *int64 `json:"failed"`
		Success *int64 `json:"success"`
		Total   *int64 `json:"total"`
	} `json:"policyStats"`
	SystemInsights struct {
		State string `json:"state"`
	} `json:"systemInsights"`
	UserMetrics *[]LocalAccount `json:"userMetrics"`
	// SSHDParameters are parameters of the SSH server. Their names and values are
	// not documented, and taken for those of sshd.
	SSHDParameters []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"sshdParams"`
}

// LocalAccount is an account on a device.
type LocalAccount struct {
	UserName  string `json:"userName"`
	Admin     *bool  `json:"admin"`
	Managed   *bool  `json:"managed"`
	Suspended *bool  `json:"suspended"`
}

// Family is the kind of operating system.
type Family string

// The families. "" is an unknown family.
const (
	MacOS   Family = "darwin"
	Windows Family = "windows"
	Linux   Family = "linux"
	Mobile  Family = "mobile"
)

// families maps the values of osFamily (tools) and os (recorded, tools) to
// families. The values of mobile devices are not documented.
var families = map[string]Family{
	"darwin": MacOS, "mac os x": MacOS, "macos": MacOS,
	"windows": Windows,
	"linux":   Linux,
	"ios":     Mobile, "iphone os": Mobile, "ipados": Mobile, "tvos": Mobile, "android": Mobile, "chromeos": Mobile,
}

// linuxes are distributions that os may name instead of Linux.
var linuxes = []string{"ubuntu", "debian", "centos", "red hat", "rhel", "rocky", "alma", "fedora", "amazon", "suse", "mint", "kali", "pop!_os", "linux"}

// templates are the beginnings of templateName (recorded), which says what os
// does not.
var templates = []struct {
	prefix string
	family Family
}{{"macos", MacOS}, {"windows", Windows}, {"ios", Mobile}, {"ipados", Mobile}, {"android", Mobile}}

// Family returns the device's kind of operating system. It tries osFamily,
// which older payloads lack, then os, and then templateName.
func (s System) Family() Family {
	for _, word := range []string{s.OSFamily, s.OS} {
		word = strings.ToLower(strings.TrimSpace(word))
		if family, ok := families[word]; ok {
			return family
		}
		if isLinux(word) {
			return Linux
		}
	}
	name := strings.ToLower(s.TemplateName)
	for _, template := range templates {
		if strings.HasPrefix(name, template.prefix) {
			return template.family
		}
	}
	if isLinux(name) {
		return Linux
	}
	return ""
}

func isLinux(word string) bool {
	return slices.ContainsFunc(linuxes, func(linux string) bool { return strings.Contains(word, linux) })
}

// WithoutAgent reports whether the device is known to have no agent: it is only
// under device management.
func (s System) WithoutAgent() bool {
	return s.AgentVersion != nil && *s.AgentVersion == "" && s.LastContact == ""
}
