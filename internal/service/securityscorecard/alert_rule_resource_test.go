// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	quirks "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const alertRuleType = "vendorrisk_securityscorecard_alert_rule"

// ruleArguments are arguments in Go's own types.
type ruleArguments = map[string]any

func alertRule(changes ruleArguments) ruleArguments {
	arguments := ruleArguments{
		"name": "Low factors", "change": "score_drop_threshold", "threshold": 70, "factors": []any{"network_security", "dns_health"},
		"scorecards": "in_portfolio", "portfolio_id": world.CriticalVendorsID,
	}
	maps.Copy(arguments, changes)
	return arguments
}

// newRule returns a resource with its own provider.
func newRule(t *testing.T, systems *sandbox.Sandbox) *acctest.Managed {
	t.Helper()
	return acctest.NewManaged(t, acctest.NewSandboxServer(t, systems), alertRuleType)
}

func planRule(t *testing.T, m *acctest.Managed, arguments ruleArguments) *acctest.Planned {
	t.Helper()
	return m.Plan(t.Context(), t, acctest.WireAttributes(t, m.Type(t), arguments))
}

func applyRule(t *testing.T, m *acctest.Managed, arguments ruleArguments) []*tfprotov6.Diagnostic {
	t.Helper()
	planned := planRule(t, m, arguments)
	if acctest.HasErrors(planned.Diagnostics) {
		return planned.Diagnostics
	}
	return append(planned.Diagnostics, m.Apply(t.Context(), t, planned)...)
}

// refreshed is the next run of a rule that exists.
func refreshed(t *testing.T, systems *sandbox.Sandbox, m *acctest.Managed) []*tfprotov6.Diagnostic {
	t.Helper()
	m.Server = acctest.NewSandboxServer(t, systems)
	return m.Refresh(t.Context(), t)
}

// createdRules are the rules that no person has made.
func createdRules(systems *sandbox.Sandbox) []world.AlertRule { return systems.World.AlertRules()[1:] }

func replacedBy(planned *acctest.Planned) []string {
	names := []string{}
	for _, path := range planned.RequiresReplace {
		names = append(names, acctest.PathText(path))
	}
	return names
}

func TestAlertRule_changesReplaceIt(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRule(t, systems)
	acctest.WantDiagnostics(t, applyRule(t, m, alertRule(nil)))
	acctest.Equal(t, "identity", m.Identity(t), map[string]any{"id": createdRules(systems)[0].ID})
	acctest.WantDiagnostics(t, refreshed(t, systems, m))
	for attribute, changes := range map[string]ruleArguments{
		"":           {"factors": []any{"dns_health", "network_security"}, "timeouts": ruleArguments{"create": "5m"}},
		"name":       {"name": "Other"},
		"change":     {"change": "score_rise_threshold"},
		"threshold":  {"threshold": 71},
		"factors":    {"factors": nil},
		"scorecards": {"scorecards": "followed", "portfolio_id": nil},
	} {
		planned := planRule(t, m, alertRule(changes))
		acctest.WantDiagnostics(t, planned.Diagnostics)
		names := replacedBy(planned)
		if (attribute == "") != (len(names) == 0) || len(names) > 0 && !slices.Contains(names, attribute) {
			t.Errorf("%s: replaced by %v", attribute, names)
		}
	}
	acctest.Equal(t, "rules", len(createdRules(systems)), 1)
}

// What a person changes is drift, which a new rule undoes.
func TestAlertRule_drift(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change      func(*world.AlertRule)
		replaced    []string
		diagnostics []string
	}{
		"another threshold": {func(rule *world.AlertRule) { rule.Threshold = "10" }, []string{"threshold"}, nil},
		"another factor":    {func(rule *world.AlertRule) { rule.Factors = []string{"dns_health"} }, []string{"factors"}, nil},
		"no factors":        {func(rule *world.AlertRule) { rule.Change, rule.Factors = "score_drop_threshold", nil }, []string{"factors"}, nil},
		"one scorecard":     {func(rule *world.AlertRule) { rule.Scorecards, rule.PortfolioID = "by_id", "" }, []string{"portfolio_id", "scorecards"}, nil},
		"another name":      {func(rule *world.AlertRule) { rule.Name = "x" }, []string{"name"}, nil},
		"paused":            {func(rule *world.AlertRule) { rule.PausedAt = world.PausedSince }, []string{"paused_at"}, []string{"warning: SecurityScorecard Alert Rule Is Paused"}},
		"nothing":           {func(*world.AlertRule) {}, []string{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			m := newRule(t, systems)
			acctest.WantDiagnostics(t, applyRule(t, m, alertRule(nil)))
			systems.World.ChangeAlertRule(createdRules(systems)[0].ID, test.change)
			acctest.WantDiagnostics(t, refreshed(t, systems, m))
			planned := planRule(t, m, alertRule(nil))
			acctest.WantDiagnostics(t, planned.Diagnostics, test.diagnostics...)
			acctest.Equal(t, "replaced by", replacedBy(planned), test.replaced)
		})
	}
}

