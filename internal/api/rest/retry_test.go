// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

var (
	errReset   = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	errUnknown = &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}
)

// passing are the failures that may pass by themselves.
var passing = map[string]answer{
	"429":               respond(429, ""),
	"500":               respond(500, ""),
	"502":               respond(502, "<html>"),
	"503":               respond(503, ""),
	"504":               respond(504, ""),
	"reset":             fail(errReset),
	"dropped":           fail(io.EOF),
	"refused":           fail(errRefused),
	"half an answer":    breakOff,
	"no answer":         hang,
	"a body that hangs": stall,
}

func TestSend_repeatsReads(t *testing.T) {
	t.Parallel()
	for name, failure := range passing {
		for _, method := range []string{"", http.MethodGet, http.MethodHead} {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					peer := newPeer(failure, failure, ok("good"))
					response, err := newClient(t, peer).Send(t.Context(), rest.Request{Method: method, Path: "/thing"})
					if err != nil {
						t.Fatal(err)
					}
					if string(response.Body) != "good" || response.Status != http.StatusOK || peer.count() != 3 {
						t.Errorf("got %d %q after %d requests, want 200 good after 3", response.Status, response.Body, peer.count())
					}
				})
			})
		}
	}
}

// A status may end a call though it is idempotent.
func TestSend_heedsFinalStatuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		status, requests int
	}{{500, 1}, {429, 1}, {503, 2}} {
		t.Run(http.StatusText(test.status), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer := newPeer(respond(test.status, ""), ok("good"))
				_, err := newClient(t, peer).Send(t.Context(), rest.Request{
					Method: http.MethodPost, Path: "/thing", Idempotent: true, Final: []int{500, 429},
				})
				if peer.count() != test.requests || (err == nil) != (test.requests == 2) {
					t.Errorf("%d requests, error %v", peer.count(), err)
				}
			})
		})
	}
}

func TestSend_repeatsNoReadInVain(t *testing.T) {
	t.Parallel()
	endless := func(request *http.Request) (*http.Response, error) {
		return withBody(request, readerFunc(func(data []byte) (int, error) {
			clear(data)
			return len(data), nil
		}))
	}
	tests := map[string]struct {
		answer answer
		want   string
	}{
		"400": {respond(400, "says no"), "Example: could not read the thing: HTTP 400 Bad Request: no"},
		"401": {respond(401, "says no"), "Example: could not read the thing: HTTP 401 Unauthorized: no"},
		"403": {respond(403, "says no"), "Example: could not read the thing: HTTP 403 Forbidden: no"},
		"404": {respond(404, "says no"), "Example: could not read the thing: HTTP 404 Not Found: no"},
		"409": {respond(409, "says no"), "Example: could not read the thing: HTTP 409 Conflict: no"},
		"422": {respond(422, "says no"), "Example: could not read the thing: HTTP 422 Unprocessable Entity: no"},
		"501": {respond(501, "says no"), "Example: could not read the thing: HTTP 501 Not Implemented: no"},
		"403 that asks to wait": {
			respond(403, "says no", "Retry-After", "1"),
			"Example: could not read the thing: HTTP 403 Forbidden: no (try again in 1s)",
		},
		"certificate": {fail(errUnknown), "Example: could not read the thing: no answer: " + errUnknown.Error()},
		"too large":   {endless, "Example: could not read the thing: no answer: the answer is larger than 128 MiB"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer, began := newPeer(test.answer), time.Now()
				response, err := newClient(t, peer).Send(t.Context(), read)
				if err == nil || err.Error() != test.want {
					t.Errorf("got %v, want %s", err, test.want)
				}
				if response != nil || peer.count() != 1 || time.Since(began) != 0 {
					t.Errorf("got %v after %d requests and %s, want nothing after one request at once", response, peer.count(), time.Since(began))
				}
			})
		})
	}
}

func TestSend_repeatsWrites(t *testing.T) {
	t.Parallel()
	repeated := map[string]bool{"429": true, "refused": true}
	for name, failure := range passing {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
			for _, idempotent := range []bool{false, true} {
				title := name + " " + method
				if idempotent {
					title += " idempotent"
				}
				t.Run(title, func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						peer := newPeer(failure, ok("good"))
						request := rest.Request{Method: method, Path: "/thing", Body: []byte("payload"), Idempotent: idempotent}
						_, err := newClient(t, peer).Send(t.Context(), request)
						want := []string{"payload"}
						if repeated[name] || idempotent {
							want = append(want, "payload")
						}
						if diff := cmp.Diff(want, peer.bodies); diff != "" {
							t.Errorf("bodies sent (-want +got):\n%s", diff)
						}
						if (err == nil) != (len(want) == 2) {
							t.Errorf("got error %v after %d requests", err, peer.count())
						}
					})
				})
			}
		}
	}
}

