// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package fault_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// post sends a body to a system that hands on what it reads, disturbed by the
// effect. It gives up when the system has read it, if it is to.
func post(t *testing.T, effect fault.Effect, giveUp bool) (got reply, reached []string, err error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	faults := &fault.Set{}
	faults.Add(fault.Rule{Effect: effect})
	server := httptest.NewServer(faults.Wrap(system, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		reached = append(reached, string(body))
		if giveUp {
			cancel()
		}
		_, _ = io.WriteString(w, answer)
	})))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL, strings.NewReader(`{"name":"ü😀"}`))
	if err != nil {
		t.Fatal(err)
	}
	response, err := server.Client().Do(request)
	if err == nil {
		defer response.Body.Close()
		body, readErr := io.ReadAll(response.Body)
		got = reply{response.StatusCode, response.Header, string(body), readErr}
	}
	server.Close() // waits for the handler, and so for reached
	return got, reached, err
}

func TestEchoBody(t *testing.T) {
	t.Parallel()
	got, reached, err := post(t, fault.EchoBody(400), false)
	want := `{"message":"cannot accept {\"name\":\"ü😀\"}"}`
	if err != nil || got.status != 400 || got.body != want || got.header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("reply %+v, error %v, want %s", got, err, want)
	}
	if reached != nil {
		t.Errorf("the system got %v", reached)
	}
}

func TestDropAnswer(t *testing.T) {
	t.Parallel()
	got, reached, err := post(t, fault.DropAnswer(), false)
	if !errors.Is(err, io.EOF) {
		t.Errorf("reply %+v, error %v, want the end of the connection", got, err)
	}
	if len(reached) != 1 || reached[0] != `{"name":"ü😀"}` {
		t.Errorf("the system got %v", reached)
	}
}

func TestHangAnswered(t *testing.T) {
	t.Parallel()
	got, reached, err := post(t, fault.HangAnswered(), true)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("reply %+v, error %v", got, err)
	}
	if len(reached) != 1 || reached[0] != `{"name":"ü😀"}` {
		t.Errorf("the system got %v", reached)
	}
}
