// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// many is an organization with that many users and IP lists: a list of each
// version of the API.
func many(number int) *world.JumpCloud {
	organization := world.GenerateJumpCloud(7, number, 0)
	organization.RemoveAll(world.JumpCloudIPLists)
	for i := range number {
		// The order is not that of the ids, as the second version has it.
		id := fmt.Sprintf("%024x", (i*7919)%100003)
		organization.Add(organization.OrganizationIDs()[0], world.JumpCloudIPLists, world.Object{"id": id, "name": "list", "ips": []any{"192.0.2.1"}})
	}
	return organization
}

// lists are a list of each version of the API.
var lists = map[string]struct {
	path string
	read func(*testing.T, *jumpcloud.Client) ([]string, error)
}{
	"version 1": {"/api/systemusers", func(t *testing.T, client *jumpcloud.Client) ([]string, error) {
		users, err := client.Users(t.Context())
		return ids(users), err
	}},
	"version 2": {"/api/v2/iplists", func(t *testing.T, client *jumpcloud.Client) ([]string, error) {
		lists, err := client.IPLists(t.Context())
		return ids(lists), err
	}},
}

// However a list comes in pages, it comes whole, once, sorted by id; or not at
// all.
func TestPages(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		objects int
		quirks  peer.Quirks
		// requests are those of version 1 and 2.
		requests [2]int
		failure  string
	}{
		"none":                           {objects: 0, requests: [2]int{1, 1}},
		"one":                            {objects: 1, requests: [2]int{1, 1}},
		"one page":                       {objects: 100, requests: [2]int{1, 1}},
		"one more":                       {objects: 101, requests: [2]int{2, 2}},
		"three pages":                    {objects: 250, requests: [2]int{3, 3}},
		"no total in version 2":          {objects: 100, quirks: peer.Quirks{Totals: peer.TotalsInBodies}, requests: [2]int{1, 2}},
		"no total, none":                 {objects: 0, quirks: peer.Quirks{Totals: peer.TotalsNowhere}, requests: [2]int{1, 1}},
		"no total":                       {objects: 250, quirks: peer.Quirks{Totals: peer.TotalsNowhere}, requests: [2]int{4, 4}},
		"no total, a page exactly":       {objects: 100, quirks: peer.Quirks{Totals: peer.TotalsNowhere}, requests: [2]int{2, 2}},
		"short pages":                    {objects: 70, quirks: peer.Quirks{PageSize: 30}, requests: [2]int{3, 3}},
		"short pages, no total":          {objects: 70, quirks: peer.Quirks{PageSize: 30, Totals: peer.TotalsNowhere}, requests: [2]int{4, 4}},
		"duplicates, no total":           {objects: 150, quirks: peer.Quirks{Shift: 5, Totals: peer.TotalsNowhere}, requests: [2]int{3, 3}},
		"a total that is too small":      {objects: 250, quirks: peer.Quirks{TotalSurplus: -170}, requests: [2]int{4, 4}},
		"a total of none":                {objects: 150, quirks: peer.Quirks{TotalSurplus: -150}, requests: [2]int{3, 3}},
		"a link to elsewhere":            {objects: 150, quirks: peer.Quirks{LinkOrigin: "https://other.example"}, requests: [2]int{2, 2}},
		"_id alone":                      {objects: 101, quirks: peer.Quirks{IDs: peer.IDsUnderscoreOnly}, requests: [2]int{2, 2}},
		"a large limit is refused":       {objects: 101, quirks: peer.Quirks{RefuseLargeLimit: true}, requests: [2]int{2, 2}},
		"a total that is too large":      {objects: 150, quirks: peer.Quirks{TotalSurplus: 1}, failure: "it announces 151 entries, and has 150"},
		"none of those announced":        {objects: 0, quirks: peer.Quirks{TotalSurplus: 3}, failure: "it announces 3 entries, and has 0"},
		"objects added before":           {objects: 150, quirks: peer.Quirks{Shift: 5}, requests: [2]int{2, 2}},
		"and a total that shrinks":       {objects: 150, quirks: peer.Quirks{Shift: -5, LaterTotalSurplus: -5}, failure: "it announces 150 entries, and has 145"},
		"a total that grows":             {objects: 150, quirks: peer.Quirks{LaterTotalSurplus: 1}, failure: "it announces 151 entries, and has 150"},
		"objects removed before":         {objects: 150, quirks: peer.Quirks{Shift: -5}, failure: "it announces 150 entries, and has 145"},
		"the same page, again":           {objects: 150, quirks: peer.Quirks{RepeatPage: true}, failure: "the same page came twice"},
		"the same page, again, no total": {objects: 150, quirks: peer.Quirks{RepeatPage: true, Totals: peer.TotalsNowhere}, failure: "the same page came twice"},
	}
	for name, test := range tests {
		for version, list := range lists {
			t.Run(name+", "+version, func(t *testing.T) {
				t.Parallel()
				organization := many(test.objects)
				s := start(t, organization, quirks(test.quirks))
				got, err := list.read(t, newPlainClient(t, s))
				if test.failure != "" {
					if err == nil || !strings.Contains(err.Error(), "the answer is not what was asked for: "+test.failure) || len(got) > 0 {
						t.Errorf("got %d objects, %v, want %q", len(got), err, test.failure)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				number, requests := len(got), s.Requests.Count(sandbox.Path(list.path))
				if number != test.objects || !isSorted(got) || requests != test.requests[version[len(version)-1]-'1'] {
					t.Errorf("got %d objects (sorted: %t) by %d requests, want %d by %v", number, isSorted(got), requests, test.objects, test.requests)
				}
			})
		}
	}
}

// newPlainClient reads the organization without the list of organizations,
// which quirks of paging would break, too.
func newPlainClient(t *testing.T, s *sandbox.Sandbox) *jumpcloud.Client {
	t.Helper()
	id := s.JumpCloud.OrganizationID
	return newClient(t, s, func(config *rest.Config) {
		config.Transport = roundTripper(func(request *http.Request) (*http.Response, error) {
			if request.URL.Path == "/api/organizations" {
				recorder := httptest.NewRecorder()
				_, err := fmt.Fprintf(recorder, `{"totalCount":1,"results":[{"_id":%q}]}`, id)
				return recorder.Result(), err
			}
			return http.DefaultTransport.RoundTrip(request)
		})
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (r roundTripper) RoundTrip(request *http.Request) (*http.Response, error) { return r(request) }

// isSorted reports whether each is greater than the one before.
func isSorted(values []string) bool {
	for i := 1; i < len(values); i++ {
		if values[i-1] >= values[i] {
			return false
		}
	}
	return true
}

// Whichever page names which total, as long as none is smaller than the list, the
// list comes whole or is an error: one that any page says is longer than what
// came. A total that shrinks while pages are read hides what slid past.
func TestPages_totalsThatDisagree(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		size, pageSize := random.IntN(9), 1+random.IntN(4)
		totals := map[int]int{}
		for skip := 0; skip <= size; skip += pageSize {
			if random.IntN(3) > 0 {
				totals[skip] = size + max(0, random.IntN(6)-3)
			}
		}
		var announced atomic.Int64
		server := httptest.NewServer(serveIPLists(size, pageSize, totals, &announced))
		client, err := jumpcloud.New("key", "", "us", rest.Config{BaseURL: server.URL})
		if err != nil {
			t.Fatal(err)
		}
		lists, err := client.IPLists(t.Context())
		server.Close()
		if isShort := int(announced.Load()) > size; isShort != (err != nil) {
			t.Errorf("%d objects, %d a page, totals %v: error %v", size, pageSize, totals, err)
		}
		if err == nil && len(lists) != size {
			t.Errorf("%d objects, %d a page, totals %v: %d came", size, pageSize, totals, len(lists))
		}
	}
}

// serveIPLists answers with pages of IP lists. A page names the total of its
// first object's place, if there is one. announced is the largest that was sent.
func serveIPLists(size, pageSize int, totals map[int]int, announced *atomic.Int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/organizations" {
			_, _ = io.WriteString(w, `{"totalCount":1,"results":[{"_id":"5f2a9c1e7b3d4a0012c4e8f1"}]}`)
			return
		}
		skip, _ := strconv.Atoi(r.URL.Query().Get("skip"))
		if total, ok := totals[skip]; ok {
			w.Header().Set("X-Total-Count", strconv.Itoa(total))
			announced.Store(max(announced.Load(), int64(total)))
		}
		objects := []string{}
		for i := skip; i < min(size, skip+pageSize); i++ {
			objects = append(objects, fmt.Sprintf(`{"id":"%d"}`, i))
		}
		_, _ = fmt.Fprintf(w, "[%s]", strings.Join(objects, ","))
	})
}

