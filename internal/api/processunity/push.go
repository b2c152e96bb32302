// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
)

// batchSize is how many rows go into one import: up to 200 are said to be
// reliable.
const batchSize = 200

// Push is rows to import.
type Push struct {
	template.Composer
	// ExportID is what shows the current values: the template or a report.
	ExportID int64
	Rows     map[string]template.Row
	// Unless leaves out the row of a key. It is asked when the push has its turn, so
	// that it knows of all that was pushed before. nil leaves out none.
	Unless func(key string) bool
	// Progress is called after every import with the rows that were sent and those
	// that there are. It may be nil.
	Progress func(sent, total int)
}

// Result is the outcome of a push.
type Result struct {
	Counts template.Counts
	// Accepted rows are in ProcessUnity as they were sent.
	Accepted []string
	// Refused rows were left as they are, by key, with the server's
	// message.
	Refused map[string]string
	// Unknown are rows whose outcome is unknown.
	Unknown []string
	// LeftOut are rows that were left out.
	LeftOut []string
	// NotSent are problems of rows that were not sent, while others were.
	NotSent []problem.Problem
	// Warnings are the server's messages about accepted rows.
	Warnings map[string]string
	// Notes are warnings of our own about what was sent.
	Notes []problem.Problem
}

// RowsError says that rows cannot be sent. None was.
type RowsError struct{ Problems []problem.Problem }

func (e *RowsError) Error() string { return "rows cannot be sent: " + e.Problems[0].Message }

// Push imports rows in batches, and returns their outcome even with an error. It
// reads the values that rows do not change, and sends them back, so only one push
// runs at a time in this process. Refused rows are not an error of Push.
func (c *Client) Push(ctx context.Context, push Push) (Result, error) {
	var result Result
	if err := c.imports.Acquire(ctx, 1); err != nil {
		return result, err
	}
	defer c.imports.Release(1)
	result.LeftOut = push.leaveOut()
	if len(push.Rows) == 0 {
		return result, nil
	}
	composition, err := c.Compose(ctx, push)
	if err != nil {
		return result, err
	}
	if refusals := problem.Errors(composition.Problems); len(refusals) > 0 {
		return result, &RowsError{refusals}
	}
	result.Notes, result.NotSent = composition.Problems, composition.Refused
	lines := composition.Lines
	if len(lines) > 0 {
		defer c.forgetExports()
	}
	sent := 0
	for batch := range slices.Chunk(lines, batchSize) {
		if err := c.importBatch(ctx, push, batch, &result); err != nil {
			return result, err
		}
		if sent += len(batch); push.Progress != nil {
			push.Progress(sent, len(lines))
		}
	}
	return result, nil
}

// leaveOut takes out the rows that are not wanted, and returns their keys.
func (p *Push) leaveOut() []string {
	if p.Unless == nil {
		return nil
	}
	var leftOut []string
	wanted := map[string]template.Row{}
	for _, key := range slices.Sorted(maps.Keys(p.Rows)) {
		if p.Unless(key) {
			leftOut = append(leftOut, key)
		} else {
			wanted[key] = p.Rows[key]
		}
	}
	p.Rows = wanted
	return leftOut
}

// Compose makes the lines of a push, and sends none of them. It reads the current
// values, if it needs them.
func (c *Client) Compose(ctx context.Context, push Push) (template.Composition, error) {
	var export template.Export
	if push.NeedsExport(push.Rows) {
		read, err := c.Export(ctx, push.ExportID)
		if err != nil {
			return template.Composition{}, err
		}
		export = read
	}
	push.Timestamp = c.now().UTC().Format(time.RFC3339)
	return push.Compose(push.Rows, export), nil
}

// importBatch imports lines, and adds their outcome to the result. It returns an
// error if the outcome of single rows is not known.
func (c *Client) importBatch(ctx context.Context, push Push, lines []template.Line, result *Result) error {
	request, err := importRequest(push.Template, lines)
	if err != nil {
		return err
	}
	outcome, err := c.importLines(ctx, request)
	if err != nil {
		if !isRefused(err) {
			for _, line := range lines {
				result.Unknown = append(result.Unknown, line.Key)
			}
		}
		return err
	}
	verdict := outcome.Judge(push.Kind, push.Template.KeyColumn, lines)
	result.Counts.Add(outcome.Counts)
	result.Accepted = append(result.Accepted, verdict.Accepted...)
	result.Unknown = append(result.Unknown, verdict.Unknown...)
	result.Refused = c.addMessages(result.Refused, verdict.Refused)
	result.Warnings = c.addMessages(result.Warnings, verdict.Warnings)
	if len(verdict.Unknown) > 0 {
		return c.rest.Unexpected(request, errors.New(c.Clean(verdict.Problem)))
	}
	return nil
}

func importRequest(t template.Template, lines []template.Line) (rest.Request, error) {
	body, err := template.Encode(t.Columns, lines)
	return rest.Request{
		Operation: fmt.Sprintf("import %d rows through import template %d", len(lines), t.ID),
		Method:    http.MethodPost,
		Path:      "/api/importexport/Import/" + strconv.FormatInt(t.ID, 10),
		Header:    jsonHeader(),
		Body:      body,
		// A template that updates by its key ends in the same state when the same
		// rows come again. No other one is pushed through.
		Idempotent: t.Updates && t.KeyColumn != "",
		// What an import does that fails in the middle is not known.
		Final: []int{http.StatusInternalServerError},
	}, err
}

func (c *Client) importLines(ctx context.Context, request rest.Request) (template.Outcome, error) {
	response, err := withToken(ctx, c, func() (*rest.Response, error) { return c.rest.Send(ctx, request) })
	if err != nil {
		return template.Outcome{}, err
	}
	outcome, err := redacting(c, template.DecodeOutcome)(response.Body)
	if err != nil {
		return template.Outcome{}, c.rest.Unexpected(request, err)
	}
	return outcome, nil
}

// isRefused reports whether the error is an answer that says that nothing of
// the request was taken, or no token was granted for it.
func isRefused(err error) bool {
	var failure *rest.Error
	var grant *GrantError
	return errors.As(err, &grant) || errors.As(err, &failure) && failure.Status >= 300 && failure.Status < 500
}

func (c *Client) addMessages(to, from map[string]string) map[string]string {
	if to == nil {
		to = map[string]string{}
	}
	for key, message := range from {
		to[key] = c.Clean(message)
	}
	return to
}
