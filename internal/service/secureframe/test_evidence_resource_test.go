// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

const (
	evidenceType   = "vendorrisk_secureframe_test_evidence"
	unableToAttach = "error: Unable to Attach Secureframe Evidence"
	evidenceKept   = "warning: Secureframe Keeps the Evidence"
)

var (
	penetrationTest = world.SecureframeID(world.SecureframeTests, "penetration-test")
	vendorsReviewed = world.SecureframeID(world.SecureframeTests, "vendors-reviewed")
	redeemPath      = "/tests/" + penetrationTest + "/evidences"
)

// attaching are the arguments to attach a text.
func attaching(content string) object {
	return object{"test_id": penetrationTest, "content_wo": content, "filename": "report.md"}
}

// attached are the evidences of the test, each as its filename and content.
func attached(systems *sandbox.Sandbox) []string {
	list := []string{}
	for _, evidence := range systems.World.Compliance.Evidences() {
		if evidence.TestID == penetrationTest {
			list = append(list, evidence.Filename+": "+string(evidence.Content))
		}
	}
	return list
}

func TestEvidence_isAttachedOnce(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, evidenceType)
	arguments := with(attaching("# Fine"), object{"content_type": "text/markdown", "activity_completion": "2026-11-30"})
	planned := mustPlan(t, m, arguments)
	acctest.Equal(t, "requests of the plan", len(systems.Requests.All()), 0)
	acctest.Equal(t, "planned hash", attribute(t, planned, "content_sha256"), any("106ca3599ac4026d4635406bc68d9189e3a804a7e2688b3f9390e0fc9816d35d"))
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	evidences := systems.World.Compliance.Evidences()
	got := evidences[len(evidences)-1]
	acctest.Equal(t, "evidence", got, world.Evidence{
		ID: got.ID, TestID: penetrationTest, CompletedOn: "2026-11-30", Filename: "report.md", ContentType: "text/markdown",
		Content: []byte("# Fine"), CreatedAt: got.CreatedAt,
	})
	acctest.Equal(t, "state", m.Attributes(t)["id"], any(got.ID))
	acctest.Equal(t, "accepted", m.Attributes(t)["accepted"], any(true))
	if text := planned.State.String() + m.State.String(); strings.Contains(text, "# Fine") {
		t.Errorf("the content is in %s", text)
	}
	acctest.Equal(t, "difference of the requests", acctest.DiffRequests(systems, map[string]int{
		"/file_uploads": 1, "/" + systems.World.Compliance.Uploads()[0].ID: 1, redeemPath: 1,
	}), "")
	mustBeSettled(t, systems, m, arguments)
	acctest.Equal(t, "evidences", attached(systems), []string{"report.md: # Fine"})
}

// Every change needs a new evidence, and the plan says that the earlier one stays.
func TestEvidence_changes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		changes  object
		replaced string
	}{
		"content":             {object{"content_wo": "# Changed"}, "content_sha256"},
		"test":                {object{"test_id": vendorsReviewed}, "test_id"},
		"filename":            {object{"filename": "other.md"}, "filename"},
		"content type":        {object{"content_type": "text/plain"}, "content_type"},
		"date":                {object{"activity_completion": "2026-11-30T00:00:00Z"}, "activity_completion"},
		"unknown filename":    {object{"filename": unknown{}}, "filename"},
		"test in capitals":    {object{"test_id": strings.ToUpper(penetrationTest)}, ""},
		"a version":           {object{"content_wo_version": 1}, ""},
		"content not known":   {object{"content_wo": unknown{}}, ""},
		"nothing":             {nil, ""},
		"a version, and text": {object{"content_wo": "# Changed", "content_wo_version": 1}, "content_sha256"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t)
			m := newRun(t, systems, evidenceType)
			mustApply(t, m, attaching("# Fine"))
			nextRun(t, systems, m)
			planned := mustPlan(t, m, with(attaching("# Fine"), test.changes))
			replaced := []string{}
			for _, attribute := range planned.RequiresReplace {
				replaced = append(replaced, acctest.PathText(attribute))
			}
			acctest.Equal(t, "replaced", strings.Join(replaced, " "), test.replaced)
			if test.replaced != "" || name == "content not known" {
				acctest.WantDiagnostics(t, planned.Diagnostics, evidenceKept)
			} else {
				acctest.WantDiagnostics(t, planned.Diagnostics)
			}
		})
	}
}

