// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"golang.org/x/sync/semaphore"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// Destination is where objects are pushed to: a schema of a custom connection.
type Destination struct {
	// ConnectionID is the UUID of the custom connection.
	ConnectionID string
	// VendorSlug must be the one that the connection is configured for (spec).
	VendorSlug string
	SchemaSlug string
}

func (d Destination) String() string {
	return fmt.Sprintf("schema %s of connection %s", d.SchemaSlug, d.ConnectionID)
}

// Push is one request's worth of objects for a schema.
type Push struct {
	Destination
	// Partial leaves fields that are not given as they are, and deletes those
	// that are null (spec). Otherwise an object is the whole resource.
	Partial bool
	// Objects are JSON objects, each with its primary ID.
	Objects []json.RawMessage
	// Unless leaves out the object of an index. It is asked when the push has
	// its turn, so that it knows of all that was pushed before. nil leaves out
	// none.
	Unless func(index int) bool
}

// Result says how much of a push was accepted. Accepted is enqueued: whether
// it is processed cannot be seen (spec).
type Result struct {
	// Accepted is the number of objects, counted from the first that was not
	// left out.
	Accepted int
	// LeftOut are the indexes of the objects that were left out.
	LeftOut []int
	// IsUnconfirmed says that an answer has the documented status, and content that
	// no one has described. The objects may not be enqueued.
	IsUnconfirmed bool
}

// tooLarge is the status for a request that must be split. The API documents
// neither a limit nor this status.
var tooLarge = &rest.Error{Status: http.StatusRequestEntityTooLarge}

// Push sends objects, and returns how many were accepted, even with an error.
// One push is under way for a connection at a time, its repetitions included,
// because the server processes pushes in the order of the requests (spec). A
// request that is too large for the server is split in half.
func (c *Client) Push(ctx context.Context, push Push) (Result, error) {
	turn := c.turn(push.ConnectionID)
	if err := turn.Acquire(ctx, 1); err != nil {
		return Result{}, err
	}
	defer turn.Release(1)
	leftOut := push.leaveOut()
	if len(leftOut) > 0 && len(push.Objects) == 0 {
		return Result{LeftOut: leftOut}, nil
	}
	result, err := c.push(ctx, push)
	result.LeftOut = leftOut
	return result, err
}

// leaveOut takes out the objects that are not wanted, and returns their
// indexes.
func (p *Push) leaveOut() []int {
	if p.Unless == nil {
		return nil
	}
	var wanted []json.RawMessage
	var leftOut []int
	for i, object := range p.Objects {
		if p.Unless(i) {
			leftOut = append(leftOut, i)
		} else {
			wanted = append(wanted, object)
		}
	}
	p.Objects = wanted
	return leftOut
}

// turn is what pushes to one connection wait for.
func (c *Client) turn(connectionID string) *semaphore.Weighted {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.connections[connectionID] == nil {
		c.connections[connectionID] = semaphore.NewWeighted(1)
	}
	return c.connections[connectionID]
}

func (c *Client) push(ctx context.Context, push Push) (Result, error) {
	result, err := c.send(ctx, push)
	if !errors.Is(err, tooLarge) || len(push.Objects) < 2 {
		return result, err
	}
	first, second := push, push
	first.Objects = push.Objects[:len(push.Objects)/2]
	second.Objects = push.Objects[len(push.Objects)/2:]
	result, err = c.push(ctx, first)
	if err != nil {
		return result, err
	}
	rest, err := c.push(ctx, second)
	return Result{Accepted: result.Accepted + rest.Accepted, IsUnconfirmed: result.IsUnconfirmed || rest.IsUnconfirmed}, err
}

func (c *Client) send(ctx context.Context, push Push) (Result, error) {
	body, err := push.encode()
	if err != nil {
		return Result{}, err
	}
	request := rest.Request{
		Operation: fmt.Sprintf("push %d records to %s", len(push.Objects), push.Destination),
		Method:    http.MethodPost,
		Path:      "/custom_connections/" + url.PathEscape(push.ConnectionID) + "/data",
		Header:    http.Header{"Content-Type": {"application/json"}},
		Body:      body,
		// The same objects for the same primary IDs end in the same state, and
		// nothing newer can come between: Push holds the connection.
		Idempotent: true,
	}
	response, err := c.rest.Send(ctx, request)
	if err != nil {
		return Result{}, err
	}
	if problem := notAccepted(response); problem != "" {
		return Result{}, c.rest.Unexpected(request, &rest.Error{Status: response.Status, Message: problem})
	}
	return Result{Accepted: len(push.Objects), IsUnconfirmed: !isKnown(response.Body)}, nil
}

// encode writes the request's body. Objects go in as they are: their bytes are
// what was hashed.
func (p Push) encode() ([]byte, error) {
	head, err := json.Marshal(struct {
		SchemaSlug string `json:"schema_slug"`
		VendorSlug string `json:"vendor_slug"`
		Partial    bool   `json:"partial,omitempty"`
	}{p.SchemaSlug, p.VendorSlug, p.Partial})
	if err != nil {
		return nil, err
	}
	var body bytes.Buffer
	body.Write(bytes.TrimSuffix(head, []byte("}")))
	body.WriteString(`,"resource_data":[`)
	for i, object := range p.Objects {
		if i > 0 {
			body.WriteByte(',')
		}
		body.Write(object)
	}
	body.WriteString("]}")
	return body.Bytes(), nil
}