// A certificate that is not trusted is no connection that was never made.
func TestSend_repeatsNoCertificateFailureOfAWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(fail(errUnknown))
		request := rest.Request{Method: http.MethodPost, Path: "/thing", Idempotent: true}
		if _, err := newClient(t, peer).Send(t.Context(), request); !errors.Is(err, errUnknown) || peer.count() != 1 {
			t.Errorf("got %v after %d requests, want the certificate's error after one", err, peer.count())
		}
	})
}

func TestBackoff_doubles(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(respond(503, "says later"))
		_, err := newClient(t, peer, maxRetries(9), maxWait(time.Hour)).Send(t.Context(), read)
		if got := asError(t, err); got.Status != 503 || got.Message != "later" || got.RetryAfter != 0 {
			t.Errorf("got %+v, want the last answer", got)
		}
		upper := []time.Duration{
			500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second,
			16 * time.Second, 30 * time.Second, 30 * time.Second, 30 * time.Second,
		}
		waits := peer.waits()
		if len(waits) != len(upper) {
			t.Fatalf("got the waits %v, want %d", waits, len(upper))
		}
		for i, wait := range waits {
			if wait < upper[i]/2 || wait >= upper[i] {
				t.Errorf("wait %d is %s, want it in [%s, %s)", i, wait, upper[i]/2, upper[i])
			}
		}
	})
}

// Refusals are repeated for as long as MaxWait instead.
func TestRetries_end(t *testing.T) {
	t.Parallel()
	for _, retries := range []int{0, 1, rest.DefaultMaxRetries} {
		for name, failure := range passing {
			if name == "429" && retries > 0 {
				continue
			}
			t.Run(fmt.Sprintf("%s %d", name, retries), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					peer := newPeer(failure)
					changes := []func(*rest.Config){}
					if retries != rest.DefaultMaxRetries {
						changes = append(changes, maxRetries(retries))
					}
					_, err := newClient(t, peer, changes...).Send(t.Context(), read)
					if _ = asError(t, err); peer.count() != 1+retries {
						t.Errorf("got %v after %d requests, want %d", err, peer.count(), 1+retries)
					}
				})
			})
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	// Time in a bubble begins at midnight of this day.
	begin := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	const chance = 250 * time.Millisecond
	backoff := [2]time.Duration{250 * time.Millisecond, 500 * time.Millisecond}
	asked := func(wait time.Duration) [2]time.Duration { return [2]time.Duration{wait, wait + chance} }
	tests := map[string]struct {
		header string
		want   [2]time.Duration
	}{
		"seconds":             {"7", asked(7 * time.Second)},
		"none":                {"0", asked(0)},
		"date":                {begin.Add(90 * time.Second).Format(http.TimeFormat), asked(90 * time.Second)},
		"date as in RFC 850":  {begin.Add(time.Minute).Format("Monday, 02-Jan-06 15:04:05 GMT"), asked(time.Minute)},
		"date as in asctime":  {begin.Add(time.Minute).Format(time.ANSIC), asked(time.Minute)},
		"date in the past":    {begin.Add(-time.Hour).Format(http.TimeFormat), asked(0)},
		"negative":            {"-5", backoff},
		"huge and negative":   {"-" + strings.Repeat("9", 30), backoff},
		"fraction":            {"1.5", backoff},
		"garbage":             {"soon", backoff},
		"empty":               {"", backoff},
		"date without a zone": {"2000-01-01 00:01:00", backoff},
	}
	for name, test := range tests {
		for _, status := range []int{429, 503} {
			t.Run(fmt.Sprintf("%s %d", name, status), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					peer := newPeer(respond(status, "", "Retry-After", test.header), ok("good"))
					if _, err := newClient(t, peer).Send(t.Context(), read); err != nil {
						t.Fatal(err)
					}
					if wait := peer.waits()[0]; wait < test.want[0] || wait >= test.want[1] {
						t.Errorf("waited %s, want it in [%s, %s)", wait, test.want[0], test.want[1])
					}
				})
			})
		}
	}
}

