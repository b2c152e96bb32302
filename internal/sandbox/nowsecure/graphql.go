// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	_ "embed" // for the schema
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	graphql "github.com/graph-gophers/graphql-go"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
)

//go:embed schema.graphql
var schemaText string

// gatewayPage is what a gateway answers for the system when that takes too long.
type gatewayPage string

const unavailable gatewayPage = "<html><head><title>503 Service Temporarily Unavailable</title></head><body></body></html>\n"

// reportsKey is where the context counts the reports of a query.
type reportsKey struct{}

// graphQL executes one query. Errors of the query are in a 200, beside the data
// that could be found.
func (h *Handler) graphQL(_ http.ResponseWriter, r *http.Request) (any, *failure) {
	if !peer.HasMediaType(r, "application/json") {
		return nil, errInvalid("The content type is not application/json")
	}
	var asked struct {
		Query         string         `json:"query"`
		OperationName string         `json:"operationName"`
		Variables     map[string]any `json:"variables"`
	}
	if err := json.Unmarshal(peer.Body(r), &asked); err != nil || asked.Query == "" {
		return nil, errInvalid("The body is not a JSON object with a query")
	}
	reports := &atomic.Int32{}
	answer := h.schema().Exec(context.WithValue(r.Context(), reportsKey{}, reports), asked.Query, asked.OperationName, asked.Variables)
	if int(reports.Load()) > max(1, h.quirks.ReportsPerQuery) {
		return unavailable, nil
	}
	if !h.quirks.InvalidQueriesAs200 && isInvalid(answer) {
		return invalidQuery{answer}, nil
	}
	return answer, nil
}

// invalidQuery is the answer to a query that does not fit the schema.
type invalidQuery struct{ *graphql.Response }

// isInvalid reports whether a rule of validation is broken: resolvers have none.
func isInvalid(answer *graphql.Response) bool {
	return len(answer.Errors) > 0 && answer.Errors[0].Rule != ""
}

// schemaWithout is the schema without fields and arguments, each written as
// "Type.name".
func schemaWithout(names []string) string {
	text := schemaText
	for _, name := range names {
		typeName, member, _ := strings.Cut(name, ".")
		definition := regexp.MustCompile(`(?s)type ` + typeName + ` \{.*?\n\}`)
		text = definition.ReplaceAllStringFunc(text, func(found string) string {
			return regexp.MustCompile(`(?m)^ +`+member+`\b.*\n`).ReplaceAllString(found, "")
		})
	}
	return text
}

// uuidScalar is a UUID, in answers and in arguments.
type uuidScalar string

// ImplementsGraphQLType implements the library's decode.Unmarshaler.
func (uuidScalar) ImplementsGraphQLType(name string) bool { return name == "UUID" }

// UnmarshalGraphQL implements the library's decode.Unmarshaler.
func (u *uuidScalar) UnmarshalGraphQL(input any) error {
	text, _ := input.(string)
	if _, err := uuid.Parse(text); err != nil {
		return errors.New("a UUID is expected")
	}
	*u = uuidScalar(text)
	return nil
}

// word is any other scalar that the schema defines. No argument is of one.
type word string

// ImplementsGraphQLType implements the library's decode.Unmarshaler.
func (word) ImplementsGraphQLType(name string) bool { return name != "UUID" && name != "JSON" }

// UnmarshalGraphQL implements the library's decode.Unmarshaler.
func (*word) UnmarshalGraphQL(any) error { return errors.New("no such argument") }

// wordOrNull is null for the empty text.
func wordOrNull(text string) *word {
	if text == "" {
		return nil
	}
	return new(word(text))
}

// instant is a DateTime; the zero time is null.
func instant(t time.Time) *word {
	written := timestamp(t)
	if written == nil {
		return nil
	}
	return new(word(*written))
}