// Content that is known only during the apply is compared there.
func TestEvidence_ofContentThatIsKnownAtApply(t *testing.T) {
	t.Parallel()
	for content, want := range map[string][]string{
		"# Fine":    {"report.md: # Fine"},
		"# Changed": {"report.md: # Fine", "report.md: # Changed"},
	} {
		systems := acctest.StartSandbox(t)
		m := newRun(t, systems, evidenceType)
		mustApply(t, m, attaching("# Fine"))
		nextRun(t, systems, m)
		planned := mustPlan(t, m, with(attaching(""), object{"content_wo": unknown{}}))
		planned.Config = m.Plan(t.Context(), t, acctest.WireAttributes(t, m.Type(t), attaching(content))).Config
		acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
		acctest.Equal(t, content, attached(systems), want)
		mustBeSettled(t, systems, m, attaching(content))
	}
}

// With a version, the content may differ between plan and apply, and a change of
// it alone attaches nothing.
func TestEvidence_versions(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, evidenceType)
	version := func(content string, number int) object {
		return with(attaching(content), object{"content_wo_version": number})
	}
	planned := mustPlan(t, m, version("# At plan", 1))
	planned.Config = m.Plan(t.Context(), t, acctest.WireAttributes(t, m.Type(t), version("# At apply", 1))).Config
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "evidences", attached(systems), []string{"report.md: # At apply"})
	mustBeSettled(t, systems, m, version("# Later", 1))

	nextRun(t, systems, m)
	replaced := mustPlan(t, m, version("# Later", 2)).RequiresReplace
	acctest.Equal(t, "replaced", acctest.PathText(replaced[0]), "content_wo_version")

	without := newRun(t, systems, evidenceType)
	planned = mustPlan(t, without, attaching("# At plan"))
	planned.Config = m.Plan(t.Context(), t, acctest.WireAttributes(t, m.Type(t), attaching("# At apply"))).Config
	diagnostics := without.Apply(t.Context(), t, planned)
	acctest.WantDiagnostics(t, diagnostics, "error at content_wo: Changed Secureframe Evidence")
	acctest.WantTextAmong(t, diagnostics, "content_wo_version")
	acctest.Equal(t, "evidences", len(attached(systems)), 1)
}

