// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/check"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	peer "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/sandboxtest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

type reading = sandboxtest.Reading[*jumpcloud.Client]

func reads[T any](path, operation string, read func(*jumpcloud.Client, context.Context) ([]T, error)) reading {
	return reading{Path: path, Operation: operation, Read: func(ctx context.Context, client *jumpcloud.Client) (bool, error) {
		objects, err := read(client, ctx)
		return objects != nil, err
	}}
}

// readings are every document with every request that it takes.
var readings = map[string]reading{
	"organizations": {Path: "/api/organizations", Operation: "list the organizations of the API key", Read: func(ctx context.Context, client *jumpcloud.Client) (bool, error) {
		id, err := client.OrganizationID(ctx)
		return id != "", err
	}},
	"organization": {Path: "/api/organizations/*", Operation: "read the settings of organization " + world.JumpCloudOrganizationID, Read: func(ctx context.Context, client *jumpcloud.Client) (bool, error) {
		organization, err := client.Organization(ctx)
		return organization.ID() != "" || organization.Settings.RequireAdminMFA != nil, err
	}},
	"administrators":      reads("/api/users", "list the administrators", (*jumpcloud.Client).Administrators),
	"users":               reads("/api/systemusers", "list the users", (*jumpcloud.Client).Users),
	"devices":             reads("/api/systems", "list the devices", (*jumpcloud.Client).Systems),
	"access policies":     reads("/api/v2/authn/policies", "list the conditional access policies", (*jumpcloud.Client).AccessPolicies),
	"IP lists":            reads("/api/v2/iplists", "list the IP lists", (*jumpcloud.Client).IPLists),
	"RADIUS servers":      reads("/api/radiusservers", "list the RADIUS servers", (*jumpcloud.Client).RADIUSServers),
	"applications":        reads("/api/applications", "list the applications", (*jumpcloud.Client).Applications),
	"Apple MDMs":          reads("/api/v2/applemdms", "list the Apple MDM connections", (*jumpcloud.Client).AppleMDMs),
	"Google, list":        reads("/api/v2/directories", "list the directories", (*jumpcloud.Client).GoogleWorkspaces),
	"Google":              reads("/api/v2/gsuites/*", "read directory *", (*jumpcloud.Client).GoogleWorkspaces),
	"Microsoft 365, list": reads("/api/v2/directories", "list the directories", (*jumpcloud.Client).Microsoft365s),
	"Microsoft 365":       reads("/api/v2/office365s/*", "read directory *", (*jumpcloud.Client).Microsoft365s),

	"service accounts":         reads("/api/v2/service-accounts", "list the service accounts", (*jumpcloud.Client).ServiceAccounts),
	"roles":                    reads("/api/v2/roles", "list the roles", (*jumpcloud.Client).Roles),
	"identity risk events":     reads("/api/v2/identityrisk/events", "list the identity risk events", (*jumpcloud.Client).RiskEvents),
	"alerts":                   reads("/api/v2/alerts", "list the alerts", (*jumpcloud.Client).Alerts),
	"user groups":              reads("/api/v2/usergroups", "list the user groups", (*jumpcloud.Client).UserGroups),
	"members of groups":        reads("/api/v2/usergroups/*/members", "list the members of user group *", members),
	"device policies":          reads("/api/v2/policies", "list the device policies", (*jumpcloud.Client).Policies),
	"LDAP servers":             reads("/api/v2/ldapservers", "list the LDAP servers", (*jumpcloud.Client).LDAPServers),
	"Active Directory domains": reads("/api/v2/activedirectories", "list the Active Directory domains", (*jumpcloud.Client).ActiveDirectories),
	"Active Directory agents":  reads("/api/v2/activedirectories/*/agents", "list the agents of Active Directory domain *", (*jumpcloud.Client).ActiveDirectories),
	"subscriptions":            reads("/api/v2/subscriptions", "list the subscriptions", (*jumpcloud.Client).Subscriptions),
	"sign-in settings": {Path: "/api/v2/devices/settings/*", Operation: "read the sign-in settings of devices", Read: func(ctx context.Context, client *jumpcloud.Client) (bool, error) {
		settings, err := client.SignInSettings(ctx)
		return settings.Settings != nil, err
	}},
}