// Those who were all asked to wait as long do not all come back at once.
// A system whose block has a length, but no header that gives it.
func TestBlockedWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer := newPeer(respond(429, ""), respond(503, ""), ok(`{}`))
		client := newClient(t, peer, func(config *rest.Config) { config.BlockedWait = time.Minute })
		if _, err := client.Send(t.Context(), rest.Request{Operation: "look", Path: "/"}); err != nil {
			t.Fatal(err)
		}
		waits := peer.waits()
		if waits[0] < time.Minute || waits[0] > time.Minute+time.Second || waits[1] >= time.Minute {
			t.Errorf("waited %s", waits)
		}
	})
}

func TestRetryAfter_isSpread(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		waits := map[time.Duration]bool{}
		for range 20 {
			peer := newPeer(respond(429, "", "Retry-After", "7"), ok("good"))
			if _, err := newClient(t, peer).Send(t.Context(), read); err != nil {
				t.Fatal(err)
			}
			waits[peer.waits()[0]] = true
		}
		if len(waits) < 10 {
			t.Errorf("20 calls waited %v", waits)
		}
	})
}

// Whoever is asked to wait longer than a run does is told at once.
func TestRetryAfter_beyondMaxWait(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		header string
		want   time.Duration
	}{
		"six minutes":             {"360", 6 * time.Minute},
		"date":                    {time.Date(2000, 1, 1, 1, 0, 0, 0, time.UTC).Format(http.TimeFormat), time.Hour},
		"a year":                  {"31536000", 24 * time.Hour},
		"the largest number":      {"9223372036854775807", 24 * time.Hour},
		"more than a number has":  {strings.Repeat("9", 30), 24 * time.Hour},
		"date in a hundred years": {time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC).Format(http.TimeFormat), 24 * time.Hour},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer, began := newPeer(respond(429, "says slow down", "Retry-After", test.header)), time.Now()
				_, err := newClient(t, peer).Send(t.Context(), read)
				got := asError(t, err)
				if got.Status != 429 || got.RetryAfter != test.want || got.Message != "slow down" {
					t.Errorf("got %+v, want a 429 that says to wait %s", got, test.want)
				}
				if peer.count() != 1 || time.Since(began) != 0 {
					t.Errorf("%d requests in %s, want one at once", peer.count(), time.Since(began))
				}
			})
		})
	}
}

// MaxWait bounds the waits of a call together, not each.
func TestMaxWait_isATotal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		peer, began := newPeer(respond(429, "", "Retry-After", "100")), time.Now()
		_, err := newClient(t, peer, maxWait(250*time.Second)).Send(t.Context(), read)
		if got := asError(t, err); got.Status != 429 || got.RetryAfter != 100*time.Second {
			t.Errorf("got %+v, want a 429 that says to wait 100s", got)
		}
		if took := time.Since(began); peer.count() != 3 || took < 200*time.Second || took > 201*time.Second {
			t.Errorf("%d requests in %s, want 3 in 200s", peer.count(), took)
		}
	})
}

func TestRequestTimeout_boundsEachAttempt(t *testing.T) {
	t.Parallel()
	for name, failure := range map[string]answer{"no answer": hang, "a body that hangs": stall} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				peer, began := newPeer(failure), time.Now()
				client := newClient(t, peer, maxRetries(1), func(config *rest.Config) { config.RequestTimeout = 10 * time.Second })
				_, err := client.Send(t.Context(), read)
				if want := "Example: could not read the thing: no answer: nothing complete within 10s"; err == nil || err.Error() != want {
					t.Errorf("got %v, want %s", err, want)
				}
				if took := time.Since(began); peer.count() != 2 || took < 20*time.Second || took >= 21*time.Second {
					t.Errorf("%d requests in %s, want 2 of 10s", peer.count(), took)
				}
			})
		})
	}
}

// An answer that comes in time is not cut off, however long all its attempts
// took together.
func TestRequestTimeout_isNoTotal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		late := slow(25*time.Second, respond(502, ""))
		peer := newPeer(late, late, slow(29*time.Second, ok("good")))
		response, err := newClient(t, peer).Send(t.Context(), read)
		if err != nil || !bytes.Equal(response.Body, []byte("good")) {
			t.Errorf("got %v, %v, want good", response, err)
		}
	})
}
