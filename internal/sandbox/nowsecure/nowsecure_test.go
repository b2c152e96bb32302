// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/budget"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	authorized = "Authorization: Bearer the-token"
	asJSON     = "Content-Type: application/json"

	history = "/resource/app/" + world.AuroraAndroidRef + "/vulnerability"
)

// hosts are plain clients of the two hosts.
type hosts struct {
	api, lab sandboxtest.Client

	world *world.NowSecure
}

func serve(quirks nowsecure.Quirks) hosts {
	return serveConfig(nowsecure.Config{Quirks: quirks})
}

func serveConfig(config nowsecure.Config) hosts {
	w := world.Default()
	config.Token, config.World = "the-token", &w.NowSecure
	api, lab := nowsecure.New(config)
	return hosts{sandboxtest.Direct(api, authorized, asJSON), sandboxtest.Direct(lab, authorized, asJSON), &w.NowSecure}
}

// ask sends a GraphQL query.
func (h hosts) ask(t *testing.T, query string) sandboxtest.Answer {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	return h.api.Send(t, http.MethodPost, "/graphql", string(body))
}

// The fields are those of the specification in the vendor's clients.
func TestREST_shape(t *testing.T) {
	t.Parallel()
	serve(nowsecure.Quirks{}).lab.Check(t, map[string]string{
		"/app?limit=1 0": `{"account":"` + world.RetailGroupRef + `","appstore_application_key":"com.aurora.pay","archived_at":null,` +
			`"binary":"f63fd83ab008a7a09614b8465e9ec6a5060c255c13866f16472ada89793cea23","config":{"dynamic":{"search_data":{` +
			`"password":{"enabled":true,"type":"password","value":"` + world.MobileTestPassword + `"},"username":{"enabled":true,"type":"username","value":"tester"}}},` +
			`"static":{"enabled":true}},"config_level":"advanced","created":"2026-01-05T03:30:00.000Z","findings_overrides":null,"forbidden":null,` +
			`"group":"` + world.RetailGroupRef + `","integrations":[],"package":"com.aurora.pay","platform":"android","ref":"` + world.AuroraAndroidRef +
			`","test_runner_binary":null,"title":"Aurora Pay"}`,
		history + " 0": `{"closed_at":null,"closed_in_app_version":null,"closed_in_assessment_id":null,"finding_id":"certificate_validity_check",` +
			`"finding_title":"Certificate Validation Missing","last_seen_at":"2026-11-22T07:28:00.066Z","last_seen_cvss":7.4,"last_seen_in_app_version":"4.3.1",` +
			`"last_seen_in_assessment_id":"fb7a10b2-f9d9-53bf-8c00-ac066f8f5479","opened_at":"2026-11-22T07:28:00.066Z","opened_in_app_version":"4.3.1",` +
			`"opened_in_assessment_id":"fb7a10b2-f9d9-53bf-8c00-ac066f8f5479","unique_vulnerability_id":2802500}`,
	})
}

func TestHosts_strict(t *testing.T) {
	t.Parallel()
	const query, noQuery = `{"query":"{ my { organization { id } } }"}`, `{}`
	served := serve(nowsecure.Quirks{})
	for name, test := range map[string]struct {
		host                sandboxtest.Client
		method, place, body string
		headers             []string
		want                int
	}{
		"REST":                        {served.lab, http.MethodGet, "/app", "", nil, 200},
		"a slash at the end":          {served.lab, http.MethodGet, "/app/", "", nil, 200},
		"two slashes":                 {served.lab, http.MethodGet, "/app//", "", nil, 404},
		"REST on the other host":      {served.api, http.MethodGet, "/app", "", nil, 404},
		"an unknown path":             {served.lab, http.MethodGet, "/apps", "", nil, 404},
		"another method":              {served.lab, http.MethodPost, "/app", "", nil, 405},
		"an undocumented parameter":   {served.lab, http.MethodGet, "/app?page=2", "", nil, 400},
		"a limit that is not one":     {served.lab, http.MethodGet, "/app?limit=0", "", nil, 400},
		"the history of no app":       {served.lab, http.MethodGet, "/resource/app/1/vulnerability", "", nil, 401},
		"the history of a hidden":     {served.lab, http.MethodGet, "/resource/app/" + world.GraniteRef + "/vulnerability", "", nil, 401},
		"no token":                    {served.lab, http.MethodGet, "/app", "", []string{asJSON}, 401},
		"another token":               {served.lab, http.MethodGet, "/app", "", []string{authorized + "x"}, 401},
		"another scheme":              {served.api, http.MethodGet, "/graphql", query, []string{"Authorization: Token the-token"}, 401},
		"two tokens":                  {served.lab, http.MethodGet, "/app", "", []string{authorized, authorized}, 401},
		"GraphQL":                     {served.api, http.MethodPost, "/graphql", query, nil, 200},
		"GraphQL on the other host":   {served.lab, http.MethodPost, "/graphql/", query, nil, 200},
		"GraphQL with a charset":      {served.api, http.MethodPost, "/graphql", query, []string{authorized, asJSON + "; charset=utf-8"}, 200},
		"GraphQL without a type":      {served.api, http.MethodPost, "/graphql", query, []string{authorized}, 400},
		"GraphQL as a form":           {served.api, http.MethodPost, "/graphql", query, []string{authorized, "Content-Type: application/x-www-form-urlencoded"}, 400},
		"GraphQL that is not JSON":    {served.api, http.MethodPost, "/graphql", "{ my { organization { id } } }", nil, 400},
		"GraphQL without a query":     {served.api, http.MethodPost, "/graphql", noQuery, nil, 400},
		"GraphQL by another method":   {served.api, http.MethodPut, "/graphql", query, nil, 405},
		"GraphQL with a query string": {served.api, http.MethodPost, "/graphql?x=1", query, nil, 400},
	} {
		if got := test.host.Send(t, test.method, test.place, test.body, test.headers...); got.Status != test.want {
			t.Errorf("%s: %d %s, want %d", name, got.Status, got.Text, test.want)
		}
	}
	served.lab.Check(t, map[string]string{
		"/apps ":                         `{"message":"Not found","name":"NotFoundError","status":404}`,
		"/app?limit=x ":                  `{"message":"The value of limit is not valid: \"x\"","name":"ValidationError","status":400}`,
		"/resource/app/1/vulnerability ": `{"message":"Unauthorized access to application"}`,
	})
}

