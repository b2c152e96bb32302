// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// planted is in values that may contain a secret. No message may contain it.
const planted = "pl4nted"

// validators are all validators, with what their messages say is allowed.
var validators = map[string]struct {
	validator validator.String
	allowed   string
	accepted  []string
	refused   []string
}{
	"Domain": {
		framework.Domain(),
		"must be a domain name such as example.com; a scheme, a port, a path and a trailing dot are ignored",
		[]string{"a.example", "A.Example.", "https://a.example:8443/path?x", "bücher.example", " a.example "},
		[]string{"", " ", "localhost", "192.0.2.1", "robin@a.example", "a..example", "-a.example", "https://", "a b.example"},
	},
	"Grade": {
		framework.Grade(),
		`["A" "B" "C" "D" "F"]`,
		[]string{"A", "B", "C", "D", "F"},
		[]string{"", "E", "a", "?", "A+", " A"},
	},
	"Severity": {
		framework.Severity(),
		`["critical" "high" "medium" "low" "info" "positive"]`,
		[]string{"critical", "high", "medium", "low", "info", "positive"},
		[]string{"", "High", "severe", "high "},
	},
	"BaseURL": {
		framework.BaseURL(func(value string) error {
			_, err := rest.ParseBaseURL(value)
			return err
		}),
		"must be an https URL, or an http URL on a loopback address",
		[]string{"https://api.a.example", "https://a.example:8443/v1/", "http://127.0.0.1:8080", "http://[::1]:80", "http://localhost:1"},
		[]string{
			"", "api.a.example", "http://api.a.example", "http://127.0.0.1.a.example", "ftp://a.example", "https://", "://",
			"https://robin:" + planted + "@a.example", "https://a.example?token=" + planted, "https://a.example#" + planted,
			"http://" + planted + ".example", "https://a.example/%zz" + planted,
		},
	},
	"Secret": {
		framework.Secret(),
		"must be not empty, without white space, and printable ASCII; use trimspace() to remove a line end",
		[]string{"x", "Zm9v+/=", "~!\"#$%&'"},
		[]string{"", " ", planted + "\n", planted + " x", "\t" + planted, planted + "\x00", planted + "\u00a0", "p\u00e4ss" + planted},
	},
	"Password": {
		framework.Password(),
		"must be not empty, without leading or trailing white space, and without invisible characters; use trimspace() to remove a line end",
		[]string{"x", "a pass phrase", "p\tq", "J\u00fcrgen", "Р\u0443\u0441", "\u0645\u06cc\u200c\u0646", "pass\u00a0phrase"},
		[]string{"", " ", planted + "\n", planted + " ", "\t" + planted, planted + "\u00a0", "\ufeff" + planted, planted + "\u200b", "p\u200cq", "p\nq"},
	},
	"ID": {
		framework.ID("four digits", regexp.MustCompile(`^[0-9]{4}$`)),
		"must be four digits",
		[]string{"1234"},
		[]string{"", "12345", "1234\n", "\ufeff1234", planted},
	},
	"NotBlank": {
		framework.NotBlank(),
		"must be not blank",
		[]string{"x", " x "},
		[]string{"\u200b", " \u3164\ufe0f", "", " ", "\n\t", "\u00a0"},
	},
	"Date": {
		framework.Date(),
		"must be a date as YYYY-MM-DD",
		[]string{"2026-02-28", "2028-02-29", "2026-12-31"},
		[]string{"", "2026-02-30", "2026-02-29", "2026-13-01", "2026-1-2", "28.02.2026", "2026-02-28T00:00:01Z", "tomorrow"},
	},
	"Duration": {
		framework.Duration(time.Second, 10*time.Minute),
		"must be a duration between 1s and 10m0s, such as 30s or 2m",
		[]string{"1s", "10m", "1m30s", "1000ms"},
		[]string{"", "999ms", "10m1s", "0s", "-5s", "30", "abc", "1d"},
	},
}

// at is the path of the validated value.
var at = path.Root("setting")

func validate(t *testing.T, v validator.String, value types.String) diag.Diagnostics {
	t.Helper()
	response := &validator.StringResponse{}
	v.ValidateString(t.Context(), validator.StringRequest{Path: at, ConfigValue: value}, response)
	return response.Diagnostics
}

func TestValidators_accept(t *testing.T) {
	t.Parallel()
	for name, test := range validators {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, value := range test.accepted {
				if diags := validate(t, test.validator, types.StringValue(value)); len(diags) > 0 {
					t.Errorf("%q: %v", value, diags)
				}
			}
			if diags := validate(t, test.validator, types.StringNull()); len(diags) > 0 {
				t.Errorf("null: %v", diags)
			}
			if diags := validate(t, test.validator, types.StringUnknown()); len(diags) > 0 {
				t.Errorf("unknown: %v", diags)
			}
		})
	}
}

func TestValidators_refuseAtTheAttributeAndSayWhatIsAllowed(t *testing.T) {
	t.Parallel()
	for name, test := range validators {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, value := range test.refused {
				diags := validate(t, test.validator, types.StringValue(value))
				if len(diags) != 1 || diags[0].Severity() != diag.SeverityError {
					t.Errorf("%q: want one error, got %v", value, diags)
					continue
				}
				located, ok := diags[0].(diag.DiagnosticWithPath)
				if !ok || !located.Path().Equal(at) {
					t.Errorf("%q: the error is not at %s: %v", value, at, diags)
				}
				if detail := diags[0].Detail(); !strings.Contains(detail, test.allowed) {
					t.Errorf("%q: the error does not say %q: %s", value, test.allowed, detail)
				}
			}
		})
	}
}

func TestValidators_describeWhatIsAllowed(t *testing.T) {
	t.Parallel()
	for name, test := range validators {
		if got := test.validator.Description(t.Context()); !strings.Contains(got, test.allowed) {
			t.Errorf("%s is described by %q, want %q in it", name, got, test.allowed)
		}
		if got := test.validator.MarkdownDescription(t.Context()); !strings.Contains(got, test.allowed) {
			t.Errorf("%s is described in Markdown by %q, want %q in it", name, got, test.allowed)
		}
	}
}

func TestValidators_neverEchoASecret(t *testing.T) {
	t.Parallel()
	for name, test := range validators {
		for _, value := range test.refused {
			for _, diagnostic := range validate(t, test.validator, types.StringValue(value)) {
				if strings.Contains(diagnostic.Summary()+diagnostic.Detail(), planted) {
					t.Errorf("%s: the error has the value in it: %s", name, diagnostic.Detail())
				}
			}
		}
	}
	for _, value := range []string{planted + "\n", ""} {
		if err := framework.CheckSecret(value); err == nil || strings.Contains(err.Error(), planted) {
			t.Errorf("CheckSecret(%q): %v", value, err)
		}
		if err := framework.CheckPassword(value); err == nil || strings.Contains(err.Error(), planted) {
			t.Errorf("CheckPassword(%q): %v", value, err)
		}
	}
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2026-02-28", "2028-02-29", "2026-02-28T00:00:00Z", "2026-02-28T02:00:00+02:00"} {
		date, ok := framework.ParseDate(text)
		if want := text[:10]; !ok || date.Format(time.DateOnly) != want {
			t.Errorf("%s is %v", text, date)
		}
	}
	for _, text := range []string{
		"", "2026-02-30", "2026-02-29", "2026-13-01", "2026-1-2", "28.02.2026", "2026-02-28T00:00:01Z", "2026-02-28T00:00:00+02:00", "tomorrow",
	} {
		if date, ok := framework.ParseDate(text); ok {
			t.Errorf("%q is %v", text, date)
		}
	}
}
