// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import "strings"

// System is a device with the agent or under device management. Values are nil
// where the answer does not have them.
type System struct {
	Object
	Hostname                       string    `json:"hostname"`
	DisplayName                    string    `json:"displayName"`
	OS                             string    `json:"os"`
	OSFamily                       string    `json:"osFamily"`
	Version                        string    `json:"version"`
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
		Failed *int64 `json:"failed"`
	} `json:"policyStats"`
	SystemInsights struct {
		State string `json:"state"`
	} `json:"systemInsights"`
	UserMetrics *[]LocalAccount `json:"userMetrics"`
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

// The families. "" is one that is not known.
const (
	MacOS   Family = "darwin"
	Windows Family = "windows"
	Linux   Family = "linux"
	Mobile  Family = "mobile"
)

// families are the words that name each family, as osFamily (tools) and os
// (recorded, tools) have them. What mobile devices have is not documented.
var families = map[string]Family{
	"darwin": MacOS, "mac os x": MacOS, "macos": MacOS,
	"windows": Windows,
	"linux":   Linux,
	"ios":     Mobile, "ipados": Mobile, "tvos": Mobile, "android": Mobile, "chromeos": Mobile,
}

// linuxes are distributions that os names instead of Linux.
var linuxes = []string{"ubuntu", "debian", "centos", "red hat", "rhel", "rocky", "alma", "fedora", "amazon", "suse", "mint", "linux"}

// Family returns the device's kind of operating system, by osFamily, which
// older payloads lack, else by os.
func (s System) Family() Family {
	for _, word := range []string{s.OSFamily, s.OS} {
		word = strings.ToLower(strings.TrimSpace(word))
		if family, ok := families[word]; ok {
			return family
		}
		for _, linux := range linuxes {
			if strings.Contains(word, linux) {
				return Linux
			}
		}
	}
	return ""
}
