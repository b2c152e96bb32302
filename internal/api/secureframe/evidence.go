// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/problem"
)

// TestEvidence is a file to attach to a test.
type TestEvidence struct {
	// TestID is the UUID of the test.
	TestID string
	// Filename has an extension (spec).
	Filename string
	// ContentType is inferred from the filename when it is "" (spec).
	ContentType string
	// CompletedOn is the date of the activity, YYYY-MM-DD, or "".
	CompletedOn string
	Content     []byte
}

// Evidence is what Secureframe says of an evidence. It says neither which test or
// file it belongs to (spec).
type Evidence struct {
	ID string
	// Accepted is nil when it is not said.
	Accepted *bool
	// CreatedAt is RFC 3339 in UTC, or "".
	CreatedAt string
	// IsFound says that no answer gave the ID: it is that of the only evidence that
	// was made since the file was staged.
	IsFound bool
}

// UnconfirmedError says that it is unknown whether a file was attached.
type UnconfirmedError struct {
	// Candidates are the IDs of the evidences that came since, if that is known.
	Candidates []string
	// Cause is the failure of the request that attaches the file, and of the one
	// that looks for it.
	Cause error
}

func (e *UnconfirmedError) Error() string {
	if len(e.Candidates) > 0 {
		return fmt.Sprintf("%s; since then, the evidences %s were made, by whomever", e.Cause, problem.Keys(e.Candidates))
	}
	return e.Cause.Error()
}

// Unwrap returns the cause.
func (e *UnconfirmedError) Unwrap() error { return e.Cause }

// AttachTestEvidence attaches a file to a test, once: it stages the file, sends
// its bytes to the storage, and redeems the ID of the staged file, which can be
// done once (spec). When the answer to the last request is lost, it looks for the
// evidence before it redeems the ID again. Files cannot be detached (spec).
func (c *Client) AttachTestEvidence(ctx context.Context, evidence TestEvidence) (Evidence, error) {
	staged, err := c.stage(ctx, evidence)
	if err != nil {
		return Evidence{}, err
	}
	if err := c.store(ctx, evidence, staged); err != nil {
		return Evidence{}, err
	}
	const attempts = 2
	for attempt := 1; ; attempt++ {
		attached, err := c.redeem(ctx, evidence, staged)
		if err == nil || isRefused(err) {
			return attached, err
		}
		found, findErr := c.evidencesSince(ctx, staged.createdAt)
		switch {
		case findErr != nil:
			return Evidence{}, &UnconfirmedError{Cause: errors.Join(err, findErr)}
		case len(found) == 1:
			found[0].IsFound = true
			return found[0], nil
		case len(found) > 1:
			return Evidence{}, &UnconfirmedError{Candidates: idsOf(found), Cause: err}
		case attempt == attempts:
			return Evidence{}, err
		}
	}
}

// isRefused reports whether the error is an answer that says that nothing was
// done. Without an answer, after a server error, and after a success that cannot
// be read, it may have been done.
func isRefused(err error) bool {
	failure, ok := errors.AsType[*rest.Error](err)
	return ok && failure.Status >= 300 && failure.Status < 500 && failure.Status != http.StatusRequestTimeout
}

func idsOf(evidences []Evidence) []string {
	ids := make([]string, len(evidences))
	for i, evidence := range evidences {
		ids[i] = evidence.ID
	}
	return ids
}

// redeem attaches a staged file to the test.
func (c *Client) redeem(ctx context.Context, evidence TestEvidence, staged stagedFile) (Evidence, error) {
	query := url.Values{"upload_id": {staged.id}}
	if evidence.CompletedOn != "" {
		query.Set("activity_completion", evidence.CompletedOn)
	}
	request := rest.Request{
		Operation: fmt.Sprintf("attach %s to test %s", evidence.Filename, evidence.TestID),
		Method:    http.MethodPost,
		Path:      "/tests/" + url.PathEscape(evidence.TestID) + "/evidences",
		Query:     query,
	}
	response, err := c.rest.Send(ctx, request)
	if err != nil {
		return Evidence{}, err
	}
	attached, err := decodeEvidence(response)
	if err != nil {
		return Evidence{}, c.rest.Unexpected(request, err)
	}
	return attached, nil
}

// ErrEvidenceNotFound says that there is no evidence with an ID.
var ErrEvidenceNotFound = errors.New("Secureframe has no such evidence") //nolint:staticcheck // a name begins it

// TestEvidence reads an evidence by its ID. It is requested once in a process.
func (c *Client) TestEvidence(ctx context.Context, id string) (Evidence, error) {
	request := rest.Request{Operation: "read evidence " + id, Path: "/evidences/" + url.PathEscape(id)}
	read, err := rest.GetResponse(ctx, c.rest, request, decodeEvidence)
	switch {
	case errors.Is(err, rest.ErrNotFound):
		return Evidence{}, errors.Join(ErrEvidenceNotFound, err)
	case err != nil:
		return Evidence{}, err
	case read.ID != id:
		return Evidence{}, c.rest.Unexpected(request, fmt.Errorf("it is evidence %q", read.ID))
	}
	return read, nil
}
