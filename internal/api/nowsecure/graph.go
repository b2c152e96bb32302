// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/Khan/genqlient/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// graph sends the operations of generated.go for one purpose. The same
// operation with the same variables is sent once in a process.
type graph struct {
	rest *rest.Client
	// unknown has what the API does not know of the operations.
	unknown *unknownFields
	// purpose follows "could not" in errors.
	purpose string
}

var _ graphql.Client = graph{}

func (c *Client) graph(purpose string) graph {
	return graph{rest: c.api, unknown: c.unknown, purpose: purpose}
}

// MakeRequest implements graphql.Client. It leaves out what is optional and the
// API does not know.
func (g graph) MakeRequest(ctx context.Context, operation *graphql.Request, response *graphql.Response) error {
	asked := *operation
	asked.Query = g.unknown.documentOf(operation)
	data, err := g.send(ctx, &asked)
	for err != nil {
		smaller, ok := g.unknown.learn(&asked, err)
		if !ok {
			return asSchemaError(err)
		}
		asked.Query = smaller
		data, err = g.send(ctx, &asked)
	}
	if err := json.Unmarshal(data, response.Data); err != nil {
		return g.unexpected(errors.New("its data is of another shape than the API's schema says"))
	}
	return nil
}

func (g graph) send(ctx context.Context, operation *graphql.Request) (json.RawMessage, error) {
	body, err := json.Marshal(operation)
	if err != nil {
		return nil, err
	}
	request := rest.Request{
		Operation: g.purpose,
		Method:    http.MethodPost,
		Path:      "/graphql",
		// The type is required (docs).
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       body,
		Idempotent: true, // every operation is a query
	}
	return rest.Get(ctx, g.rest, request, decodeGraph)
}

// unexpected is the error of data that is not what was asked for.
func (g graph) unexpected(cause error) error {
	return g.rest.Unexpected(rest.Request{Operation: g.purpose}, cause)
}

// decodeGraph takes the data out of an answer. Errors come with a 200, and some
// beside a part of the data (client): a part is not what was asked for.
func decodeGraph(body []byte) (json.RawMessage, error) {
	answer, err := rest.DecodeJSON[struct {
		Data   json.RawMessage `json:"data"`
		Errors json.RawMessage `json:"errors"`
	}](body)
	if err != nil {
		return nil, err
	}
	if present(answer.Errors) {
		return nil, &rest.Error{
			Status:  http.StatusOK,
			Message: "answered as a success, with an error inside: " + graphErrors(answer.Errors),
		}
	}
	if !present(answer.Data) {
		return nil, errors.New(`it has no "data"`)
	}
	return answer.Data, nil
}

func present(value json.RawMessage) bool {
	return len(value) > 0 && string(value) != "null" && string(value) != "[]"
}

// graphErrors is what the errors say, each message once.
func graphErrors(list json.RawMessage) string {
	var all gqlerror.List
	if json.Unmarshal(list, &all) != nil {
		return "one that cannot be read"
	}
	said := []string{}
	for _, one := range all {
		if one != nil && one.Message != "" && !slices.Contains(said, one.Message) {
			said = append(said, one.Message)
		}
	}
	if len(said) == 0 {
		return "one without a message"
	}
	return withoutRefs(strings.Join(said, "; "))
}
