// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Jumpcloudchecks writes the guides to the JumpCloud checks into a directory, from
// the checks themselves: one that lists them, and one for each kind of object. It
// is part of "make generate".
package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

//go:embed overview.md.tmpl
var overview string

//go:embed page.md.tmpl
var page string

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: jumpcloudchecks DIRECTORY")
	}
	if err := write(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// group is a page: the checks of one kind of object.
type group struct {
	// File is the name of the page.
	File     string
	Title    string
	Sections []section
}

// section is a part of a page: the checks whose IDs begin with one of the words.
type section struct {
	Heading  string
	Prefixes []string
	Checks   []check.Check
}

// groups are the pages in their order.
func groups() []group {
	all := []group{
		{"jumpcloud-checks-organization.md", "JumpCloud checks: organization", []section{
			{Heading: "Organization", Prefixes: []string{"org"}},
		}},
		{"jumpcloud-checks-administrators.md", "JumpCloud checks: administrators", []section{
			{Heading: "Administrators and roles", Prefixes: []string{"admin", "role"}},
			{Heading: "Service accounts", Prefixes: []string{"service"}},
		}},
		{"jumpcloud-checks-users.md", "JumpCloud checks: users", []section{
			{Heading: "Users and groups", Prefixes: []string{"user", "group"}},
			{Heading: "Detections", Prefixes: []string{"identity", "alert"}},
		}},
		{"jumpcloud-checks-devices.md", "JumpCloud checks: devices", []section{
			{Heading: "Devices", Prefixes: []string{"device", "apple"}},
		}},
		{"jumpcloud-checks-access.md", "JumpCloud checks: access", []section{
			{Heading: "Access policies and IP lists", Prefixes: []string{"cap", "iplist"}},
			{Heading: "Applications, networks, and directories", Prefixes: []string{"app", "radius", "ldap", "ad", "gsuite", "office365"}},
		}},
	}
	for _, one := range all {
		for i := range one.Sections {
			one.Sections[i].Checks = checksOf(one.Sections[i].Prefixes)
		}
	}
	return all
}

func checksOf(prefixes []string) []check.Check {
	return slices.DeleteFunc(check.All(), func(one check.Check) bool {
		prefix, _, _ := strings.Cut(one.ID, "-")
		return !slices.Contains(prefixes, prefix)
	})
}

// framework is the name of a framework in controls, and its title.
type framework struct{ Name, Title string }

func frameworks() []framework {
	all := []framework{}
	for _, name := range slices.Sorted(maps.Keys(check.Frameworks)) {
		all = append(all, framework{name, check.Frameworks[name]})
	}
	return all
}

// write writes the guides into the directory.
func write(directory string) error {
	for _, one := range groups() {
		if err := writePage(filepath.Join(directory, one.File), page, one); err != nil {
			return err
		}
	}
	return writePage(filepath.Join(directory, "jumpcloud-checks.md"), overview, struct {
		Groups     []group
		Severities []posture.Severity
		Frameworks []framework
		Total      int
	}{
		Groups:     groups(),
		Severities: posture.Severities()[:5],
		Frameworks: frameworks(),
		Total:      len(check.All()),
	})
}

func writePage(path, text string, data any) error {
	parsed, err := template.New("page").Funcs(template.FuncMap{
		"code":       code,
		"thresholds": thresholds,
		"weight":     check.Weight,
	}).Parse(text)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := parsed.Execute(&out, data); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o600) //nolint:gosec // The caller names the directory.
}

// code writes words as code, one after the other.
func code(words []string) string { return "`" + strings.Join(words, "`, `") + "`" }

// thresholds writes the parameters of a check with their defaults and ranges.
func thresholds(one check.Check) string {
	described := []string{}
	for _, parameter := range one.Parameters {
		described = append(described, fmt.Sprintf("`%s`: %d (%d to %d)", parameter.Name, parameter.Default, parameter.Minimum, parameter.Maximum))
	}
	return strings.Join(described, ", ")
}
