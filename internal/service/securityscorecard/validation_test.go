// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
)

var stringList = tftypes.List{ElementType: tftypes.String}

// listWithNull has a null next to a word that is allowed.
func listWithNull(word string) tftypes.Value {
	return tftypes.NewValue(stringList, []tftypes.Value{acctest.String(word), tftypes.NewValue(tftypes.String, nil)})
}

// Invalid input is refused at the attribute before anything is read, and the
// error says what is allowed.
func TestDataSources_badInput(t *testing.T) {
	t.Parallel()
	const (
		grades     = `["A" "B" "C" "D" "F" "?"]`
		severities = `["critical" "high" "medium" "low" "info" "positive"]`
		privacies  = `["private" "shared" "team"]`
		domain     = "must be a domain name such as example.com"
		notEmpty   = "at least 1 elements"
		noNull     = "contains a null value"
		noBlank    = "at least 1"
	)
	one := acctest.Strings("delta-data.example")
	tests := map[string]struct {
		dataSource, attribute string
		given                 arguments
		words                 []string
	}{
		"unknown grade":               {"companies", "grades", arguments{"grades": acctest.Strings("A", "E")}, []string{grades, `"E"`}},
		"grade in lower case":         {"companies", "grades", arguments{"grades": acctest.Strings("a")}, []string{grades, `"a"`}},
		"no grades":                   {"companies", "grades", arguments{"grades": acctest.Strings()}, []string{notEmpty}},
		"null among grades":           {"companies", "grades", arguments{"grades": listWithNull("A")}, []string{noNull}},
		"no portfolio ids":            {"companies", "portfolio_ids", arguments{"portfolio_ids": acctest.Strings()}, []string{notEmpty}},
		"null among portfolio ids":    {"companies", "portfolio_ids", arguments{"portfolio_ids": listWithNull("x")}, []string{noNull}},
		"empty portfolio id":          {"companies", "portfolio_ids", arguments{"portfolio_ids": acctest.Strings("")}, []string{noBlank}},
		"no portfolio names":          {"companies", "portfolio_names", arguments{"portfolio_names": acctest.Strings()}, []string{notEmpty}},
		"null among portfolio names":  {"companies", "portfolio_names", arguments{"portfolio_names": listWithNull("x")}, []string{noNull}},
		"empty portfolio name":        {"companies", "portfolio_names", arguments{"portfolio_names": acctest.Strings("")}, []string{noBlank}},
		"no industries":               {"companies", "industries", arguments{"industries": acctest.Strings()}, []string{notEmpty}},
		"null among industries":       {"companies", "industries", arguments{"industries": listWithNull("x")}, []string{noNull}},
		"empty domain":                {"company", "domain", arguments{"domain": acctest.String("")}, []string{domain}},
		"blank domain":                {"company", "domain", arguments{"domain": acctest.String(" ")}, []string{domain}},
		"malformed domain":            {"company", "domain", arguments{"domain": acctest.String("exa mple.com")}, []string{domain, `"exa mple.com"`}},
		"domain without a dot":        {"company", "domain", arguments{"domain": acctest.String("example")}, []string{domain, "no dot"}},
		"address":                     {"company", "domain", arguments{"domain": acctest.String("192.0.2.1")}, []string{domain, "IP address"}},
		"email address":               {"company", "domain", arguments{"domain": acctest.String("a@example.com")}, []string{domain, "email"}},
		"path out of a domain":        {"company", "domain", arguments{"domain": acctest.String("../portfolios")}, []string{domain}},
		"malformed among domains":     {"findings", "domains", arguments{"domains": acctest.Strings("good.example", "-bad-.example")}, []string{domain, `"-bad-.example"`}},
		"no domains":                  {"findings", "domains", arguments{"domains": acctest.Strings()}, []string{notEmpty}},
		"null among domains":          {"findings", "domains", arguments{"domains": listWithNull("good.example")}, []string{noNull}},
		"no portfolios of findings":   {"findings", "portfolio_ids", arguments{"portfolio_ids": acctest.Strings()}, []string{notEmpty}},
		"no issue types":              {"findings", "issue_types", arguments{"domains": one, "issue_types": acctest.Strings()}, []string{notEmpty}},
		"null among issue types":      {"findings", "issue_types", arguments{"domains": one, "issue_types": listWithNull("x")}, []string{noNull}},
		"empty issue type":            {"findings", "issue_types", arguments{"domains": one, "issue_types": acctest.Strings("")}, []string{noBlank}},
		"no excluded issue types":     {"findings", "excluded_issue_types", arguments{"domains": one, "excluded_issue_types": acctest.Strings()}, []string{notEmpty}},
		"null among excluded types":   {"findings", "excluded_issue_types", arguments{"domains": one, "excluded_issue_types": listWithNull("x")}, []string{noNull}},
		"unknown severity":            {"findings", "minimum_severity", arguments{"domains": one, "minimum_severity": acctest.String("severe")}, []string{severities, `"severe"`}},
		"severity in upper case":      {"findings", "minimum_severity", arguments{"domains": one, "minimum_severity": acctest.String("HIGH")}, []string{severities}},
		"empty severity":              {"issue_types", "minimum_severity", arguments{"minimum_severity": acctest.String("")}, []string{severities}},
		"no factors":                  {"issue_types", "factors", arguments{"factors": acctest.Strings()}, []string{notEmpty}},
		"null among factors":          {"issue_types", "factors", arguments{"factors": listWithNull("x")}, []string{noNull}},
		"unknown privacy":             {"portfolios", "privacy", arguments{"privacy": acctest.String("public")}, []string{privacies, `"public"`}},
		"empty name of portfolios":    {"portfolios", "name", arguments{"name": acctest.String("")}, []string{noBlank}},
		"empty name of one portfolio": {"portfolio", "name", arguments{"name": acctest.String("")}, []string{noBlank}},
		"empty id of one portfolio":   {"portfolio", "id", arguments{"id": acctest.String("")}, []string{noBlank}},
		"both id and name":            {"portfolio", "", arguments{"id": acctest.String("x"), "name": acctest.String("y")}, []string{"Exactly one", "id,name"}},
		"neither id nor name":         {"portfolio", "", nil, []string{"Exactly one", "id,name"}},
		"neither domains nor portfolios": {
			"findings", "",
			arguments{"minimum_severity": acctest.String("high")},
			[]string{"At least one", "domains,portfolio_ids"},
		},
	}
	server := acctest.NewServer(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server.WantRefused(t.Context(), t, typeName(test.dataSource), test.given, test.attribute, test.words...)
		})
	}
}

