// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// What a diagram has at most. Mermaid draws a diagram of at most 500 edges and
// 50,000 characters, unless the page that shows it allows more.
const (
	MaximumDrawnGroups  = 12
	MaximumDrawnMembers = 30
)

// drawing is what a diagram shows: groups, their members, and the findings of the
// members, folded into counts.
type drawing struct {
	// groupNoun and memberNoun are in the plural: "portfolios", "companies".
	groupNoun, memberNoun string
	groups                []group
	// members are drawn in this order until there are too many: the worst come
	// first.
	members []member
}

type group struct{ id, name string }

type member struct {
	name string
	// rating is a line under the name, band is what counts members that are not
	// drawn, and class is how the member looks.
	rating, band, class string
	groupIDs            []string
	findings            tally
}

// tally counts the findings of a member that are not closed, by severity. An
// unknown severity is unknownSeverity.
type tally struct {
	counts map[posture.Severity]int64
	// isUnknown says that there may be others.
	isUnknown bool
}

const unknownSeverity posture.Severity = "of unknown severity"

func (t *tally) add(finding posture.Finding) {
	if t.counts == nil {
		t.counts = map[posture.Severity]int64{}
	}
	switch {
	case finding.Status == posture.Unknown:
		t.isUnknown = true
	case finding.Status == posture.Closed:
	case finding.Severity.Known():
		t.counts[finding.Severity]++
	default:
		t.counts[unknownSeverity]++
	}
}

func (t *tally) merge(other tally) {
	if t.counts == nil {
		t.counts = map[posture.Severity]int64{}
	}
	for severity, count := range other.counts {
		t.counts[severity] += count
	}
	t.isUnknown = t.isUnknown || other.isUnknown
}

// String is "2 critical, 9 high", or "" if there are no findings.
func (t tally) String() string {
	parts := []string{}
	for _, severity := range slices.SortedFunc(maps.Keys(t.counts), posture.CompareSeverities) {
		parts = append(parts, fmt.Sprintf("%d %s", t.counts[severity], severity))
	}
	switch counted := strings.Join(parts, ", "); {
	case !t.isUnknown:
		return counted
	case counted == "":
		return "findings unknown"
	default:
		return counted + ", others unknown"
	}
}

// compare orders the worse tally first.
func (t tally) compare(other tally) int {
	for _, severity := range append([]posture.Severity{unknownSeverity}, posture.Severities()...) {
		if order := cmp.Compare(other.counts[severity], t.counts[severity]); order != 0 {
			return order
		}
	}
	return 0
}

// String is the Mermaid flowchart.
func (d drawing) String() string {
	f := newFlowchart()
	if len(d.groups)+len(d.members) == 0 {
		f.node("none", "", "grey", "No "+d.groupNoun)
		return f.String()
	}
	shown := d.groups[:min(len(d.groups), MaximumDrawnGroups)]
	nodes := map[string]string{}
	for i, group := range shown {
		nodes[group.id] = fmt.Sprintf("g%d", i+1)
		f.node(nodes[group.id], "([])", "blue", group.name)
	}
	if hidden := len(d.groups) - len(shown); hidden > 0 {
		f.node(otherGroups, "([])", "blue", fmt.Sprintf("%d more %s", hidden, d.groupNoun))
	}
	drawn := min(len(d.members), MaximumDrawnMembers)
	for i, member := range d.members[:drawn] {
		id := fmt.Sprintf("m%d", i+1)
		f.node(id, "[]", member.class, member.name, member.rating)
		for _, from := range member.nodesOf(nodes) {
			f.edge(from, id)
		}
		if findings := member.findings.String(); findings != "" {
			f.node("f"+id, "()", "pale", findings)
			f.edge(id, "f"+id)
		}
	}
	d.fold(f, nodes, d.members[drawn:])
	return f.String()
}

// otherGroups is the node of the groups that are not drawn.
const otherGroups = "gmore"

// nodesOf are the nodes of the groups that the member is in, each once. "" stands
// for no group.
func (m member) nodesOf(groups map[string]string) []string {
	nodes := []string{}
	for _, id := range m.groupIDs {
		nodes = append(nodes, cmp.Or(groups[id], otherGroups))
	}
	if len(nodes) == 0 {
		return []string{""}
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// fold draws one node for the members of a group that have none.
func (d drawing) fold(f *flowchart, groups map[string]string, members []member) {
	folded := map[string][]member{}
	for _, member := range members {
		for _, node := range member.nodesOf(groups) {
			folded[node] = append(folded[node], member)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(folded)) {
		var bands []string
		counts, findings := map[string]int64{}, tally{}
		for _, member := range folded[from] {
			if counts[member.band]++; counts[member.band] == 1 {
				bands = append(bands, member.band)
			}
			findings.merge(member.findings)
		}
		for i, band := range bands {
			bands[i] = fmt.Sprintf("%d %s", counts[band], band)
		}
		id := "more" + from
		f.node(id, "[]", "grey",
			fmt.Sprintf("%d more %s", len(folded[from]), d.memberNoun), strings.Join(bands, ", "), findings.String())
		f.edge(from, id)
	}
}
