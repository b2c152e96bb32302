// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type issueType struct {
	Key      string `json:"key"`
	Severity string `json:"severity"`
	Factor   string `json:"factor"`
	Title    string `json:"title"`
}

type detailedIssueType struct {
	issueType
	ShortDescription string `json:"short_description"`
	LongDescription  string `json:"long_description"`
	Recommendation   string `json:"recommendation"`
}

type factorType struct {
	Key         string `json:"key"`
	Name        string `json:"name"`
	Description string `json:"description"`
}

func (h *Handler) issueTypes(w http.ResponseWriter, r *http.Request) (any, *failure) {
	all := h.world.IssueTypes()
	entries, err := page(h, w, r, all, h.quirks.ListPageSize)
	if err != nil {
		return nil, err
	}
	written := make([]issueType, len(entries))
	for i, entry := range entries {
		written[i] = h.issueTypeMetadata(entry)
	}
	return newList(written, len(all), CounterAbsent), nil
}

func (h *Handler) issueType(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	found, ok := h.world.IssueType(r.PathValue("type"))
	if !ok {
		return nil, errIssueTypeNotFound(r.PathValue("type"))
	}
	return detailedIssueType{
		issueType:        h.issueTypeMetadata(found),
		ShortDescription: found.Title + ".",
		LongDescription:  found.Title + " was observed from outside.",
		Recommendation:   "Correct what was observed.",
	}, nil
}

func (h *Handler) factorTypes(w http.ResponseWriter, r *http.Request) (any, *failure) {
	all := h.world.Factors()
	entries, err := page(h, w, r, all, h.quirks.ListPageSize)
	if err != nil {
		return nil, err
	}
	written := make([]factorType, len(entries))
	for i, entry := range entries {
		written[i] = factorType{Key: entry.Key, Name: entry.Name, Description: entry.Description}
	}
	return newList(written, len(all), CounterAbsent), nil
}

func (h *Handler) issueTypeMetadata(entry world.IssueType) issueType {
	_, severity := h.typeOf(entry.Key)
	return issueType{Key: entry.Key, Severity: severity, Factor: entry.Factor, Title: entry.Title}
}

// typeOf returns the issue type, and its severity as it is written.
func (h *Handler) typeOf(key string) (world.IssueType, string) {
	entry, _ := h.world.IssueType(key)
	if word, replaced := h.quirks.Severities[key]; replaced {
		return entry, word
	}
	return entry, entry.Severity
}
