// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package template

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// The maximum numbers of characters of a Text - Short, and of a Memo, which is the
// longest kind of text (said).
const (
	maximumKeyLength  = 100
	maximumCellLength = 32_000
)

// Row has the asserted values of one item: text by column, without the key.
type Row map[string]string

// Arguments are the requirements of a resource for a template.
type Arguments struct {
	Kind Kind
	// AllowInserts allows the template of third parties to insert.
	AllowInserts bool
	// Columns are the columns of each row, by the row's key.
	Columns           map[string][]string
	TimestampColumn   string
	InsertOnlyColumns []string
	BlankColumns      []string
	// OnRemoved has the values that are set in removed issues.
	OnRemoved Row
	// EscapeFormulas prefixes texts that a spreadsheet takes for a formula.
	EscapeFormulas bool
}

// Check returns the problems of the arguments with the template.
func (a Arguments) Check(t Template) []problem.Problem {
	problems := a.checkTemplate(t)
	if len(problems) > 0 {
		return problems // Without a usable template, the columns cannot be checked.
	}
	for _, key := range slices.Sorted(maps.Keys(a.Columns)) {
		for _, column := range a.Columns[key] {
			if message := a.checkColumn(t, column); message != "" {
				problems = append(problems, problem.Problem{Attribute: "rows", Key: key, Field: column, Message: message})
			}
		}
	}
	for _, argument := range []struct {
		name    string
		columns []string
	}{
		{"timestamp_column", []string{a.TimestampColumn}},
		{"insert_only_columns", a.InsertOnlyColumns},
		{"blank_columns", a.BlankColumns},
		{"on_removed", slices.Sorted(maps.Keys(a.OnRemoved))},
	} {
		for _, column := range argument.columns {
			if message := a.checkColumn(t, column); column != "" && message != "" {
				problems = append(problems, problem.Problem{Attribute: argument.name, Key: column, Message: message})
			}
		}
	}
	return problems
}

func (a Arguments) checkColumn(t Template, column string) string {
	switch {
	case column == t.KeyColumn:
		return fmt.Sprintf("%q is the key column of the import template. Set it only in the keys of the rows.", column)
	case !t.Has(column):
		return fmt.Sprintf("The import template %d (%s) has no column %q.%s Its columns are %s.", t.ID, t.Name, column, t.suggestion(column), quoted(t.Columns))
	}
	return ""
}

// checkTemplate returns the problems that make the template unusable.
func (a Arguments) checkTemplate(t Template) []problem.Problem {
	var problems []problem.Problem
	refuse := func(format string, arguments ...any) {
		problems = append(problems, problem.Problem{
			Attribute: "template_id",
			Message:   fmt.Sprintf("The import template %d (%s) ", t.ID, t.Name) + fmt.Sprintf(format, arguments...),
		})
	}
	if duplicate := firstDuplicate(t.Columns); duplicate != "" {
		refuse("has the column %q twice, but ProcessUnity matches values to columns by position. Remove one of the columns.", duplicate)
	}
	switch {
	case t.KeyColumn == "":
		refuse("has no key column. Set it to %s in ProcessUnity. Without a key column, every import creates new records.", a.wantedKey())
	case !a.Kind.isKey(t.KeyColumn):
		refuse("has the key column %q. Set it to %s in ProcessUnity.", t.KeyColumn, a.wantedKey())
	case !t.Has(t.KeyColumn):
		refuse("does not have its key column %q among its columns. Add it in ProcessUnity.", t.KeyColumn)
	}
	if !t.Updates {
		refuse("does not update. Set Updates in its Import Options. Without it, the provider cannot manage records.")
	}
	if a.Kind == Issue && !t.Inserts {
		refuse("does not insert. Set Inserts in its Import Options, in addition to Updates.")
	}
	if a.Kind == ThirdParty && t.Inserts && !a.AllowInserts {
		refuse("inserts, so a wrong Id could create a new third party. Remove Inserts from its Import Options, or set allow_inserts. With allow_inserts, the provider looks up every Id before it sends the row.")
	}
	return problems
}