// faults are what may come instead of an answer.
var faults = sandboxtest.Faults(map[string]sandboxtest.Fault{
	"400, version 1": {Effect: refusal(400, `{"message":"bad parameter","error":"Bad Request"}`), Status: 400, Want: "HTTP 400 Bad Request: bad parameter"},
	"400, version 2": {Effect: refusal(400, `{"code":3,"message":"bad parameter","status":"INVALID_ARGUMENT","details":[{"@type":"x"}]}`), Status: 400, Want: "HTTP 400 Bad Request: bad parameter"},
	"401":            {Effect: refusal(401, `{"error":"Unauthorized","message":"Unauthorized: api key user not found"}`), Status: 401, Want: "HTTP 401 Unauthorized: Unauthorized: api key user not found"},
	"403":            {Effect: refusal(403, `{"message":"Forbidden: organization selection not allowed via header"}`), Status: 403, Want: "HTTP 403 Forbidden: Forbidden: organization selection"},
	"403, one word":  {Effect: refusal(403, `{"error":"Forbidden by role"}`), Status: 403, Want: "HTTP 403 Forbidden: Forbidden by role"},
	"403, HTML":      {Effect: refusal(403, "<html>blocked</html>"), Status: 403, Want: "HTTP 403 Forbidden: the body is an HTML page"},
	"403, no JSON":   {Effect: refusal(403, "Forbidden"), Status: 403, Want: "HTTP 403 Forbidden"},
	"403, nested":    {Effect: refusal(403, `{"error":{"secret":"x"},"message":[1]}`), Status: 403, Want: "HTTP 403 Forbidden"},
	"404":            {Effect: refusal(404, `{"message":"Not Found"}`), Status: 404, Want: "HTTP 404 Not Found: Not Found"},
	"429":            {Effect: fault.TooManyRequests(3600), Status: 429, Want: "HTTP 429 Too Many Requests"},
	"500":            {Effect: fault.InternalServerError(), Status: 500, Want: "HTTP 500 Internal Server Error"},
	"nulls":          {Effect: refusal(200, `{"totalCount":null,"results":null}`), Status: 200, Want: "the answer is not what was asked for: it "},
	"another type":   {Effect: refusal(200, `{"results":[{"_id":1}]}`), Status: 200, Want: "the answer is not what was asked for: "},
	"list of nulls":  {Effect: refusal(200, `[null]`), Status: 200, Want: "the answer is not what was asked for: "},
})

func refusal(status int, body string) fault.Effect { return sandboxtest.RespondJSON(status, body) }

var faultTests = sandboxtest.FaultTests[*jumpcloud.Client]{
	Readings: readings,
	Faults:   faults,
	Start:    func(t *testing.T) *sandbox.Sandbox { return start(t, world.DefaultJumpCloud()) },
	NewClient: func(t *testing.T, s *sandbox.Sandbox, timeout time.Duration) *jumpcloud.Client {
		return newClient(t, s, func(config *rest.Config) { config.RequestTimeout = timeout })
	},
	Error: func(t *testing.T, s *sandbox.Sandbox, err error) (int, string) {
		failure := sandboxtest.ErrorAs[*rest.Error](t, err, "JumpCloud: could not ", secrets(s))
		return failure.Status, failure.Operation
	},
}

func TestFaults(t *testing.T) {
	t.Parallel()
	faultTests.Run(t, "JumpCloud", "organization", "devices")
}

