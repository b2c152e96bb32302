// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Jumpcloudchecks writes the guide that lists the JumpCloud checks, from the
// checks themselves. It is part of "make generate".
package main

import (
	_ "embed"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"
	"strings"
	"text/template"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

//go:embed guide.md.tmpl
var guide string

func main() {
	if err := write(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// section is a part of the guide: the checks whose IDs begin with one of the
// words.
type section struct {
	Heading  string
	Prefixes []string
	Checks   []check.Check
}

// sections are the parts of the guide in their order.
func sections() []section {
	all := []section{
		{Heading: "Organization", Prefixes: []string{"org"}},
		{Heading: "Administrators and roles", Prefixes: []string{"admin", "role"}},
		{Heading: "Service accounts", Prefixes: []string{"service"}},
		{Heading: "Users and groups", Prefixes: []string{"user", "group"}},
		{Heading: "Detections", Prefixes: []string{"identity", "alert"}},
		{Heading: "Access policies and IP lists", Prefixes: []string{"cap", "iplist"}},
		{Heading: "Devices", Prefixes: []string{"device", "apple"}},
		{Heading: "Applications, networks, and directories", Prefixes: []string{"app", "radius", "ldap", "ad", "gsuite", "office365"}},
	}
	for i, one := range all {
		for _, candidate := range check.All() {
			if prefix, _, _ := strings.Cut(candidate.ID, "-"); slices.Contains(one.Prefixes, prefix) {
				all[i].Checks = append(all[i].Checks, candidate)
			}
		}
	}
	return all
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

// write writes the guide.
func write(out io.Writer) error {
	page, err := template.New("guide").Funcs(template.FuncMap{
		"code":       code,
		"thresholds": thresholds,
		"weight":     check.Weight,
	}).Parse(guide)
	if err != nil {
		return err
	}
	return page.Execute(out, struct {
		Sections   []section
		Severities []posture.Severity
		Frameworks []framework
		Total      int
	}{
		Sections:   sections(),
		Severities: posture.Severities()[:5],
		Frameworks: frameworks(),
		Total:      len(check.All()),
	})
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