func TestGraphQL_refusesWhatTheSchemaDoesNotHave(t *testing.T) {
	t.Parallel()
	served := serve(nowsecure.Quirks{})
	for query, want := range map[string]string{
		`{ my { organization { id vendor } } }`:                                  `Cannot query field \"vendor\"`,
		`{ auto { assessments { report { findings { context { items } } } } } }`: `Cannot query field \"context\"`,
		`{ auto { applications(pageSize: 5) { ref } } }`:                         `Unknown argument \"pageSize\"`,
		`{ my { organization { users(limit: "all") { ref } } } }`:                `non-integer value`,
		`query($r: [String!]) { auto { assessments(refs: $r) { ref } } }`:        `\"$r\"`,
		`{ my { organization } }`:                                                `must have a selection`,
		`{ my { organization { id }`:                                             `syntax error`,
		`mutation { organization { id } }`:                                       `mutation`,
		`{ auto { assessments(refs: ["` + world.EmberRef + `x"]) { ref } } }`:    "a UUID is expected",
		`query($l: Int!) { auto { applications(limit: $l) { ref } } }`:           `\"l\"`,
	} {
		got := served.ask(t, query)
		if message := got.At("errors.0.message"); !strings.Contains(message, want) {
			t.Errorf("%s: %s, want %s in it", query, got.Text, want)
		}
	}
}

// Arguments that are null, absent and set mean what the schema says.
func TestGraphQL_answers(t *testing.T) {
	t.Parallel()
	app, _ := world.Default().NowSecure.App(world.AuroraAndroidRef)
	last, _ := app.LatestCompleted()
	const users = "data.my.organization.users"
	for name, test := range map[string]struct {
		quirks    nowsecure.Quirks
		query, at string
		length    int
	}{
		"ten users":                 {query: `{ my { organization { users { ref } } } }`, at: users, length: 10},
		"all users":                 {query: `{ my { organization { users(limit: null) { ref } } } }`, at: users, length: 12},
		"three users":               {query: `{ my { organization { users(limit: 3) { ref } } } }`, at: users, length: 3},
		"null is the default":       {nowsecure.Quirks{NullLimitAsDefault: true}, `{ my { organization { users(limit: null) { ref } } } }`, users, 10},
		"all apps":                  {query: `{ auto { applications { ref } } }`, at: "data.auto.applications", length: 8},
		"a page of apps":            {query: `{ auto { applications(limit: 3, offset: 6) { ref } } }`, at: "data.auto.applications", length: 2},
		"a silent limit":            {nowsecure.Quirks{ApplicationsLimit: 5}, `{ auto { applications { ref } } }`, "data.auto.applications", 5},
		"rows":                      {query: `{ auto { assessments(refs: ["` + last.Ref + `"]) { report { findings { checkId } } } } }`, at: "data.auto.assessments.0.report.findings", length: len(last.Findings) - 2},
		"hidden and inconclusive":   {query: `{ auto { assessments(refs: ["` + last.Ref + `"]) { report { findings(hidden: true, indeterminate: true) { checkId } } } } }`, at: "data.auto.assessments.0.report.findings", length: len(last.Findings)},
		"errors beside the data":    {nowsecure.Quirks{PartialData: true}, `{ auto { applications { latestCompleteAssessment { ref } } } }`, "errors", 6},
		"dates are kept for admins": {nowsecure.Quirks{NoOrgAdmin: true}, `{ my { organization { users(limit: 2) { createdAt } } } }`, "errors", 2},
	} {
		if got := serve(test.quirks).ask(t, test.query); got.Status != http.StatusOK || got.Len(test.at) != test.length {
			t.Errorf("%s: %d of %d %s", name, got.Len(test.at), test.length, got.Text)
		}
	}
}