// An error that repeats the API key is shown without it.
func TestFaults_echo(t *testing.T) {
	t.Parallel()
	for what, reading := range readings {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			s := faultTests.Start(t)
			effect := refusal(401, `{"message":"who is `+s.JumpCloud.APIKey+`?"}`)
			faultTests.TestError(t, s, reading, sandboxtest.Fault{Effect: effect, Status: 401, Want: "who is (redacted)?"})
		})
	}
}

// A directory without a type may be a connection to Google or Microsoft.
func TestCloudDirectories_withoutType(t *testing.T) {
	t.Parallel()
	withoutTypes := fault.Rewrite("without types", func(exchange fault.Exchange) []byte {
		return regexp.MustCompile(`"type":"\w+"`).ReplaceAll(exchange.Answer, []byte(`"type":null`))
	})
	for _, what := range []string{"Google, list", "Microsoft 365, list"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			faultTests.TestError(t, faultTests.Start(t), readings[what], sandboxtest.Fault{
				Effect: withoutTypes, Status: 200, Want: `a directory has no "type"`,
			})
		})
	}
}

// A refusal is never tried again, an address that insists is blocked; what
// passes is.
func TestRetries(t *testing.T) {
	t.Parallel()
	twice := 2
	for status, want := range map[int]int{401: 1, 403: 1, 404: 1, 503: 2} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			s := start(t, world.DefaultJumpCloud())
			s.Faults.Add(fault.Rule{Path: "/api/systems", Times: 1, Effect: refusal(status, `{"message":"no"}`)})
			_, err := newClient(t, s, func(config *rest.Config) { config.MaxRetries = &twice }).Systems(t.Context())
			if (err == nil) != (want == 2) {
				t.Errorf("got %v", err)
			}
			if requests := s.Requests.Count(sandbox.Path("/api/systems")); requests != want {
				t.Errorf("%d requests, want %d", requests, want)
			}
		})
	}
}

// everything is all that there is to read.
var everything = []check.Document{
	check.DocumentOrganization, check.DocumentAdministrators, check.DocumentUsers, check.DocumentSystems,
	check.DocumentAccessPolicies, check.DocumentIPLists, check.DocumentRADIUSServers, check.DocumentApplications,
	check.DocumentAppleMDMs, check.DocumentGoogleWorkspaces, check.DocumentMicrosoft365s,
}

// The reasons that documents are missing for are the same for the same
// failure, and have nothing of what the server says.
func TestReasons(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		effect fault.Effect
		want   string
	}{
		"403":      {refusal(403, `{"message":"erin@acme.example may not"}`), "forbidden to the API key's role (HTTP 403)"},
		"404":      {refusal(404, `{"message":"erin@acme.example is not here"}`), "failed (HTTP 404)"},
		"429":      {fault.TooManyRequests(4000), "failed (HTTP 429)"},
		"503":      {fault.GatewayPage(), "failed (HTTP 503)"},
		"garbage":  {fault.Garbage(), "failed: the answer is not what was asked for, or not whole"},
		"redirect": {fault.Redirect("https://other.example/"), "failed (HTTP 302)"},
		"drop":     {fault.DropMidBody(), "failed without an answer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, world.DefaultJumpCloud())
			s.Faults.Add(fault.Rule{Path: "/api/systems", Effect: test.effect})
			// One at a time: after a 429 nothing else is read.
			client := newClient(t, s, func(config *rest.Config) { config.MaxConcurrency = 1 })
			evidence, failures, err := client.Evidence(t.Context(), []check.Document{check.DocumentUsers, check.DocumentSystems})
			if err != nil || failures[0] != nil || failures[1] == nil {
				t.Fatalf("got %v, %v", failures, err)
			}
			if _, ok := evidence.Systems.Value(); ok || evidence.Systems.Reason() != test.want {
				t.Errorf("got %t, %q, want %q", ok, evidence.Systems.Reason(), test.want)
			}
			if users, ok := evidence.Users.Value(); !ok || len(users) == 0 {
				t.Error("the users are missing, too")
			}
			if _, ok := evidence.Applications.Value(); ok || evidence.Applications.Reason() != "not read" {
				t.Errorf("applications: %t, %q", ok, evidence.Applications.Reason())
			}
		})
	}
}

