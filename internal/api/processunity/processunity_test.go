// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/template"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	system "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// credentials are hard to write in a form, and must be found nowhere.
var credentials = processunity.Credentials{ //nolint:gosec // no real ones
	Username: "web service", Password: "planted p&ss=1/+", ServiceName: "directwebservice", ServicePassword: "planted-{guid}",
}

// secrets are what must be in no result, however it is written.
var secrets = []string{
	credentials.Password, credentials.ServicePassword, "planted",
	url.QueryEscape(credentials.Password), url.QueryEscape(credentials.ServicePassword), "token-",
}

const (
	tenant      = "/acme"
	tokenPath   = tenant + "/token"
	listingPath = tenant + "/api/dataexchange/ImportableTemplates"
	exportPath  = tenant + "/api/importexport/Export/"
	importPath  = tenant + "/api/importexport/Import/"
)

// peer is the sandbox's ProcessUnity in memory, so that it can be asked in
// virtual time. It remembers what it was asked.
type peer struct {
	world   *world.World
	faults  fault.Set
	handler http.Handler

	mutex    sync.Mutex
	now      time.Time
	requests []received
	inFlight int
	most     int
}

type received struct {
	method, path string
	header       http.Header
	body         string
}

func newPeer(quirks system.Quirks) *peer {
	p := &peer{world: world.Default(), now: time.Date(2027, 1, 2, 3, 4, 5, 0, time.UTC)}
	p.handler = p.faults.Wrap("processunity", system.New(system.Config{
		Tenant: strings.TrimPrefix(tenant, "/"),
		Credential: system.Credential{
			Username: credentials.Username, Password: credentials.Password,
			ServiceName: credentials.ServiceName, ServicePassword: credentials.ServicePassword,
		},
		World:  &p.world.Tenant,
		Quirks: quirks,
		Now:    p.clock,
	}))
	return p
}

func (p *peer) clock() time.Time {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.now
}

// pass lets time pass for the server and the client's tokens.
func (p *peer) pass(duration time.Duration) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.now = p.now.Add(duration)
}

func (p *peer) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	p.mutex.Lock()
	p.requests = append(p.requests, received{request.Method, request.URL.RequestURI(), request.Header.Clone(), string(body)})
	p.inFlight++
	p.most = max(p.most, p.inFlight)
	p.mutex.Unlock()
	defer func() {
		p.mutex.Lock()
		p.inFlight--
		p.mutex.Unlock()
	}()
	served := request.Clone(request.Context())
	served.Body = io.NopCloser(bytes.NewReader(body))
	return sandboxtest.Transport(p.handler).RoundTrip(served)
}

// asked are the requests since the last call, as "METHOD /path".
func (p *peer) asked() []string {
	list := []string{}
	for _, request := range p.received() {
		list = append(list, request.method+" "+request.path)
	}
	return list
}

// received are the requests since the last call.
func (p *peer) received() []received {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	requests := p.requests
	p.requests = nil
	return requests
}

// newClient returns a client of the peer, without retries.
func newClient(t *testing.T, p *peer, changes ...func(*rest.Config)) *processunity.Client {
	t.Helper()
	config := restConfig(p)
	for _, change := range changes {
		change(&config)
	}
	client, err := processunity.New(credentials, processunity.DefaultRequestsPerHour, config)
	if err != nil {
		t.Fatal(err)
	}
	client.SetClock(p.clock)
	return client
}

func retries(number int) func(*rest.Config) {
	return func(config *rest.Config) { config.MaxRetries = &number }
}

func mustTemplate(t *testing.T, client *processunity.Client, id int64) template.Template {
	t.Helper()
	found, err := client.Template(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// issues is a push of whole rows of issues.
func issues(t *testing.T, client *processunity.Client, keys ...string) processunity.Push {
	t.Helper()
	rows := map[string]template.Row{}
	for _, key := range keys {
		rows[key] = template.Row{
			"Name": "Issue " + key, "Description": "", "Risk Severity": "High", "Issue Status": "Open",
			"Issue Source": "SecurityScorecard", "Linked Third Party Id": "", "Risk Impact": "", "Resolution": "",
		}
	}
	return processunity.Push{
		Composer: template.Composer{Template: mustTemplate(t, client, world.IssueTemplateID), Kind: template.Issue},
		ExportID: world.IssueTemplateID,
		Rows:     rows,
	}
}

// mustFail checks that an error has the status and says the words, and nothing
// that is secret.
func mustFail(t *testing.T, err error, status int, words ...string) {
	t.Helper()
	failure := sandboxtest.ErrorAs[*rest.Error](t, err, "ProcessUnity: could not ", secrets)
	if failure.Status != status {
		t.Errorf("status %d, want %d: %s", failure.Status, status, err)
	}
	mustSay(t, err, words...)
}

func mustSay(t *testing.T, err error, words ...string) {
	t.Helper()
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("the error does not say %q: %s", word, err)
		}
	}
	sandboxtest.NoSecrets(t, secrets, err.Error())
}

// keysFrom are count keys that begin with a letter, in order.
func keysFrom(count int) []string {
	var keys []string
	for i := range count {
		keys = append(keys, "k"+string(rune('a'+i/26%26))+string(rune('a'+i%26)))
	}
	slices.Sort(keys)
	return keys
}

// restConfig is the configuration of newClient.
func restConfig(p *peer) rest.Config {
	none := 0
	return rest.Config{BaseURL: "https://app.processunity.example" + tenant + "/", UserAgent: sandboxtest.UserAgent, Transport: p, MaxRetries: &none}
}