// If the list does not say what a rule watches, the state keeps it, and an import
// takes the configuration's.
func TestAlertRule_thatCannotBeRead(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t, sandbox.WithQuirks(quirks.Quirks{AlertRulesWithoutChanges: true}))
	m := newRule(t, systems)
	acctest.WantDiagnostics(t, applyRule(t, m, alertRule(nil)))
	acctest.WantDiagnostics(t, refreshed(t, systems, m))
	acctest.Equal(t, "replaced by", replacedBy(planRule(t, m, alertRule(nil))), []string{})

	imported := newRule(t, systems)
	id := createdRules(systems)[0].ID
	acctest.WantDiagnostics(t, imported.Import(t.Context(), t, id, nil))
	acctest.Equal(t, "change", imported.Attributes(t)["change"], nil)
	acctest.WantDiagnostics(t, applyRule(t, imported, alertRule(nil)), "warning: SecurityScorecard Alert Rule Is Taken As It Is")
	acctest.Equal(t, "id", imported.Attributes(t)["id"], any(id))
	acctest.Equal(t, "replaced by", replacedBy(planRule(t, imported, alertRule(ruleArguments{"threshold": 60}))), []string{"threshold"})
	acctest.Equal(t, "rules", len(createdRules(systems)), 1)
}

func TestAlertRule_errors(t *testing.T) {
	t.Parallel()
	post := func(effect fault.Effect) fault.Rule {
		return fault.Rule{Method: http.MethodPost, Path: "/subscriptions", Effect: effect}
	}
	forbidden := fault.Respond(http.StatusForbidden, nil, "")
	const unable = "error: Unable to Create SecurityScorecard Alert Rule"
	for name, test := range map[string]struct {
		quirks quirks.Quirks
		faults []fault.Rule
		exists bool
		want   string
		words  []string
		rules  int
	}{
		"it exists":           {exists: true, want: "error at name: SecurityScorecard Alert Rule Exists", words: []string{"Import it", "create_before_destroy"}, rules: 1},
		"no access":           {faults: []fault.Rule{post(forbidden)}, want: unable, words: []string{"Read Only access may not be sufficient", "Cortex XSOAR", "HTTP 403"}},
		"no such endpoint":    {faults: []fault.Rule{{Path: "/subscriptions", Effect: fault.Respond(http.StatusNotFound, nil, "")}}, want: unable, words: []string{"in no published specification", "HTTP 404"}},
		"the answer is lost":  {faults: []fault.Rule{post(fault.DropAnswer())}, want: "warning: SecurityScorecard Alert Rule Was Looked Up", rules: 1},
		"it is unknown":       {quirks: quirks.Quirks{AlertRuleLag: 99}, faults: []fault.Rule{post(fault.DropAnswer())}, want: unable, words: []string{"unknown whether", "import it"}, rules: 1},
		"it is never listed":  {quirks: quirks.Quirks{AlertRuleLag: 99}, want: unable, words: []string{"securityscorecard.username", "deleted again"}},
		"the list is refused": {faults: []fault.Rule{{Method: http.MethodGet, Path: "/subscriptions", Skip: 1, Effect: forbidden}}, want: "warning: SecurityScorecard Alert Rule Was Not Read", rules: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, sandbox.WithQuirks(test.quirks))
			systems.Faults.Add(test.faults...)
			if test.exists {
				systems.World.AddAlertRule(world.AlertRule{Name: "Low factors", Change: "grade_drop", Scorecards: "followed"})
			}
			diagnostics := applyRule(t, newRule(t, systems), alertRule(nil))
			acctest.WantDiagnostics(t, diagnostics, test.want)
			acctest.WantTextAmong(t, diagnostics, test.words...)
			acctest.Equal(t, "rules", len(createdRules(systems)), test.rules)
		})
	}
}

