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
	"os"
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

// section is a part of the guide with the checks of one category.
type section struct {
	Heading string
	Checks  []check.Check
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
		Total      int
	}{
		Sections: []section{
			{"Misconfigured settings", of(check.MisconfiguredSetting)},
			{"Account risks", of(check.AccountRisk)},
		},
		Severities: posture.Severities()[:5],
		Total:      len(check.All()),
	})
}

func of(category check.Category) []check.Check {
	checks := []check.Check{}
	for _, one := range check.All() {
		if one.Category == category {
			checks = append(checks, one)
		}
	}
	return checks
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