func TestEvidence_ofAFile(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	directory := t.TempDir()
	write := func(name, content string) string {
		file := filepath.Join(directory, name)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	first := object{"test_id": penetrationTest, "file": write("plan.json", "{}")}
	m := newRun(t, systems, evidenceType)
	mustApply(t, m, first)
	acctest.Equal(t, "evidences", attached(systems), []string{"plan.json: {}"})
	mustBeSettled(t, systems, m, first)

	// Another path of the same file is no new evidence.
	if err := os.Mkdir(filepath.Join(directory, "moved"), 0o700); err != nil {
		t.Fatal(err)
	}
	nextRun(t, systems, m)
	moved := with(first, object{"file": write("moved/plan.json", "{}")})
	mustApply(t, m, moved)
	acctest.Equal(t, "evidences", len(attached(systems)), 1)
	mustBeSettled(t, systems, m, moved)

	// A file that changes after the plan is not sent.
	other := newRun(t, systems, evidenceType)
	planned := mustPlan(t, other, first)
	write("plan.json", "{\"a\":1}")
	acctest.WantDiagnostics(t, other.Apply(t.Context(), t, planned), "error at file: Changed Secureframe Evidence")

	large := filepath.Join(directory, "large.bin")
	if err := os.Truncate(write("large.bin", ""), 32<<20+1); err != nil {
		t.Fatal(err)
	}
	for file, words := range map[string]string{
		filepath.Join(directory, "missing.json"): "must exist during the plan",
		directory:                                "cannot be read",
		write("empty.json", ""):                  "empty",
		large:                                    "more than 32 MiB",
		write("plan", "x"):                       "needs an extension",
	} {
		planned := plan(t, newRun(t, systems, evidenceType), object{"test_id": penetrationTest, "file": file})
		acctest.WantDiagnostics(t, planned.Diagnostics, "error at file: Invalid Secureframe Evidence")
		acctest.WantTextAmong(t, planned.Diagnostics, words)
	}
	acctest.Equal(t, "evidences", len(attached(systems)), 1)
}

func TestEvidence_refusesArgumentsThatDoNotGoTogether(t *testing.T) {
	t.Parallel()
	for want, arguments := range map[string]object{
		"error at content_wo: Invalid Attribute Combination":         with(attaching("x"), object{"file": "a.md"}),
		"error at file: Missing Content":                             {"test_id": penetrationTest},
		"error at filename: Missing Filename":                        {"test_id": penetrationTest, "content_wo": "x"},
		"error at content_wo_version: Invalid Attribute Combination": {"test_id": penetrationTest, "file": "a.md", "content_wo_version": 1},
		"error at filename: Invalid Attribute Value Match":           with(attaching("x"), object{"filename": " report.md"}),
		"error at test_id: Invalid Attribute Value Match":            with(attaching("x"), object{"test_id": penetrationTest + "\n"}),
	} {
		acctest.WantDiagnostics(t, validate(t, evidenceType, arguments), want)
	}
	acctest.WantDiagnostics(t, validate(t, evidenceType, object{"test_id": unknown{}, "content_wo": unknown{}, "file": unknown{}, "filename": unknown{}}))
}

// A destroy sends nothing, and needs no credentials.
func TestEvidence_destroy(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	m := newRun(t, systems, evidenceType)
	mustApply(t, m, attaching("# Fine"))
	systems.Requests.Reset()
	m.Server = acctest.NewServer(t)
	planned, applied := destroy(t, m)
	acctest.WantDiagnostics(t, planned, evidenceKept)
	acctest.WantDiagnostics(t, applied, evidenceKept)
	acctest.Equal(t, "requests", len(systems.Requests.All()), 0)
	acctest.Equal(t, "evidences", len(attached(systems)), 1)
}

// When the answer is lost, the evidence is looked up, and never attached twice.
func TestEvidence_lostAnswers(t *testing.T) {
	t.Parallel()
	lost := func(times int) fault.Rule {
		return fault.Rule{Path: redeemPath, Times: times, Effect: fault.DropAnswer()}
	}
	unanswered := func(times int) fault.Rule {
		return fault.Rule{Path: redeemPath, Times: times, Effect: fault.InternalServerError()}
	}
	noList := fault.Rule{Path: "/evidences", Effect: fault.Respond(http.StatusForbidden, nil, "")}
	const lookedUp = "warning: Secureframe Evidence Was Looked Up"
	for name, test := range map[string]struct {
		quirks    secureframe.EvidenceQuirks
		faults    []fault.Rule
		meanwhile bool
		want      []string
		words     []string
		attached  int
	}{
		"it came":                            {faults: []fault.Rule{lost(1)}, want: []string{lookedUp}, attached: 1},
		"it did not come":                    {faults: []fault.Rule{unanswered(1)}, attached: 1},
		"it came at the second time":         {faults: []fault.Rule{unanswered(1), lost(1)}, want: []string{lookedUp}, attached: 1},
		"it never came":                      {faults: []fault.Rule{unanswered(2)}, want: []string{unableToAttach}, words: []string{"HTTP 500"}},
		"the answer has no ID":               {quirks: secureframe.EvidenceQuirks{NoAttachedID: true}, want: []string{lookedUp}, attached: 1},
		"it came, and another one":           {faults: []fault.Rule{lost(1)}, meanwhile: true, want: []string{unableToAttach}, words: []string{"import it", "the evidences"}, attached: 1},
		"evidences cannot be listed":         {faults: []fault.Rule{lost(1), noList}, want: []string{unableToAttach}, words: []string{"unknown whether", "import it", "HTTP 403"}, attached: 1},
		"evidences are not listed":           {quirks: secureframe.EvidenceQuirks{NoEvidenceList: true}, faults: []fault.Rule{lost(1)}, want: []string{unableToAttach}, words: []string{"HTTP 404"}, attached: 1},
		"the oldest evidences come first":    {quirks: secureframe.EvidenceQuirks{IgnoreEvidenceSort: true}, faults: []fault.Rule{lost(1)}, want: []string{unableToAttach}, words: []string{"newest evidences first"}, attached: 1},
		"no one knows when it was staged":    {quirks: secureframe.EvidenceQuirks{NoStagedAt: true}, faults: []fault.Rule{lost(1)}, want: []string{unableToAttach}, words: []string{"unknown when the file was staged"}, attached: 1},
		"the object has another ID":          {quirks: secureframe.EvidenceQuirks{OtherUploadID: true}, attached: 1},
		"the storage asks for no headers":    {quirks: secureframe.EvidenceQuirks{NoStorageHeaders: true}, attached: 1},
		"an ID can be redeemed again":        {quirks: secureframe.EvidenceQuirks{RedeemAgain: true}, faults: []fault.Rule{lost(1)}, want: []string{lookedUp}, attached: 1},
		"the bytes were sent, without a 200": {faults: []fault.Rule{{System: sandbox.SecureframeStorage, Effect: fault.InternalServerError()}}, want: []string{unableToAttach}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			systems := acctest.StartSandbox(t, sandbox.WithQuirks(secureframe.Quirks{EvidenceQuirks: test.quirks}))
			systems.Faults.Add(test.faults...)
			if test.meanwhile {
				systems.World.Compliance.AttachMeanwhile(vendorsReviewed)
			}
			diagnostics := apply(t, newRun(t, systems, evidenceType), attaching("# Fine"))
			acctest.WantDiagnostics(t, diagnostics, test.want...)
			acctest.WantTextAmong(t, diagnostics, test.words...)
			acctest.Equal(t, "evidences", len(attached(systems)), test.attached)
		})
	}
}

