// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package contract

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// without returns the attributes that are not sensitive. sensitive is the
// resource's sensitive_values: true for each sensitive attribute, and an object
// or a list for an attribute that may be partly sensitive. If it is missing,
// all attributes are sensitive.
func (a attributes) without(sensitive json.RawMessage) attributes {
	var marks map[string]json.RawMessage
	if err := json.Unmarshal(sensitive, &marks); err != nil || marks == nil {
		return attributes{}
	}
	for name, value := range map[string]*json.RawMessage{
		"arn": &a.ARN, "self_link": &a.SelfLink, "id": &a.ID,
		"region": &a.Region, "location": &a.Location, "zone": &a.Zone, "project": &a.Project,
	} {
		if mark, marked := marks[name]; marked && string(mark) != "false" {
			*value = nil
		}
	}
	return a
}

// text returns an attribute that is a string, or an empty string.
func text(value json.RawMessage) string {
	quoted := jsontext.Value(value)
	if quoted.Kind() != '"' {
		return ""
	}
	return unquote(quoted)
}

func (r stateResource) id() string {
	return cmp.Or(text(r.Values.ARN), text(r.Values.SelfLink), text(r.Values.ID))
}

// account returns the AWS account, the Google Cloud project, or the Azure
// subscription.
func (r stateResource) account() string {
	_, account := parseARN(text(r.Values.ARN))
	switch provider, _, _ := strings.Cut(r.Type, "_"); provider {
	case "google":
		return text(r.Values.Project)
	case "azurerm":
		return subscription(text(r.Values.ID))
	default:
		return account
	}
}

func (r stateResource) region() string {
	region, _ := parseARN(text(r.Values.ARN))
	return cmp.Or(region, text(r.Values.Region), text(r.Values.Location), regionOfZone(text(r.Values.Zone)))
}

// parseARN returns the region and the account from
// arn:partition:service:region:account:resource. Either can be empty.
func parseARN(arn string) (region, account string) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return "", ""
	}
	return parts[3], parts[4]
}

// subscription returns the ID from /subscriptions/{id}/resourceGroups/….
func subscription(id string) string {
	rest, ok := strings.CutPrefix(id, "/subscriptions/")
	if !ok {
		return ""
	}
	subscription, _, _ := strings.Cut(rest, "/")
	return subscription
}

// googleZone is a zone of Google Cloud: its region, a hyphen, and a letter.
var googleZone = regexp.MustCompile(`^([a-z]+-[a-z]+[0-9]+)-[a-z]$`)

func regionOfZone(zone string) string {
	if match := googleZone.FindStringSubmatch(zone); match != nil {
		return match[1]
	}
	return ""
}