func TestAlertRule_validation(t *testing.T) {
	t.Parallel()
	m := acctest.NewManaged(t, acctest.NewServer(t), alertRuleType)
	for want, changes := range map[string]ruleArguments{
		"error at threshold: Missing Threshold":                {"threshold": nil},
		"error at threshold: Invalid Attribute Combination":    {"change": "grade_drop"},
		"error at portfolio_id: Missing Portfolio":             {"portfolio_id": nil},
		"error at portfolio_id: Invalid Attribute Combination": {"scorecards": "followed"},
		"warning at factors: Unknown SecurityScorecard Factor": {"factors": []any{"network"}},
		"error at scorecards: Invalid Attribute Value Match":   {"scorecards": "by_id", "portfolio_id": nil},
	} {
		acctest.WantDiagnostics(t, m.Validate(t.Context(), t, acctest.WireAttributes(t, m.Type(t), alertRule(changes))), want)
	}
	unknowns := alertRule(ruleArguments{"change": acctest.Unknown{}, "threshold": acctest.Unknown{}, "scorecards": acctest.Unknown{}, "portfolio_id": acctest.Unknown{}})
	acctest.WantDiagnostics(t, m.Validate(t.Context(), t, acctest.WireAttributes(t, m.Type(t), unknowns)))
}

// Without the user's name, the plan fails, and nothing is sent.
func TestAlertRule_withoutUsername(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	server := acctest.NewServer(t)
	settings := acctest.SandboxSettings(systems, sandbox.SecurityScorecard)
	delete(settings, "username")
	server.Configure(t.Context(), t, map[string]acctest.Settings{sandbox.SecurityScorecard: settings})
	diagnostics := applyRule(t, acctest.NewManaged(t, server, alertRuleType), alertRule(nil))
	acctest.WantDiagnostics(t, diagnostics, "error: SecurityScorecard Username Is Not Set")
	acctest.WantTextAmong(t, diagnostics, "SECURITYSCORECARD_USERNAME")
	acctest.Equal(t, "requests", len(systems.Requests.All()), 0)
}

// With Terraform: a rule is created once, though the answer is lost, replaced when it changes or is paused, created
// again when a person deletes it, imported, and deleted.
func TestTerraform_managesAlertRules(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	const address = alertRuleType + ".test"
	configuration := func(threshold int) string {
		return acctest.ProviderConfig(systems) + fmt.Sprintf(`
resource "vendorrisk_securityscorecard_alert_rule" "test" {
  name         = "Critical vendors"
  change       = "score_drop_threshold"
  threshold    = %d
  scorecards   = "in_portfolio"
  portfolio_id = %q
}
`, threshold, world.CriticalVendorsID)
	}
	has := func(want ...string) plancheck.PlanCheck {
		return acctest.Check(func() error {
			got := []string{}
			for _, rule := range createdRules(systems) {
				got = append(got, rule.Name+" "+rule.Threshold)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				return fmt.Errorf("rules %q, want %q", got, want)
			}
			return nil
		})
	}
	pause := func() {
		systems.World.ChangeAlertRule(createdRules(systems)[0].ID, func(rule *world.AlertRule) { rule.PausedAt = world.PausedSince })
	}
	// The answer to the first creation is lost after the rule was created.
	lost := func() {
		systems.Faults.Add(fault.Rule{Method: http.MethodPost, Path: "/subscriptions", Times: 1, Effect: fault.DropAnswer()})
	}
	remove := func() { systems.World.DeleteAlertRule(createdRules(systems)[0].ID) }
	acctest.UnitTest(
		t,
		resource.TestStep{PreConfig: lost, Config: configuration(70), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate, acctest.Settled(has("Critical vendors 70")))},
		resource.TestStep{Config: configuration(60), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionReplace, acctest.Settled(has("Critical vendors 60")))},
		resource.TestStep{PreConfig: pause, Config: configuration(60), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionReplace, acctest.Settled(has("Critical vendors 60")))},
		resource.TestStep{PreConfig: remove, Config: configuration(60), ConfigPlanChecks: acctest.Action(address, plancheck.ResourceActionCreate, acctest.Settled(has("Critical vendors 60")))},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true},
	)
	acctest.Equal(t, "rules after the destroy", len(createdRules(systems)), 0)
}
