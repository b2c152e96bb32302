// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// waiverKeys are the keys that every waiver must have. Terraform would drop all
// others from a list of objects, and a misspelled date with them, so the argument
// is dynamic.
var waiverKeys = []string{"subject", "rule", "reason", "expires_on"}

// readWaivers returns the waivers of the argument, which is a list of objects. It
// leaves out what is not known yet.
func readWaivers(value tftypes.Value) ([]posture.Waiver, diag.Diagnostics) {
	var diags diag.Diagnostics
	at := path.Root("waivers")
	if value.IsNull() || !value.IsKnown() {
		return nil, nil
	}
	var rows []tftypes.Value
	if value.As(&rows) != nil {
		diags.AddAttributeError(at, "Invalid Waivers", "Attribute waivers must be a list of objects. "+
			"If they are under a key of a file, name the key: yamldecode(file(\"waivers.yaml\")).waivers.")
		return nil, diags
	}
	var waivers []posture.Waiver
	for i, row := range rows {
		if !row.IsKnown() {
			continue
		}
		read := waiverReader{at: at.AtListIndex(i)}
		if waiver, ok := read.waiver(row); ok {
			waivers = append(waivers, waiver)
		}
		diags.Append(read.diags...)
	}
	return waivers, diags
}

// waiverReader reads one waiver.
type waiverReader struct {
	at    path.Path
	diags diag.Diagnostics
}

func (r *waiverReader) refuse(at path.Path, summary, format string, arguments ...any) {
	r.diags.AddAttributeError(at, summary, fmt.Sprintf("Attribute %s ", at)+fmt.Sprintf(format, arguments...))
}

// waiver returns the waiver, unless it is refused or not known yet.
func (r *waiverReader) waiver(row tftypes.Value) (posture.Waiver, bool) {
	var members map[string]tftypes.Value
	if row.IsNull() || row.As(&members) != nil {
		r.refuse(r.at, "Invalid Waiver", "must be an object with the attributes %s.", strings.Join(waiverKeys, ", "))
		return posture.Waiver{}, false
	}
	texts, isKnown := make(map[string]string, len(waiverKeys)), true
	for _, key := range waiverKeys {
		if text, ok := r.required(key, members[key]); ok {
			texts[key] = text
		} else {
			isKnown = false
		}
	}
	waiver := posture.Waiver{
		Subject: texts["subject"], Rule: texts["rule"], Reason: texts["reason"], Labels: r.labels(members),
	}
	if text, ok := texts["expires_on"]; ok {
		expiresOn, isDate := framework.ParseDate(text)
		if !isDate {
			r.refuse(r.at.AtName("expires_on"), "Invalid Attribute Value", "must be a date as YYYY-MM-DD: %q is not a date.", text)
		}
		waiver.ExpiresOn = expiresOn
	}
	return waiver, isKnown && !r.diags.HasError()
}

// required returns a text that must be set. It returns false if it is refused or
// not known yet.
func (r *waiverReader) required(key string, value tftypes.Value) (string, bool) {
	at := r.at.AtName(key)
	text, isText := textOf(value)
	switch {
	case !value.IsKnown():
		return "", false
	case value.IsNull():
		r.refuse(at, "Missing Attribute", "is required, and must not be null.")
	case !isText:
		r.refuse(at, "Invalid Attribute Value", "must be a string.")
	case framework.IsBlank(text) && key != "expires_on":
		r.refuse(at, "Invalid Attribute Value", "must be not blank: it is blank.")
	default:
		return text, true
	}
	return "", false
}

// labels returns the other keys that have a value.
func (r *waiverReader) labels(members map[string]tftypes.Value) map[string]string {
	labels := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		value := members[key]
		if slices.Contains(waiverKeys, key) || value.IsNull() || !value.IsKnown() {
			continue
		}
		text, isText := textOf(value)
		if meant := meantKey(key); meant != "" {
			r.refuse(r.at.AtName(key), "Unsupported Attribute", "is not known to the gate and would not count. Its name must be %s.", meant)
		} else if !isText {
			r.refuse(r.at.AtName(key), "Invalid Attribute Value", "must be a string, a number or a bool, because it is a label of the waiver.")
		}
		if !framework.IsBlank(text) {
			labels[key] = text
		}
	}
	return labels
}

// meantKey returns the required key that another key looks like, or nothing.
func meantKey(key string) string {
	folded := strings.NewReplacer("_", "", "-", "", " ", "", ".", "").Replace(strings.ToLower(key))
	if strings.HasPrefix(folded, "expir") {
		return "expires_on"
	}
	for _, required := range waiverKeys {
		if folded == strings.ReplaceAll(required, "_", "") || folded == strings.ReplaceAll(required, "_", "")+"s" {
			return required
		}
	}
	return ""
}

// textOf returns a string, a number or a bool as Terraform would convert it to a
// string. It returns false for other types.
func textOf(value tftypes.Value) (string, bool) {
	var text string
	var number big.Float
	var flag bool
	switch {
	case value.IsNull() || !value.IsKnown():
		return "", false
	case value.As(&text) == nil:
		return text, true
	case value.As(&number) == nil:
		return number.Text('f', -1), true
	case value.As(&flag) == nil:
		return strconv.FormatBool(flag), true
	default:
		return "", false
	}
}
