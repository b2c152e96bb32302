// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package snapshot

import (
	"fmt"
	"slices"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Options say which documents are believed, and what is taken from them.
type Options struct {
	// PublicKeys are the keys of which one must have signed every document. Nil
	// takes unsigned documents.
	PublicKeys []PublicKey
	// Scope chooses portfolios and applications by ID or name. A kind that is not
	// in it is taken whole.
	Scope map[posture.ScopeKind][]string
}

// Set is what several documents have together. Nil lists were not asked for by
// any.
type Set struct {
	// Snapshots describe the documents, in their order.
	Snapshots []posture.Snapshot
	Companies []posture.Company
	Findings  []posture.Finding
	Covered   []string
	// origins are the indexes of the documents that Companies come from.
	origins []int
}

// Open reads documents. A document that cannot be read, or whose signature does
// not count, adds nothing but its description.
func Open(texts []string, options Options) Set {
	set := Set{Snapshots: make([]posture.Snapshot, len(texts))}
	documents := make([]*Document, len(texts))
	ofSource := map[string]int{}
	for i, text := range texts {
		description := &set.Snapshots[i]
		description.Name = Name(i)
		document, ok := open(text, options, description)
		if !ok {
			continue
		}
		if same := slices.Index(texts[:i], text); same >= 0 {
			description.Fault = "it is the same document as " + Name(same)
			continue
		}
		document = document.choose(options.Scope)
		documents[i] = &document
		ofSource[document.Source]++
	}
	said := statements{}
	for i, document := range documents {
		if document == nil {
			continue
		}
		repeated := map[statement]bool{}
		if ofSource[document.Source] > 1 {
			repeated = said.compare(document, &set.Snapshots[i])
		}
		set.add(document, i, repeated)
	}
	return set
}

// Name is how violations name the document at an index.
func Name(index int) string { return fmt.Sprintf("snapshots[%d]", index) }

// open reads one document, and describes it.
func open(text string, options Options, description *posture.Snapshot) (Document, bool) {
	if options.PublicKeys != nil {
		keyID, err := Verify(text, options.PublicKeys)
		if err != nil { // Whose text it is, is not known: none of it is shown.
			description.Unsigned = err.Error()
			return Document{}, false
		}
		description.SignedBy = keyID
	}
	document, err := Read(text)
	if err != nil {
		description.Fault = err.Error()
		return Document{}, false
	}
	description.Source, description.TakenAt, description.Scope = document.Source, document.TakenAt, document.Scope
	return document, true
}

// choose leaves out what is known to be outside of a scope.
func (d Document) choose(scope map[posture.ScopeKind][]string) Document {
	outside := map[string]bool{}
	if names, ok := scope[posture.ScopePortfolios]; ok && d.Source == posture.SourceSecurityScorecard {
		chosen := d.ids(posture.ScopePortfolios, names)
		inside := map[string]bool{}
		d.Companies = slices.DeleteFunc(slices.Clone(d.Companies), func(company posture.Company) bool {
			isChosen := slices.ContainsFunc(company.PortfolioIDs, func(id string) bool { return chosen[id] })
			inside[company.Domain] = inside[company.Domain] || isChosen
			return !isChosen
		})
		for subject, isInside := range inside {
			outside[subject] = !isInside
		}
	}
	if names, ok := scope[posture.ScopeApps]; ok && d.Source == posture.SourceNowSecure {
		chosen := d.ids(posture.ScopeApps, names)
		for _, app := range d.Scope[posture.ScopeApps] {
			outside[app.Name] = !chosen[app.ID]
		}
	}
	isOutside := func(finding posture.Finding) bool { return outside[finding.Subject] }
	d.Findings = slices.DeleteFunc(slices.Clone(d.Findings), isOutside)
	d.Unknown = slices.DeleteFunc(slices.Clone(d.Unknown), isOutside)
	d.Covered = slices.DeleteFunc(slices.Clone(d.Covered), func(subject string) bool { return outside[subject] })
	return d
}

// ids returns the IDs in the document's scope that names mean.
func (d Document) ids(kind posture.ScopeKind, names []string) map[string]bool {
	ids := map[string]bool{}
	for _, item := range d.Scope[kind] {
		if slices.ContainsFunc(names, item.IsNamed) {
			ids[item.ID] = true
		}
	}
	return ids
}

// add adds the rows of a document that are not repeated.
func (s *Set) add(d *Document, index int, repeated map[statement]bool) {
	companies := appendNew(s.Companies, d.Companies, func(c posture.Company) bool { return repeated[d.about("company", c.Domain)] })
	for range len(companies) - len(s.Companies) {
		s.origins = append(s.origins, index)
	}
	s.Companies = companies
	s.Findings = appendNew(s.Findings, d.AllFindings(), func(f posture.Finding) bool { return repeated[d.about("findings", f.Subject)] })
	s.Covered = appendNew(s.Covered, d.Covered, func(string) bool { return false })
}

// appendNew appends elements that are not known. The list is nil only if all are
// nil.
func appendNew[T any](to, from []T, isKnown func(T) bool) []T {
	if from == nil {
		return to
	}
	if to == nil {
		to = make([]T, 0, len(from))
	}
	for _, element := range from {
		if !isKnown(element) {
			to = append(to, element)
		}
	}
	return to
}