func TestGraphQL_rows(t *testing.T) {
	t.Parallel()
	app, _ := world.Default().NowSecure.App(world.AuroraAndroidRef)
	last, _ := app.LatestCompleted()
	got := serve(nowsecure.Quirks{}).ask(t, `{ auto { assessments(refs: ["`+last.Ref+`"]) { report { findings(hidden: true, indeterminate: true) {
		affected checkId cvss hidden impactType severity check { category } } } } } }`)
	for _, row := range []string{
		`{"affected":null,"check":{"category":"fs"},"checkId":"world_readable_files_check","cvss":null,"hidden":false,"impactType":"indeterminate","severity":null}`,
		`{"affected":true,"check":{"category":"storage"},"checkId":"leaked_data_in_files_password","cvss":7.5,"hidden":false,"impactType":"high","severity":"high"}`,
		`{"affected":false,"check":{"category":"code"},"checkId":"android_janus_vuln","cvss":0,"hidden":false,"impactType":"pass","severity":null}`,
		`{"affected":true,"check":{"category":"code"},"checkId":"android_debuggable_webviews","cvss":5.5,"hidden":true,"impactType":"medium","severity":"medium"}`,
		`{"affected":true,"check":{"category":"artifact"},"checkId":"geoip","cvss":0,"hidden":false,"impactType":"artifact","severity":"info"}`,
	} {
		if rows := got.At("data.auto.assessments.0.report.findings"); !strings.Contains(rows, row) {
			t.Errorf("no row %s in %s", row, rows)
		}
	}
}

// Several reports in a query are more than the gateway waits for.
func TestGraphQL_gateway(t *testing.T) {
	t.Parallel()
	const query = `{ auto { assessments { report { findings { checkId } } } } }`
	if got := serve(nowsecure.Quirks{}).ask(t, query); got.Status != http.StatusServiceUnavailable || !strings.HasPrefix(got.Text, "<html>") {
		t.Errorf("%d %s", got.Status, got.Text)
	}
	if got := serve(nowsecure.Quirks{ReportsPerQuery: 99}).ask(t, query); got.Status != http.StatusOK {
		t.Errorf("%d %s", got.Status, got.Text)
	}
}

// The schema has no word for other platforms: REST lists them, GraphQL does not.
func TestHosts_otherPlatforms(t *testing.T) {
	t.Parallel()
	served := serve(nowsecure.Quirks{})
	served.world.AddApp(world.MobileApp{Platform: "roku", Package: "1", GroupRef: world.RetailGroupRef})
	if rest, graph := served.lab.Get(t, "/app").Len(""), served.ask(t, `{ auto { applications { ref } } }`).Len("data.auto.applications"); rest != 9 || graph != 8 {
		t.Errorf("%d apps by REST, %d by GraphQL", rest, graph)
	}
}

func TestQuirks_ofREST(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quirks nowsecure.Quirks
		want   map[string]string
	}{
		"documented":     {nowsecure.Quirks{}, map[string]string{history + " 0.closed_at": "null", history + " 0.x_undocumented.nested.1": ""}},
		"nulls absent":   {nowsecure.Quirks{NullsAbsent: true}, map[string]string{history + " 0.closed_at": "", "/app?limit=1 0.archived_at": ""}},
		"extra fields":   {nowsecure.Quirks{ExtraFields: true}, map[string]string{history + " 0.x_undocumented.nested.1": `"two"`, "/app 0.config.x_undocumented.nested.1": `"two"`}},
		"IDs as strings": {nowsecure.Quirks{IDsAsStrings: true}, map[string]string{"/resource/app/" + world.FoxtrotRef + "/vulnerability 0.unique_vulnerability_id": `"2803001"`}},
		"cut short":      {nowsecure.Quirks{AppsLimit: 1}, map[string]string{"/app?limit=1000 *.package": `["com.aurora.pay"]`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			serve(test.quirks).lab.Check(t, test.want)
		})
	}
}

func TestBudget_ofBothHosts(t *testing.T) {
	t.Parallel()
	served := serveConfig(nowsecure.Config{Budget: budget.New(2, time.Hour)})
	served.lab.Get(t, "/app")
	served.ask(t, `{ my { organization { id } } }`)
	if got := served.lab.Send(t, http.MethodGet, "/app", ""); got.Status != http.StatusTooManyRequests || got.Header.Get("Retry-After") == "" {
		t.Errorf("%d %v", got.Status, got.Header)
	}
}