// The storage gets no credential of Secureframe, and neither its signed URL nor
// its answers are shown.
func TestEvidence_storage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		quirks secureframe.EvidenceQuirks
		faults []fault.Rule
		words  string
	}{
		"another host over http": {quirks: secureframe.EvidenceQuirks{StorageURL: "http://storage.example/planted?signature=planted"}, words: "is not https"},
		"a URL with a password":  {quirks: secureframe.EvidenceQuirks{StorageURL: "https://planted@storage.example/"}, words: "cannot be read"},
		"no URL":                 {quirks: secureframe.EvidenceQuirks{StorageURL: "planted"}, words: "cannot be read"},
		"a redirect":             {quirks: secureframe.EvidenceQuirks{StorageRedirect: "https://elsewhere.example"}, words: "HTTP 307"},
		"an error with the URL":  {faults: []fault.Rule{{System: sandbox.SecureframeStorage, Effect: fault.Respond(http.StatusForbidden, nil, "<Error>planted</Error>")}}, words: "HTTP 403"},
		"a dropped connection":   {faults: []fault.Rule{{System: sandbox.SecureframeStorage, Effect: fault.DropConnection()}}, words: "no answer"},
	} {
		systems := acctest.StartSandbox(t, sandbox.WithQuirks(secureframe.Quirks{EvidenceQuirks: test.quirks}))
		systems.Faults.Add(test.faults...)
		m := newRun(t, systems, evidenceType)
		diagnostics := apply(t, m, attaching("# Fine"))
		acctest.WantDiagnostics(t, diagnostics, unableToAttach)
		text := acctest.Explain(diagnostics)
		acctest.WantTextAmong(t, diagnostics, test.words)
		upload := systems.World.Compliance.Uploads()[0]
		acctest.WantNoSecrets(t, name, text, map[string]string{
			"the signature": upload.Signature, "a part of the URL": "planted", "the path of the URL": upload.ID,
		})
		if !m.State.IsNull() {
			t.Errorf("%s: state %s", name, m.State)
		}
	}
}

func TestEvidence_import(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	id := systems.World.Compliance.Evidences()[0].ID
	arguments := with(attaching("# By hand"), object{"test_id": vendorsReviewed})
	m := newRun(t, systems, evidenceType)
	acctest.WantDiagnostics(t, m.Import(t.Context(), t, vendorsReviewed+"/"+id, nil))
	nextRun(t, systems, m)
	planned := mustPlan(t, m, arguments)
	acctest.WantDiagnostics(t, planned.Diagnostics, "warning: Secureframe Evidence Is Taken As It Is")
	acctest.WantDiagnostics(t, m.Apply(t.Context(), t, planned))
	acctest.Equal(t, "id", m.Attributes(t)["id"], any(id))
	mustBeSettled(t, systems, m, arguments)
	acctest.Equal(t, "evidences", len(systems.World.Compliance.Evidences()), 1)
	for _, wrong := range []string{"", id, vendorsReviewed + "/", vendorsReviewed + "/" + id + "/", "a/b"} {
		acctest.WantDiagnostics(t, newRun(t, systems, evidenceType).Import(t.Context(), t, wrong, nil), "error: Invalid Import ID")
	}
	// The evidence must be there.
	diagnostics := newRun(t, systems, evidenceType).Import(t.Context(), t, vendorsReviewed+"/"+vendorsReviewed, nil)
	acctest.WantDiagnostics(t, diagnostics, "warning: Secureframe Evidence Is Gone")
}
