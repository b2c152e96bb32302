// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/Khan/genqlient/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
	"github.com/vektah/gqlparser/v2/parser"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// ErrUnknownField is a query that does not fit the API's schema, which has
// changed since it was published.
var ErrUnknownField = errors.New("the API's schema is not the published one")

// refusedName finds what does not fit, as servers of GraphQL say it.
var refusedName = regexp.MustCompile(`Cannot query field "(\w+)"|Unknown argument "(\w+)"`)

// optionalArguments are not needed for an answer.
var optionalArguments = []string{"hidden", "indeterminate"}

// unknownFields are the fields and arguments that the API does not know, by
// operation. It is safe for concurrent use.
type unknownFields struct {
	mutex sync.Mutex
	// documents has the operations without them.
	documents map[string]string
	names     map[string]map[string]bool
}

func newUnknownFields() *unknownFields {
	return &unknownFields{documents: map[string]string{}, names: map[string]map[string]bool{}}
}

// documentOf is the document of an operation without what the API does not know.
func (u *unknownFields) documentOf(operation *graphql.Request) string {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	if document, ok := u.documents[operation.OpName]; ok {
		return document
	}
	return operation.Query
}

// of returns what the API does not know of operations, sorted.
func (u *unknownFields) of(operations ...string) []string {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	names := map[string]bool{}
	for _, operation := range operations {
		maps.Copy(names, u.names[operation])
	}
	return slices.Sorted(maps.Keys(names))
}

// learn returns the document without what a refusal of it names, or false if
// that is not optional.
func (u *unknownFields) learn(refused *graphql.Request, err error) (smaller string, ok bool) {
	names := refusedNames(err)
	if len(names) == 0 {
		return "", false
	}
	u.mutex.Lock()
	defer u.mutex.Unlock()
	maps.Copy(names, u.names[refused.OpName]) // another request may have learned more
	smaller, ok = withoutNames(refused.Query, names)
	if ok {
		u.names[refused.OpName], u.documents[refused.OpName] = names, smaller
	}
	return smaller, ok
}

// refusedNames are the fields and arguments that do not fit the API's schema. A
// server may answer that with 400 or with 200.
func refusedNames(err error) map[string]bool {
	names := map[string]bool{}
	refused, ok := errors.AsType[*rest.Error](err)
	if !ok || refused.Status != http.StatusBadRequest && refused.Status != http.StatusOK {
		return names
	}
	for _, match := range refusedName.FindAllStringSubmatch(refused.Message, -1) {
		names[match[1]+match[2]] = true
	}
	return names
}

// withoutNames returns a document without the fragments that have one of the
// fields, and without the optional arguments that are among names. It is false
// if the document has none of them.
func withoutNames(document string, names map[string]bool) (smaller string, ok bool) {
	parsed, err := parser.ParseQuery(&ast.Source{Input: document})
	if err != nil {
		return "", false
	}
	gone := map[string]bool{}
	for _, fragment := range parsed.Fragments {
		gone[fragment.Name] = hasField(fragment.SelectionSet, names)
	}
	parsed.Fragments = slices.DeleteFunc(parsed.Fragments, func(f *ast.FragmentDefinition) bool { return gone[f.Name] })
	used := map[string]bool{}
	for _, operation := range parsed.Operations {
		operation.SelectionSet = prune(operation.SelectionSet, gone, names, used)
	}
	for _, fragment := range parsed.Fragments {
		if used[fragment.Name] {
			fragment.SelectionSet = prune(fragment.SelectionSet, gone, names, used)
		}
	}
	parsed.Fragments = slices.DeleteFunc(parsed.Fragments, func(f *ast.FragmentDefinition) bool { return !used[f.Name] })
	var text strings.Builder
	formatter.NewFormatter(&text).FormatQueryDocument(parsed)
	return text.String(), text.String() != formatted(document)
}

func formatted(document string) string {
	var text strings.Builder
	if parsed, err := parser.ParseQuery(&ast.Source{Input: document}); err == nil {
		formatter.NewFormatter(&text).FormatQueryDocument(parsed)
	}
	return text.String()
}

func hasField(selections ast.SelectionSet, names map[string]bool) bool {
	return slices.ContainsFunc(selections, func(selection ast.Selection) bool {
		field, ok := selection.(*ast.Field)
		return ok && (names[field.Name] || hasField(field.SelectionSet, names))
	})
}

// prune removes the fragments that are gone and the optional arguments that are
// among names. It adds the other fragments to used.
func prune(selections ast.SelectionSet, gone, names, used map[string]bool) ast.SelectionSet {
	return slices.DeleteFunc(selections, func(selection ast.Selection) bool {
		switch selection := selection.(type) {
		case *ast.FragmentSpread:
			used[selection.Name] = !gone[selection.Name]
			return gone[selection.Name]
		case *ast.Field:
			selection.SelectionSet = prune(selection.SelectionSet, gone, names, used)
			selection.Arguments = slices.DeleteFunc(selection.Arguments, func(argument *ast.Argument) bool {
				return names[argument.Name] && slices.Contains(optionalArguments, argument.Name)
			})
		}
		return false
	})
}

// schemaError is the refusal of a query that does not fit the API's schema.
type schemaError struct{ refusal error }

func asSchemaError(err error) error {
	if len(refusedNames(err)) == 0 {
		return err
	}
	return schemaError{err}
}

func (e schemaError) Error() string { return e.refusal.Error() }

func (e schemaError) Unwrap() error { return e.refusal }

func (e schemaError) Is(target error) bool { return target == ErrUnknownField }