// Only what is asked for is read, and never more than a few at a time.
func TestEvidence_readsWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	s := start(t, world.DefaultJumpCloud(), sandbox.WithLatency(5*time.Millisecond))
	_, _, err := newClient(t, s).Evidence(t.Context(), []check.Document{check.DocumentIPLists})
	if err != nil {
		t.Fatal(err)
	}
	sandboxtest.Equal(t, "requests", requested(s), []string{"/api/organizations", "/api/v2/iplists"})
	for asked, most := range map[int]int{0: 3, 1: 1, 4: 4, 32: 4} {
		s.Requests.Reset()
		client := newClient(t, s, func(config *rest.Config) { config.MaxConcurrency = asked })
		if _, _, err := client.Evidence(t.Context(), everything); err != nil {
			t.Fatal(err)
		}
		if met := s.Requests.MaxInFlight(); met > most {
			t.Errorf("with max_concurrency %d, %d requests in flight, want at most %d", asked, met, most)
		}
	}
}

// A thousand users and a thousand devices cost no more than thirty requests,
// none of them sent twice.
func TestEvidence_ofAThousand(t *testing.T) {
	t.Parallel()
	s := start(t, world.GenerateJumpCloud(1, 1000, 1000))
	evidence, failures, err := newClient(t, s).Evidence(t.Context(), everything)
	if err := errors.Join(append(failures, err)...); err != nil {
		t.Fatal(err)
	}
	users, _ := evidence.Users.Value()
	systems, _ := evidence.Systems.Value()
	paths := requested(s)
	if len(users) != 1000 || len(systems) != 1000 || len(paths) > 30 || len(slices.Compact(slices.Clone(paths))) != len(paths) {
		t.Errorf("%d users and %d devices by %d requests: %v", len(users), len(systems), len(paths), paths)
	}
}

// When the caller gives up, that is no evidence.
func TestEvidence_canceled(t *testing.T) {
	t.Parallel()
	s := start(t, world.DefaultJumpCloud())
	ctx, cancel := context.WithCancel(t.Context())
	client := newClient(t, s, func(config *rest.Config) {
		config.Transport = roundTripper(func(request *http.Request) (*http.Response, error) {
			if request.URL.Path == "/api/systems" {
				cancel()
			}
			return http.DefaultTransport.RoundTrip(request)
		})
	})
	_, _, err := client.Evidence(ctx, []check.Document{check.DocumentSystems, check.DocumentUsers})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, _, err := newClient(t, s).Evidence(t.Context(), []check.Document{"secrets"}); err == nil {
		t.Error("a document that there is not is read")
	}
}

// Secrets are asked for as little as may be, and decoded never, asked for or
// not.
func TestEvidence_secretsAreNotDecoded(t *testing.T) {
	t.Parallel()
	for name, ignored := range map[string]bool{"as asked": false, "whatever is asked": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, world.DefaultJumpCloud(), quirks(peer.Quirks{IgnoreFields: ignored}))
			evidence, failures, err := newClient(t, s).Evidence(t.Context(), everything)
			if err := errors.Join(append(failures, err)...); err != nil {
				t.Fatal(err)
			}
			organization, _ := evidence.Organization.Value()
			users, _ := evidence.Users.Value()
			systems, _ := evidence.Systems.Value()
			administrators, _ := evidence.Administrators.Value()
			servers, _ := evidence.RADIUSServers.Value()
			applications, _ := evidence.Applications.Value()
			mustHaveNoSecret(t, s, organization, users, systems, administrators, servers, applications)
			if len(servers) == 0 || servers[0].Name == "" || servers[0].MFA == "" {
				t.Error("the RADIUS servers lack what was asked for")
			}
		})
	}
}