func (a Arguments) wantedKey() string {
	if a.Kind == Issue {
		return `"External Id"`
	}
	return `"Id"`
}

// CheckRows returns the problems of rows that can be found without their
// template.
func (a Arguments) CheckRows(rows map[string]Row) []problem.Problem {
	var problems []problem.Problem
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		r := rowCheck{Arguments: a, key: key}
		r.checkKey()
		if len(rows[key]) == 0 {
			r.refuse("", "The row has no columns, so there is nothing to manage. Remove the row, or add a column to it.")
		}
		for _, column := range slices.Sorted(maps.Keys(rows[key])) {
			r.checkCell(column, rows[key][column])
		}
		for _, column := range slices.Sorted(maps.Keys(a.OnRemoved)) {
			if _, given := rows[key][column]; !given && len(rows[key]) > 0 {
				r.refuse("", fmt.Sprintf("The row does not set %q, which on_removed sets when a row is removed. If the row returned, the issue would keep that value. Set the column in every row.", column))
			}
		}
		problems = append(problems, r.problems...)
	}
	return problems
}

// rowCheck is the check of one row.
type rowCheck struct {
	Arguments
	key      string
	problems []problem.Problem
}

func (r *rowCheck) refuse(column, message string) {
	r.problems = append(r.problems, problem.Problem{Attribute: "rows", Key: r.key, Field: column, Message: message})
}

func (r *rowCheck) warn(column, message string) {
	r.problems = append(r.problems, problem.Problem{Attribute: "rows", Key: r.key, Field: column, Message: message, IsWarning: true})
}

func (r *rowCheck) checkKey() {
	if r.key == "" {
		r.refuse("", "The key of a row is empty. It must identify the "+r.Kind.String()+".")
		return
	}
	if flaw := posture.IdentifierFlaw(r.key); flaw != "" {
		r.refuse("", "The key of a row identifies the "+r.Kind.String()+" for good, and "+flaw+".")
	}
	if r.Kind == Issue && utf8.RuneCountInString(r.key) > maximumKeyLength {
		r.warn("", fmt.Sprintf("The External Id has more than %d characters, the maximum length of a short text in ProcessUnity. ProcessUnity may refuse or shorten it.", maximumKeyLength))
	}
}

func (r *rowCheck) checkCell(column, text string) {
	if flaw := posture.IdentifierFlaw(column); flaw != "" {
		r.refuse(column, "The name of a column "+flaw+".")
	}
	if column == r.TimestampColumn && column != "" {
		r.refuse(column, fmt.Sprintf("%q is the timestamp_column, which the provider sets when it sends the row. Remove it from the rows.", column))
	}
	if text == "" {
		r.warn(column, fmt.Sprintf("%q is set to an empty string. ProcessUnity does not document whether it then clears or keeps a value.", column))
	}
	if utf8.RuneCountInString(text) > maximumCellLength {
		r.warn(column, fmt.Sprintf("%q has more than %d characters, the maximum length of the longest kind of text in ProcessUnity. ProcessUnity may refuse or shorten it.", column, maximumCellLength))
	}
	if isFormula(text) && !r.EscapeFormulas {
		r.warn(column, fmt.Sprintf("The text of %q begins with one of =, +, - and @, so a spreadsheet takes it for a formula when the records are exported. Set escape_formulas = true to send it with a leading apostrophe.", column))
	}
}

func firstDuplicate(texts []string) string {
	seen := map[string]bool{}
	for _, text := range texts {
		if seen[text] {
			return text
		}
		seen[text] = true
	}
	return ""
}

func quoted(texts []string) string {
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = fmt.Sprintf("%q", text)
	}
	return cmp.Or(strings.Join(list, ", "), "none")
}
