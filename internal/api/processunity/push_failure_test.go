// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// What an import does that ended without an answer is not known. Sent again, by
// the client or in the next run, it makes nothing twice.
func TestPush_lostAnswers(t *testing.T) {
	t.Parallel()
	for name, effect := range map[string]fault.Effect{
		"dropped answer":     fault.DropAnswer(),
		"dropped midway":     fault.DropConnection(),
		"cut short":          fault.CutShort(),
		"a page":             fault.HTMLPage(),
		"nothing":            fault.EmptyBody(),
		"a gateway's page":   fault.GatewayPage(),
		"a server's error":   fault.InternalServerError(),
		"an answer of no":    fault.Respond(http.StatusOK, nil, `{"HasError":false,"Data":[]}`),
		"an error of a call": fault.Respond(http.StatusOK, nil, `{"HasError":true,"Message":"General error (line 2)","Data":null}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{})
			p.faults.Add(fault.Rule{Path: importPath + "*", Skip: 1, Times: 1, Effect: effect})
			client := newClient(t, p)
			keys := keysFrom(600)
			push := issues(t, client, keys...)
			result, err := client.Push(t.Context(), push)
			if err == nil {
				t.Fatal("no error")
			}
			mustSay(t, err, "ProcessUnity: could not import 200 rows")
			sandboxtest.Equal(t, "accepted", result.Accepted, keys[:200])
			sandboxtest.Equal(t, "unknown", result.Unknown, keys[200:400])
			if result, err = client.Push(t.Context(), push); err != nil {
				t.Fatal(err)
			}
			sandboxtest.Equal(t, "accepted at last", result.Accepted, keys)
			sandboxtest.Equal(t, "inserted", sorted(p.world.InsertedKeys(world.IssueTemplateID)), keys)
			sandboxtest.Equal(t, "unmet", len(p.faults.Unmet()), 0)
		})
	}
}

func sorted(keys []string) []string { return slices.Sorted(slices.Values(keys)) }

// What is asked for again, and what is not.
func TestPush_retries(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		effect fault.Effect
		again  bool
	}{
		"dropped answer":      {fault.DropAnswer(), true},
		"dropped connection":  {fault.DropConnection(), true},
		"429":                 {fault.TooManyRequestsWithoutRetryAfter(), true},
		"429 with a time":     {fault.TooManyRequests(30), true},
		"429 for too long":    {fault.TooManyRequests(1800), false},
		"502":                 {fault.Respond(http.StatusBadGateway, nil, ""), true},
		"503":                 {fault.GatewayPage(), true},
		"504":                 {fault.Respond(http.StatusGatewayTimeout, nil, ""), true},
		"500":                 {fault.InternalServerError(), false},
		"400":                 {fault.Respond(http.StatusBadRequest, nil, ""), false},
		"403":                 {fault.Respond(http.StatusForbidden, nil, ""), false},
		"a redirect":          {fault.Redirect(tenant + "/login"), false},
		"an error as success": {fault.Respond(http.StatusOK, nil, `{"HasError":true,"Message":"No"}`), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := newPeer(system.Quirks{})
				p.faults.Add(fault.Rule{Path: importPath + "*", Times: 1, Effect: test.effect})
				client := newClient(t, p, retries(2))
				result, err := client.Push(t.Context(), issues(t, client, "a", "b"))
				requests := 0
				for _, request := range p.asked() {
					if strings.Contains(request, importPath) {
						requests++
					}
				}
				if test.again {
					if err != nil || requests != 2 {
						t.Errorf("%d requests, error %v", requests, err)
					}
					sandboxtest.Equal(t, "accepted", result.Accepted, []string{"a", "b"})
					sandboxtest.Equal(t, "inserted", p.world.InsertedKeys(world.IssueTemplateID), []string{"a", "b"})
					return
				}
				if err == nil || requests != 1 {
					t.Errorf("%d requests, error %v", requests, err)
				}
			})
		})
	}
}

// Through a template that makes records of lines that come twice, nothing is
// sent twice.
func TestPush_insertsAreNotRepeated(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{})
		p.faults.Add(fault.Rule{Path: importPath + "*", Times: 1, Effect: fault.DropAnswer()})
		client := newClient(t, p, retries(2))
		push := issues(t, client, "a")
		push.Template.Updates = false
		if result, err := client.Push(t.Context(), push); err == nil || len(result.Unknown) != 1 {
			t.Errorf("%+v, %v", result, err)
		}
		sandboxtest.Equal(t, "imports", len(p.world.Imports(world.IssueTemplateID)), 1)
	})
}

// A refusal of the whole request says that nothing was taken.
func TestPush_refusedRequests(t *testing.T) {
	t.Parallel()
	for name, rule := range map[string]fault.Rule{
		"forbidden":      {Path: importPath + "*", Effect: fault.Respond(http.StatusForbidden, nil, `{"Message":"No"}`)},
		"no token":       {Path: tokenPath, Skip: 1, Effect: fault.GatewayPage()},
		"the export":     {Path: exportPath + "*", Effect: fault.InternalServerError()},
		"the export too": {Path: exportPath + "*", Effect: fault.Respond(http.StatusOK, nil, `{"HasError":false,"Data":[{"Name":"no key"}]}`)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(system.Quirks{TokenRequests: 1})
			p.faults.Add(rule)
			client := newClient(t, p)
			push := issues(t, client, "a")
			delete(push.Rows["a"], "Description")
			if name == "forbidden" || name == "no token" {
				push.Rows["a"]["Description"] = ""
			}
			result, err := client.Push(t.Context(), push)
			if err == nil {
				t.Fatal("no error")
			}
			sandboxtest.NoSecrets(t, secrets, err.Error())
			sandboxtest.Equal(t, "unknown", len(result.Unknown), 0)
			sandboxtest.Equal(t, "accepted", len(result.Accepted), 0)
			sandboxtest.Equal(t, "imports", len(p.world.Imports(world.IssueTemplateID)), 0)
		})
	}
}

// One push is under way at a time, and each sees what those before it have set:
// what it sends back is not stale.
func TestPush_oneAtATime(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	if _, err := client.Push(t.Context(), issues(t, client, "a")); err != nil {
		t.Fatal(err)
	}
	composer := template.Composer{
		Template: mustTemplate(t, client, world.IssueTemplateID), Kind: template.Issue,
		BlankColumns: []string{"Description", "Resolution", "Risk Impact"},
	}
	columns := []string{"Name", "Description", "Resolution", "Risk Impact"}
	var group sync.WaitGroup
	for _, column := range columns {
		group.Go(func() {
			_, err := client.Push(t.Context(), processunity.Push{
				Composer: composer, ExportID: world.IssueTemplateID,
				Rows: map[string]template.Row{"a": {column: "set by its push"}},
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	item := p.world.FindItems(world.IssueItem, world.IssueExternalID, "a")[0]
	for _, column := range columns {
		sandboxtest.Equal(t, column, item.Values[column], "set by its push")
	}
	if p.most > 1 {
		t.Errorf("%d requests were in flight at once", p.most)
	}
}

func TestPush_canceled(t *testing.T) {
	t.Parallel()
	p := newPeer(system.Quirks{})
	client := newClient(t, p)
	push := issues(t, client, "a")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client.Push(ctx, push); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	sandboxtest.Equal(t, "imports", len(p.world.Imports(world.IssueTemplateID)), 0)
}

// Half of the hour's requests go at once. What would wait for more than two
// minutes is not waited for, and the error says which limit it is.
func TestBudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{})
		p.faults.Add(fault.Rule{Path: exportPath + "*", Effect: fault.Respond(http.StatusOK, nil, `{"HasError":false,"Data":[]}`)})
		client, err := processunity.New(credentials, 10, restConfig(p))
		if err != nil {
			t.Fatal(err)
		}
		for id := range int64(10) {
			if _, err = client.Export(t.Context(), id); err != nil {
				break
			}
		}
		mustFail(t, err, http.StatusTooManyRequests, "the request limit is used up", "this run waits 2m0s at most")
		sandboxtest.Equal(t, "requests", len(p.asked()), 5)
	})
}

// A wait of less than that is waited for: with 360 an hour, 20 seconds.
func TestBudget_waits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newPeer(system.Quirks{})
		p.faults.Add(fault.Rule{Path: exportPath + "*", Effect: fault.Respond(http.StatusOK, nil, `{"HasError":false,"Data":[]}`)})
		client := newClient(t, p)
		started := time.Now()
		for id := range int64(182) {
			if _, err := client.Export(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(started); took < 59*time.Second || took > 61*time.Second {
			t.Errorf("183 requests took %s, want a minute", took)
		}
	})
}