// Every page asks for as much as it may, and for an order that holds where it
// is known to be taken.
func TestPages_askForLimitAndSort(t *testing.T) {
	t.Parallel()
	s := start(t, many(101))
	client := newClient(t, s)
	for _, list := range lists {
		if _, err := list.read(t, client); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := client.RADIUSServers(t.Context()); err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, request := range s.Requests.All() {
		asked[request.Path+"?"+request.Query.Encode()] = true
	}
	sandboxtest.Equal(t, "requests", asked, map[string]bool{
		"/api/organizations?limit=100&skip=0&sort=_id": true,
		"/api/systemusers?limit=100&skip=0&sort=_id":   true,
		"/api/systemusers?limit=100&skip=100&sort=_id": true,
		"/api/v2/iplists?limit=100&skip=0":             true,
		"/api/v2/iplists?limit=100&skip=100":           true,
		"/api/radiusservers?fields=_id+name+mfa+userPasswordEnabled+radsecEnabled+requireRadsec+authIdp+userLockoutAction&limit=100&skip=0&sort=_id": true,
	})
}

// A list that never ends is not read for ever.
func TestPages_end(t *testing.T) { //nolint:paralleltest // it changes a limit of the package
	t.Cleanup(jumpcloud.LimitPages(20))
	var number atomic.Int64
	endless := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/organizations" {
			_, _ = fmt.Fprint(w, `{"totalCount":1,"results":[{"_id":"5f2a9c1e7b3d4a0012c4e8f1"}]}`)
			return
		}
		_, _ = fmt.Fprintf(w, `{"results":[{"_id":"%024x"}]}`, number.Add(1))
	}))
	t.Cleanup(endless.Close)
	client, err := jumpcloud.New("key", "", "us", rest.Config{BaseURL: endless.URL})
	if err != nil {
		t.Fatal(err)
	}
	users, err := client.Users(t.Context())
	if err == nil || !strings.Contains(err.Error(), "it does not end after 20 pages") || users != nil {
		t.Errorf("got %d users, %v", len(users), err)
	}
	if number.Load() != 20 {
		t.Errorf("%d requests", number.Load())
	}
}

