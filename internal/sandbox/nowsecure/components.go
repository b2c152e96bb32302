// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"encoding/json"
	"errors"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// componentsPath is the place of the components in the raw results, the only one
// that is served. The vendor's own tools ask for it.
const componentsPath = "yaap.complete.results[0].deputy.deputy.data[0].results"

// jsonScalar is a JSON.
type jsonScalar struct{ value any }

// ImplementsGraphQLType implements the library's decode.Unmarshaler.
func (jsonScalar) ImplementsGraphQLType(name string) bool { return name == "JSON" }

// UnmarshalGraphQL implements the library's decode.Unmarshaler.
func (*jsonScalar) UnmarshalGraphQL(any) error { return errors.New("no such argument") }

// MarshalJSON implements json.Marshaler.
func (s jsonScalar) MarshalJSON() ([]byte, error) { return json.Marshal(s.value) }

type components struct {
	Version     string      `json:"deputy"`
	Package     string      `json:"package"`
	PackageType string      `json:"packageType"`
	SHA256      string      `json:"sha256"`
	Timestamp   int64       `json:"timestamp"`
	Success     bool        `json:"success"`
	Components  []component `json:"components"`
}

type component struct {
	Ecosystem            string                   `json:"ecosystem"`
	Name                 string                   `json:"name"`
	Version              *string                  `json:"version"`
	Latest               *string                  `json:"latest"`
	License              *string                  `json:"license"`
	Source               *string                  `json:"source"`
	Internal             bool                     `json:"internal"`
	VulnerabilitiesFound int                      `json:"vulnerabilitiesFound"`
	Vulnerabilities      []componentVulnerability `json:"vulnerabilities"`
}

type componentVulnerability struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	CVSSScore  string `json:"cvssScore"`
	CVSSVector string `json:"cvssVector"`
	CWE        string `json:"cwe"`
}

// Raw is null for every other place, and for an assessment whose components were
// not searched.
func (a *assessment) Raw(arguments struct{ Path string }) *jsonScalar {
	if arguments.Path != componentsPath || a.made.Components == nil {
		return nil
	}
	written := components{
		Version: "1.0.0", Package: a.app.Package, PackageType: "STANDARD-APK", SHA256: a.made.Digest,
		Timestamp: a.made.CreatedAt.UnixMilli(), Success: true, Components: []component{},
	}
	for _, one := range a.made.Components {
		written.Components = append(written.Components, writeComponent(one))
	}
	return &jsonScalar{written}
}

// writeComponent adds the path in the app, which must not be shown.
func writeComponent(one world.MobileComponent) component {
	written := component{
		Ecosystem: one.Ecosystem, Name: one.Name, Version: orNull(one.Version), Latest: orNull(one.Latest), License: orNull(one.License),
		Source: new("/data/app/" + world.PlantedSecret + "/" + one.Name), VulnerabilitiesFound: len(one.Vulnerabilities),
		Vulnerabilities: []componentVulnerability{},
	}
	for _, vulnerability := range one.Vulnerabilities {
		written.Vulnerabilities = append(written.Vulnerabilities, componentVulnerability{
			ID: vulnerability.ID, Title: vulnerability.Title, CVSSScore: vulnerability.CVSS, CVSSVector: vulnerability.CVSSVector, CWE: vulnerability.CWE,
		})
	}
	return written
}
