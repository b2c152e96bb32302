// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// ErrNotAssessed is an application without a completed assessment.
var ErrNotAssessed = errors.New("the application has no completed assessment")

// ErrNoComponents is an assessment without a list of components. That is not a
// list without any.
var ErrNoComponents = errors.New("the assessment has no list of components")

// Components are what the newest completed assessment found in a build.
type Components struct {
	App App
	// Components are sorted by ecosystem, name and version.
	Components []Component
	// UnknownFields are the fields of applications that the API does not know,
	// sorted.
	UnknownFields []string
}

// Component is a part of a build that others have made. A text is "" if the
// system does not say it.
type Component struct {
	Ecosystem string
	Name      string
	Version   string
	// Latest is the newest version there is.
	Latest  string
	License string
	// Vulnerabilities are sorted, the worst first.
	Vulnerabilities []ComponentVulnerability
}

// ComponentVulnerability is a known vulnerability of a component.
type ComponentVulnerability struct {
	ID       string
	Title    string
	Severity posture.Severity
	// CVSS is from 0 to 10; nil if there is no score.
	CVSS       *float64
	CVSSVector string
	CWE        string
}

// componentList is the documented place in the raw results (client). What is not
// decoded may be evidence, such as the path in the application.
type componentList struct {
	Success    *bool           `json:"success"`
	Components []componentNode `json:"components"`
}

type componentNode struct {
	Ecosystem       text                         `json:"ecosystem"`
	Name            string                       `json:"name"`
	Version         text                         `json:"version"`
	Latest          text                         `json:"latest"`
	License         text                         `json:"license"`
	Found           *int64                       `json:"vulnerabilitiesFound"`
	Vulnerabilities []componentVulnerabilityNode `json:"vulnerabilities"`
}

type componentVulnerabilityNode struct {
	ID         string  `json:"id"`
	Title      text    `json:"title"`
	CVSS       decimal `json:"cvssScore"`
	CVSSVector text    `json:"cvssVector"`
	CWE        text    `json:"cwe"`
}

// Components reads the components of one application, by its ref in any case.
func (c *Client) Components(ctx context.Context, ref string) (Components, error) {
	listed, err := c.allApps(ctx)
	if err != nil {
		return Components{}, err
	}
	query := AppsQuery{Refs: []string{ref}}
	chosen := query.chosen(listed)
	if len(chosen) == 0 {
		return Components{}, &UnknownAppsError{Refs: query.Refs}
	}
	app := chosen[0]
	switch {
	case app.OnlyREST:
		return Components{}, fmt.Errorf("NowSecure: could not read the components of application %s: %w", describe(app), ErrNoReports)
	case app.Latest == nil:
		return Components{}, fmt.Errorf("NowSecure: could not read the components of application %s: %w", describe(app), ErrNotAssessed)
	}
	nodes, err := c.componentsOf(ctx, app)
	if err != nil {
		return Components{}, err
	}
	found := make([]Component, len(nodes))
	for i, node := range nodes {
		found[i] = node.component()
	}
	slices.SortStableFunc(found, func(a, b Component) int {
		return cmp.Or(cmp.Compare(a.Ecosystem, b.Ecosystem), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	return Components{App: app, Components: found, UnknownFields: c.unknown.of("applications")}, nil
}

func (c *Client) componentsOf(ctx context.Context, app App) ([]componentNode, error) {
	graph := c.graph("read the components of application " + describe(app))
	answer, err := components(ctx, graph, app.Latest.Ref)
	if err != nil {
		return nil, asNotVisible(err)
	}
	owners := answer.Auto.Assessments
	if len(owners) != 1 || owners[0].Ref != app.Latest.Ref {
		return nil, graph.unexpected(errors.New("it does not have the one assessment"))
	}
	list, err := rest.DecodeJSON[*componentList](owners[0].Found)
	switch {
	case len(owners[0].Found) == 0, err == nil && list == nil:
		return nil, fmt.Errorf("%w: %w", ErrNoComponents, graph.unexpected(errors.New("it is null")))
	case err != nil:
		return nil, graph.unexpected(err)
	case list.Success != nil && !*list.Success:
		return nil, fmt.Errorf("%w: %w", ErrNoComponents, graph.unexpected(errors.New("the search for components failed")))
	case list.Components == nil:
		return nil, graph.unexpected(errors.New(`it has no "components"`))
	}
	return list.Components, checkComponents(graph, list.Components)
}

// checkComponents returns an error for a component without a name, and for one
// with other vulnerabilities than are counted.
func checkComponents(graph graph, nodes []componentNode) error {
	for i, node := range nodes {
		switch {
		case node.Name == "":
			return graph.unexpected(fmt.Errorf(`component %d has no "name"`, i+1))
		case node.Vulnerabilities == nil:
			return graph.unexpected(fmt.Errorf(`component %q has no "vulnerabilities"`, node.Name))
		case node.Found == nil || *node.Found != int64(len(node.Vulnerabilities)):
			return graph.unexpected(fmt.Errorf("component %q counts other vulnerabilities than it lists", node.Name))
		case slices.ContainsFunc(node.Vulnerabilities, func(v componentVulnerabilityNode) bool { return v.ID == "" }):
			return graph.unexpected(fmt.Errorf(`a vulnerability of component %q has no "id"`, node.Name))
		}
	}
	return nil
}

func (n componentNode) component() Component {
	found := Component{
		Ecosystem: string(n.Ecosystem), Name: n.Name, Version: string(n.Version), Latest: string(n.Latest), License: string(n.License),
		Vulnerabilities: []ComponentVulnerability{},
	}
	for _, node := range n.Vulnerabilities {
		score := scoreOf(onScale(node.CVSS.value, 10), string(node.CVSSVector))
		found.Vulnerabilities = append(found.Vulnerabilities, ComponentVulnerability{
			ID: node.ID, Title: string(node.Title), Severity: severityOf("", score, ""), CVSS: score,
			CVSSVector: string(node.CVSSVector), CWE: string(node.CWE),
		})
	}
	slices.SortStableFunc(found.Vulnerabilities, func(a, b ComponentVulnerability) int {
		return cmp.Or(posture.CompareSeverities(a.Severity, b.Severity), cmp.Compare(a.ID, b.ID))
	})
	return found
}