// An object that cannot be told from others could be one that is missing.
func TestPages_refuseObjectsWithoutID(t *testing.T) {
	t.Parallel()
	for version, list := range lists {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			organization := many(2)
			organization.Add(organization.OrganizationIDs()[0], world.JumpCloudIPLists, world.Object{"name": "nameless"})
			organization.Add(organization.OrganizationIDs()[0], world.JumpCloudUsers, world.Object{"email": "nobody@acme.example"})
			got, err := list.read(t, newClient(t, start(t, organization)))
			if err == nil || !strings.HasSuffix(err.Error(), `has no "id"`) || len(got) > 0 {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

// An object that comes twice with different values may be either; an equal one
// is one object. A total that cannot be read is not no total.
func TestPages_refuseWhatContradictsItself(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ lists, total, failure string }{
		"equal":              {`[{"id":"a","name":"A"},{"id":"a","name":"A"}]`, "1", ""},
		"different":          {`[{"id":"a","name":"A","ips":["192.0.2.1"]},{"id":"a","name":"A","ips":["0.0.0.0/0"]}]`, "1", `object "a" came twice with different values`},
		"one of two":         {`[{"id":"a","name":"A"},{"id":"a","name":"A"}]`, "2", "it announces 2 entries, and has 1 different ones"},
		"total is no number": {`[{"id":"a"}]`, "many", "its X-Total-Count is not a number"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				answer := test.lists
				switch skip := r.URL.Query().Get("skip"); {
				case r.URL.Path == "/api/organizations":
					answer = `{"totalCount":1,"results":[{"_id":"5f2a9c1e7b3d4a0012c4e8f1"}]}`
				case skip != "0":
					answer = "[]"
				}
				w.Header().Set("X-Total-Count", test.total)
				_, _ = io.WriteString(w, answer)
			}))
			t.Cleanup(server.Close)
			client, err := jumpcloud.New("key", "", "us", rest.Config{BaseURL: server.URL})
			if err != nil {
				t.Fatal(err)
			}
			lists, err := client.IPLists(t.Context())
			if test.failure == "" {
				if len(lists) != 1 || err != nil {
					t.Errorf("got %v, %v", lists, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.failure) || lists != nil {
				t.Errorf("got %v, %v, want %q", lists, err, test.failure)
			}
		})
	}
}
