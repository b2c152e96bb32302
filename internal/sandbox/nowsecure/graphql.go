// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	_ "embed" // for the schema
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"sync/atomic"

	graphql "github.com/graph-gophers/graphql-go"
)

//go:embed schema.graphql
var schemaText string

func newSchema(h *Handler) *graphql.Schema {
	return graphql.MustParseSchema(schemaText, &query{handler: h}, graphql.UseFieldResolvers())
}

// graphQLRequest is what a query is sent as.
type graphQLRequest struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`
}

// graphQL executes one query. Errors of the query arrive inside a 200, beside
// the data that could be found.
func (h *Handler) graphQL(w http.ResponseWriter, r *http.Request) {
	asked, err := readGraphQL(r)
	if err != nil {
		h.fail(w, err)
		return
	}
	reports := &atomic.Int32{}
	answer := h.schema.Exec(context.WithValue(r.Context(), reportsKey{}, reports), asked.Query, asked.OperationName, asked.Variables)
	if int(reports.Load()) > max(1, h.quirks.ReportsPerQuery) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = io.WriteString(w, gatewayPage) // a client that is gone needs none
		return
	}
	body, failed := json.Marshal(answer)
	if failed != nil {
		panic("nowsecure: an answer cannot be written: " + failed.Error())
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(body) // a client that is gone needs none
}

// gatewayPage is what stands before the system when that takes too long.
const gatewayPage = "<html><head><title>503 Service Temporarily Unavailable</title></head><body></body></html>\n"

// reportsKey is where the context counts the reports of a query.
type reportsKey struct{}

func readGraphQL(r *http.Request) (graphQLRequest, *failure) {
	switch r.Method {
	case http.MethodGet:
		return readGraphQLQuery(r)
	case http.MethodPost:
		return readGraphQLBody(r)
	default:
		return graphQLRequest{}, errMethodNotAllowed
	}
}

func readGraphQLQuery(r *http.Request) (graphQLRequest, *failure) {
	if err := checkQuery(r, []string{"query", "variables", "operationName"}); err != nil {
		return graphQLRequest{}, err
	}
	query := r.URL.Query()
	asked := graphQLRequest{Query: query.Get("query"), OperationName: query.Get("operationName")}
	if variables := query.Get("variables"); variables != "" {
		if err := json.Unmarshal([]byte(variables), &asked.Variables); err != nil {
			return graphQLRequest{}, errInvalid("The variables are not a JSON object")
		}
	}
	return asked, nil
}

func readGraphQLBody(r *http.Request) (graphQLRequest, *failure) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return graphQLRequest{}, errInvalid("The content type is not application/json")
	}
	if err := checkQuery(r, nil); err != nil {
		return graphQLRequest{}, err
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client is gone
	}
	var asked graphQLRequest
	if err := json.Unmarshal(body, &asked); err != nil || asked.Query == "" {
		return graphQLRequest{}, errInvalid("The body is not a JSON object with a query")
	}
	return asked, nil
}
