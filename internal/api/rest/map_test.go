// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

func TestMap_keepsTheOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(ok(""))
		items, began := make([]int, 30), time.Now()
		for i := range items {
			items[i] = i
		}
		running, most := 0, 0
		turn := make(chan struct{}, 1)
		count := func(change int) {
			turn <- struct{}{}
			running += change
			most = max(most, running)
			<-turn
		}
		results, err := rest.Map(t.Context(), newClient(t, peer, maxConcurrency(5)), "items", items, func(_ context.Context, item int) (string, error) {
			count(1)
			defer count(-1)
			pass(time.Duration(30-item) * time.Second)
			return fmt.Sprint(item), nil
		})
		want := []string{}
		for _, item := range items {
			want = append(want, fmt.Sprint(item))
		}
		if diff := cmp.Diff(want, results); diff != "" || err != nil {
			t.Errorf("error %v (-want +got):\n%s", err, diff)
		}
		if most != 5 || time.Since(began) >= 30*31/2*time.Second {
			t.Errorf("%d at a time in %s, want 5", most, time.Since(began))
		}
	})
}

func TestMap_ofNothing(t *testing.T) {
	t.Parallel()
	results, err := rest.Map(t.Context(), newClient(t, newPeer(ok(""))), "items", nil, func(context.Context, int) (int, error) { return 0, errReset })
	if results == nil || len(results) != 0 || err != nil {
		t.Errorf("got %v, %v, want an empty list", results, err)
	}
}

// The first error ends the calls that run, begins no others, and is what
// comes back.
func TestMap_endsWithTheFirstError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		failure, began := errors.New("failure"), time.Now()
		ended := make(chan error, 100)
		results, err := rest.Map(t.Context(), newClient(t, newPeer(ok("")), maxConcurrency(4)), "items", slices.Repeat([]int{1}, 100),
			func(ctx context.Context, _ int) (int, error) {
				if len(ended) == 0 && time.Since(began) == 0 {
					ended <- failure
					pass(time.Second)
					return 0, failure
				}
				<-ctx.Done()
				ended <- ctx.Err()
				return 0, ctx.Err()
			})
		if results != nil || !errors.Is(err, failure) || time.Since(began) != time.Second {
			t.Errorf("got %v, %v after %s, want the failure after 1s", results, err, time.Since(began))
		}
		if len(ended) > 5 {
			t.Errorf("%d calls were begun, want no more after the failure", len(ended))
		}
	})
}