func TestDataSources_goodInput(t *testing.T) {
	t.Parallel()
	unknownList := tftypes.NewValue(stringList, tftypes.UnknownValue)
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)
	listWithUnknown := tftypes.NewValue(stringList, []tftypes.Value{unknown})
	tests := map[string]struct {
		dataSource string
		given      arguments
	}{
		"every grade":          {"companies", arguments{"grades": acctest.Strings("A", "B", "C", "D", "F", "?")}},
		"unknown lists":        {"companies", arguments{"grades": unknownList, "portfolio_ids": unknownList, "portfolio_names": listWithUnknown, "industries": listWithUnknown}},
		"unknown domain":       {"company", arguments{"domain": unknown}},
		"unknown name":         {"portfolio", arguments{"name": unknown}},
		"unknown id":           {"portfolio", arguments{"id": unknown}},
		"unknown domains":      {"findings", arguments{"domains": unknownList, "minimum_severity": unknown}},
		"unknown among them":   {"findings", arguments{"domains": listWithUnknown}},
		"domains, portfolios":  {"findings", arguments{"domains": acctest.Strings("a.example"), "portfolio_ids": acctest.Strings("x")}},
		"severity of findings": {"findings", arguments{"domains": acctest.Strings("a.example"), "minimum_severity": acctest.String("positive")}},
	}
	server := acctest.NewServer(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server.WantAccepted(t.Context(), t, typeName(test.dataSource), test.given)
		})
	}
}

// With Terraform: the plan fails, shows the line, and sends nothing.
func TestDataSources_badInputAtPlan(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ config, want string }{
		"domain": {`
data "vendorrisk_securityscorecard_company" "test" {
  domain = "https://"
}`, `domain\s+= "https://"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.UnitTestRefused(t, test.config, "Invalid Attribute Value.*"+test.want)
		})
	}
}
