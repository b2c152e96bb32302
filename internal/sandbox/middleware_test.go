// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package sandbox

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
)

// plainSystem answers without setting a status.
type plainSystem struct{}

func (plainSystem) Authorized(*http.Request) bool { return true }

func (plainSystem) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte("answer"))
}

// handle serves one request without a network, on the bubble's own clock. It
// returns what the handler panicked with.
func handle(ctx context.Context, s *Sandbox, latency time.Duration) (answer *httptest.ResponseRecorder, panicked any) {
	answer = httptest.NewRecorder()
	defer func() { panicked = recover() }()
	request := httptest.NewRequestWithContext(ctx, http.MethodGet, "/", http.NoBody)
	s.settings.latency = latency
	s.handler("plain", plainSystem{}).ServeHTTP(answer, request)
	return answer, nil
}

func TestLatency_delaysTheAnswerWhileTheClientWaits(t *testing.T) {
	t.Parallel()
	for patience, want := range map[time.Duration]struct {
		answer string
		status int
		passed time.Duration
	}{
		2 * time.Hour: {"answer", http.StatusOK, time.Hour},
		time.Minute:   {"", 0, time.Minute},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &Sandbox{Faults: &fault.Set{}, Requests: &RequestLog{}}
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			began := time.Now()
			answer, panicked := handle(ctx, s, time.Hour)
			err, _ := panicked.(error)
			if passed := time.Since(began); passed != want.passed || answer.Body.String() != want.answer ||
				errors.Is(err, http.ErrAbortHandler) != (want.status == 0) {
				t.Errorf("answer %q, panic %v after %s", answer.Body, panicked, passed)
			}
			if got := s.Requests.All(); len(got) != 1 || got[0].Status != want.status || got[0].System != "plain" {
				t.Errorf("requests %+v", got)
			}
		})
	}
}
