// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestComponents(t *testing.T) {
	t.Parallel()
	s := start(t)
	client, seen := newClient(t, s)
	read := must[nowsecure.Components](t)(client.Components(t.Context(), strings.ToUpper(world.AuroraAndroidRef)))
	sandboxtest.Equal(t, "application", read.App.Ref, world.AuroraAndroidRef)
	sandboxtest.Equal(t, "components", read.Components, []nowsecure.Component{
		{Ecosystem: "CocoaPods", Name: "Unversioned", Vulnerabilities: []nowsecure.ComponentVulnerability{}},
		{Ecosystem: "Maven", Name: "androidx.core:core", Version: "1.13.0", Latest: "1.13.1", License: "Apache-2.0", Vulnerabilities: []nowsecure.ComponentVulnerability{}},
		{
			Ecosystem: "Maven", Name: "com.squareup.okhttp3:okhttp", Version: "3.12.0", Latest: "4.12.0", License: "Apache-2.0",
			Vulnerabilities: []nowsecure.ComponentVulnerability{
				{ID: "CVE-2021-0341", Title: "Improper Certificate Validation", Severity: posture.High, CVSS: new(7.5), CVSSVector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", CWE: "CWE-295"},
				{ID: "CVE-2023-0833", Title: "Information Exposure", Severity: posture.Medium, CVSS: new(5.5), CVSSVector: "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N", CWE: "CWE-209"},
			},
		},
		{
			Ecosystem: "Native", Name: "openssl", Version: "1.1.1k",
			Vulnerabilities: []nowsecure.ComponentVulnerability{{ID: "NS-0001", Title: "Not scored", Severity: "unknown"}},
		},
	})
	sandboxtest.Equal(t, "requests", seen.requested(), []string{otherApps, firstApps, moreApps, componentsOf(latestOf(t, s, world.AuroraAndroidRef).Ref)})
	mustHaveNoSecret(t, s, read)

	// A list without components is not one that is missing.
	none := must[nowsecure.Components](t)(client.Components(t.Context(), world.EmberRef))
	sandboxtest.Equal(t, "no components", none.Components, []nowsecure.Component{})
}

func componentsOf(assessment string) string { return `components {"ref":"` + assessment + `"}` }

// What is not known is an error, and not an empty list.
func TestComponents_unknown(t *testing.T) {
	t.Parallel()
	w := world.Default()
	roku := w.NowSecure.AddApp(world.MobileApp{Platform: "roku", Package: "com.harbor.tv", GroupRef: world.RetailGroupRef})
	client, _ := newClient(t, startWith(t, w))
	for ref, want := range map[string]error{world.CobaltRef: nowsecure.ErrNotAssessed, world.BorealisRef: nowsecure.ErrNoComponents, roku: nowsecure.ErrNoReports} {
		if read, err := client.Components(t.Context(), ref); !errors.Is(err, want) || read.Components != nil {
			t.Errorf("%s: got %v, %v", ref, read, err)
		}
	}
	_, err := client.Components(t.Context(), world.GraniteRef)
	if unknown, ok := errors.AsType[*nowsecure.UnknownAppsError](err); !ok || unknown.Refs[0] != world.GraniteRef {
		t.Errorf("got %v", err)
	}
}

func TestComponents_wrongAnswers(t *testing.T) {
	t.Parallel()
	for found, want := range map[string]string{
		`[]`:                                "it cannot be read: it is a list, not an object",
		`{}`:                                `it has no "components"`,
		`{"components":null}`:               `it has no "components"`,
		`{"success":false,"components":[]}`: "the search for components failed",
		`{"components":[{"name":""}]}`:      `component 1 has no "name"`,
		`{"components":[{"name":"n"}]}`:     `component "n" has no "vulnerabilities"`,
		`{"components":[{"name":"n","vulnerabilitiesFound":1,"vulnerabilities":[]}]}`:     `component "n" counts other vulnerabilities than it lists`,
		`{"components":[{"name":"n","vulnerabilities":[]}]}`:                              `component "n" counts other vulnerabilities than it lists`,
		`{"components":[{"name":"n","vulnerabilitiesFound":1,"vulnerabilities":[{}]}]}`:   `a vulnerability of component "n" has no "id"`,
		`{"components":[{"name":"n","vulnerabilitiesFound":1,"vulnerabilities":[null]}]}`: `a vulnerability of component "n" has no "id"`,
		`{"components":[{"name":7,"vulnerabilitiesFound":0,"vulnerabilities":[]}]}`:       `it cannot be read: components[0].name is a number, not a string`,
	} {
		t.Run(found, func(t *testing.T) {
			t.Parallel()
			s := start(t)
			client, seen := newClient(t, s)
			latest := latestOf(t, s, world.AuroraAndroidRef).Ref
			seen.answer = func(name string) string {
				if name == componentsOf(latest) {
					return `{"data":{"auto":{"assessments":[{"ref":"` + latest + `","found":` + found + `}]}}}`
				}
				return ""
			}
			read, err := client.Components(t.Context(), world.AuroraAndroidRef)
			if _ = asError(t, s, err); read.Components != nil || !strings.HasSuffix(err.Error(), want) {
				t.Errorf("got %v, %v", read, err)
			}
		})
	}
}

// A score that cannot be read makes a vulnerability unknown, and not harmless.
func TestComponents_scores(t *testing.T) {
	t.Parallel()
	for score, want := range map[string]string{`"9.8"`: "critical", `7`: "high", `"0"`: "info", `""`: "unknown", `"n/a"`: "unknown", `null`: "unknown", `"NaN"`: "unknown", `11`: "unknown", `{}`: "unknown"} {
		s := start(t)
		client, seen := newClient(t, s)
		latest := latestOf(t, s, world.AuroraAndroidRef).Ref
		seen.answer = func(name string) string {
			if name == componentsOf(latest) {
				return fmt.Sprintf(`{"data":{"auto":{"assessments":[{"ref":%q,"found":{"components":[{"name":"n","vulnerabilitiesFound":1,"vulnerabilities":[{"id":"v","cvssScore":%s}]}]}}]}}}`, latest, score)
			}
			return ""
		}
		read := must[nowsecure.Components](t)(client.Components(t.Context(), world.AuroraAndroidRef))
		sandboxtest.Equal(t, score, string(read.Components[0].Vulnerabilities[0].Severity), want)
	}
}
