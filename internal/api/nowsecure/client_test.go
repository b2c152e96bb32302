// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
)

// inMemory answers every request in the same way, and keeps it.
type inMemory struct {
	answers map[string]string // by path
	sent    []*http.Request
}

// RoundTrip implements http.RoundTripper.
func (m *inMemory) RoundTrip(request *http.Request) (*http.Response, error) {
	m.sent = append(m.sent, request)
	return &http.Response{
		StatusCode: http.StatusOK, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		Body: io.NopCloser(strings.NewReader(m.answers[request.URL.Path])), Request: request,
	}, nil
}

func TestNew(t *testing.T) {
	t.Parallel()
	transport := &inMemory{answers: map[string]string{
		"/graphql": `{"data":{"my":{"organization":{"id":7}}}}`,
		"/app/":    `[]`,
	}}
	client := must[*nowsecure.Client](t)(nowsecure.New("the-token", nowsecure.Hosts{}, rest.Config{UserAgent: "test/1", Transport: transport}))
	if len(transport.sent) > 0 {
		t.Fatalf("sent %v", transport.sent)
	}
	organization := must[nowsecure.Organization](t)(client.Organization(t.Context()))
	sandboxtest.Equal(t, "ID", organization.ID, "7")
	sandboxtest.Equal(t, "URL of GraphQL", transport.sent[0].URL.String(), "https://api.nowsecure.com/graphql")
	sandboxtest.Equal(t, "headers of GraphQL", transport.sent[0].Header, http.Header{
		"Accept": {"application/json"}, "Authorization": {"Bearer the-token"}, "Content-Type": {"application/json"}, "User-Agent": {"test/1"},
	})

	transport.answers["/graphql"] = `{"data":{"auto":{"applications":[]}}}`
	if apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{})).Apps; len(apps) > 0 {
		t.Errorf("got %v", apps)
	}
	last := transport.sent[len(transport.sent)-1]
	sandboxtest.Equal(t, "URL of REST", last.URL.String(), "https://lab-api.nowsecure.com/app/")
	sandboxtest.Equal(t, "headers of REST", last.Header, http.Header{"Accept": {"application/json"}, "Authorization": {"Bearer the-token"}, "User-Agent": {"test/1"}})
}

func TestNew_refusesToSendTheTokenInTheClear(t *testing.T) {
	t.Parallel()
	for _, urls := range [][2]string{{"http://api.example.com", ""}, {"", "http://lab.example.com"}} {
		if _, err := nowsecure.New("the-token", nowsecure.Hosts{LabAPIURL: urls[1]}, rest.Config{BaseURL: urls[0]}); err == nil {
			t.Errorf("%q: the token would be sent in the clear", urls)
		}
	}
}

// Links lead to the pages of the shared platform or of the customer, and nowhere
// else.
func TestLinks(t *testing.T) {
	t.Parallel()
	const application = `{"ref":"a1","platformType":"ios","packageKey":"p","group":{"ref":"g","name":"G"},"latestAssessment":{"ref":"s1"},` +
		`"latestCompleteAssessment":{"ref":"s1","taskId":"1","createdAt":"2026-01-01T00:00:00Z"}}`
	const report = `{"ref":"s1","report":{"findings":[{"checkId":"c","affected":true,"severity":"high","check":{}}]}}`
	for urls, want := range map[[2]string][2]string{
		{"", ""}:                                                         {"https://app.nowsecure.com/app/a1", "https://app.nowsecure.com/app/a1/assessment/s1/findings#finding-c"},
		{"https://api.nowsecure.com/", ""}:                               {"https://app.nowsecure.com/app/a1", "https://app.nowsecure.com/app/a1/assessment/s1/findings#finding-c"},
		{"https://api.customer.example", ""}:                             {"", ""},
		{"https://api.nowsecure.com.evil", ""}:                           {"", ""},
		{"", "https://ui.customer.example"}:                              {"https://ui.customer.example/app/a1", "https://ui.customer.example/app/a1/assessment/s1/findings#finding-c"},
		{"https://api.customer.example", "https://ui.customer.example/"}: {"https://ui.customer.example/app/a1", "https://ui.customer.example/app/a1/assessment/s1/findings#finding-c"},
	} {
		t.Run(urls[0]+" "+urls[1], func(t *testing.T) {
			t.Parallel()
			pages := &wire{answer: func(name string) string {
				switch {
				case name == firstApps:
					return `{"data":{"auto":{"applications":[` + application + `]}}}`
				case strings.HasPrefix(name, "applications"):
					return `{"data":{"auto":{"applications":[]}}}`
				case strings.HasPrefix(name, "report"):
					return `{"data":{"auto":{"assessments":[` + report + `]}}}`
				default:
					return `[]`
				}
			}}
			client := must[*nowsecure.Client](t)(nowsecure.New("the-token", nowsecure.Hosts{WebURL: urls[1]}, rest.Config{BaseURL: urls[0], Transport: pages}))
			apps := must[nowsecure.Apps](t)(client.Apps(t.Context(), nowsecure.AppsQuery{})).Apps
			read := must[nowsecure.Findings](t)(client.Findings(t.Context(), nowsecure.FindingsQuery{}))
			sandboxtest.Equal(t, "URLs", [2]string{apps[0].URL, read.Findings[0].URL}, want)
		})
	}
}
