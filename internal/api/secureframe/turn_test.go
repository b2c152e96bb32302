// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestTurn_onePushAtATimeForAConnection(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{})
		p.latency = time.Second
		client, began := newClient(t, p), time.Now()
		var ends []func() error
		var want []string
		for i := range 10 {
			id := fmt.Sprintf("record-%d", i)
			other := scorecards
			other.SchemaSlug = fmt.Sprintf("schema-%d", i%3) // the order is that of the connection
			ends = append(ends,
				inBackground(t.Context(), client, records(other, id)),
				inBackground(t.Context(), client, records(infrastructure, id)))
			want = append(want, id)
			synctest.Wait()
		}
		for _, end := range ends {
			if err := end(); err != nil {
				t.Error(err)
			}
		}
		sandboxtest.Equal(t, "most in flight", p.most, map[string]int{dataPath(scorecards): 1, dataPath(infrastructure): 1, "": 2})
		sandboxtest.Equal(t, "pushed", p.ids(scorecards), want)
		sandboxtest.Equal(t, "pushed to infrastructure", p.ids(infrastructure), want)
		sandboxtest.Equal(t, "time", time.Since(began), 10*time.Second)
	})
}

// Nothing comes between a push and its repetition, nor between its halves.
func TestTurn_lastsUntilThePushIsOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{MaxRequestBytes: 3500})
		p.faults.Add(
			fault.Rule{Path: dataPath(scorecards), Times: 1, Effect: fault.GatewayPage()},
			fault.Rule{Path: dataPath(scorecards), Skip: 2, Times: 1, Effect: fault.DropAnswer()})
		client, began := newClient(t, p), time.Now()
		first := inBackground(t.Context(), client, sized("abcdef"))
		synctest.Wait()
		second := inBackground(t.Context(), client, records(scorecards, "z"))
		mustPush(t, client, records(infrastructure, "y"))
		sandboxtest.Equal(t, "time", time.Since(began), 0)
		if err := errors.Join(first(), second()); err != nil {
			t.Fatal(err)
		}
		sandboxtest.Equal(t, "pushed", p.ids(scorecards), []string{"a b c", "d e f", "d e f", "z"})
	})
}

func TestTurn_passesOnAfterAnError(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	p.faults.Add(fault.Rule{Times: 1, Effect: fault.Respond(http.StatusForbidden, nil, "")})
	client := newClient(t, p)
	_, err := client.Push(t.Context(), records(scorecards, "a"))
	sandboxtest.Equal(t, "status", asError(t, err).Status, http.StatusForbidden)
	mustPush(t, client, records(scorecards, "b"))
}

// Who is called off sends nothing, and leaves the turn to the next.
func TestTurn_canceled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{})
		p.latency = 10 * time.Second
		client, began := newClient(t, p), time.Now()
		underWayContext, endUnderWay := context.WithTimeout(t.Context(), 5*time.Second)
		defer endUnderWay()
		underWay := inBackground(underWayContext, client, records(scorecards, "under way"))
		synctest.Wait()
		waitsContext, endWaits := context.WithTimeout(t.Context(), 2*time.Second)
		defer endWaits()
		waits := inBackground(waitsContext, client, records(scorecards, "waits"))
		synctest.Wait()
		next := inBackground(t.Context(), client, records(scorecards, "next"))

		if err := waits(); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 2*time.Second {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
		if err := underWay(); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 5*time.Second {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
		if err := next(); err != nil || time.Since(began) != 15*time.Second {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
		sandboxtest.Equal(t, "pushed", p.ids(scorecards), []string{"next"})
		sandboxtest.Equal(t, "requests", len(p.received()), 2)

		over, end := context.WithCancel(t.Context())
		end()
		if _, err := client.Push(over, records(scorecards, "over")); !errors.Is(err, context.Canceled) || len(p.received()) != 2 {
			t.Errorf("got %v after %d requests", err, len(p.received()))
		}
	})
}

func TestTurn_canceledWhileBlocked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{})
		p.faults.Add(fault.Rule{Effect: fault.TooManyRequestsWithoutRetryAfter()})
		ctx, end := context.WithTimeout(t.Context(), time.Second)
		defer end()
		began := time.Now()
		_, err := newClient(t, p).Push(ctx, records(scorecards, "a"))
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second || len(p.received()) != 1 {
			t.Errorf("got %v after %s and %d requests", err, time.Since(began), len(p.received()))
		}
	})
}

// The sandbox answers the 501st request of any minute with 429. Those that are
// repeated count.
func TestRateLimit_isNeverReached(t *testing.T) {
	t.Parallel()
	for name, errorRate := range map[string]int{"all is well": 0, "every third fails": 3} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				const connections, pushes = 30, 50
				p := newPeer(system.Quirks{})
				if errorRate > 0 {
					for i := range connections * pushes / 2 {
						p.faults.Add(fault.Rule{Skip: i * (errorRate - 1), Times: 1, Effect: fault.GatewayPage()})
					}
				}
				client, began := newClient(t, p, maxRetries(20)), time.Now()
				var all sync.WaitGroup
				for i := range connections {
					to := secureframe.Destination{ConnectionID: fmt.Sprint(i), VendorSlug: "v", SchemaSlug: "s"}
					p.world.AddConnection(world.Connection{ID: to.ConnectionID, VendorSlug: "v"})
					all.Go(func() {
						for range pushes {
							mustPushInBackground(t, client, records(to, "a"))
						}
					})
				}
				all.Wait()
				sent := p.received()
				for i := 500; i < len(sent); i++ {
					if took := sent[i].at.Sub(sent[i-500].at); took < time.Minute {
						t.Fatalf("requests %d to %d in %s", i-500, i, took)
					}
				}
				if errorRate > 0 && len(sent) < connections*pushes*5/4 {
					t.Errorf("%d requests: too few failed", len(sent))
				}
				// Nor is the limit left unused: 250 at once, then 250 a minute.
				if most := time.Duration(len(sent)-250)*time.Minute/250 + time.Minute; time.Since(began) > most {
					t.Errorf("%d requests took %s, want %s at most", len(sent), time.Since(began), most)
				}
			})
		})
	}
}

func mustPushInBackground(t *testing.T, client *secureframe.Client, push secureframe.Push) {
	t.Helper()
	if _, err := client.Push(t.Context(), push); err != nil {
		t.Error(err)
	}
}
