// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import (
	_ "embed" // the objects
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// JumpCloudAsOf is the instant that all times in JumpCloud's worlds are
// relative to. What a world passes or fails, it does at this instant.
var JumpCloudAsOf = time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)

// JumpCloudTime is the time that many days after JumpCloudAsOf, as JumpCloud
// writes it.
func JumpCloudTime(days int) string {
	return JumpCloudAsOf.AddDate(0, 0, days).Format("2006-01-02T15:04:05.000Z")
}

// jumpCloudDate is JumpCloudTime as a bare date, which some fields have.
func jumpCloudDate(days int) string {
	return JumpCloudAsOf.AddDate(0, 0, days).Format(time.DateOnly)
}

// jumpCloudTemplates holds one object of each kind, with every field that the
// specification of 2026-03-31 or a recording has, and with values that pass
// every check. "days:-30" is JumpCloudTime(-30).
//
//go:embed jumpcloud.json
var jumpCloudTemplates []byte

var jumpCloudTemplate = func() map[JumpCloudCollection]Object {
	var templates map[JumpCloudCollection]Object
	if err := json.Unmarshal(jumpCloudTemplates, &templates); err != nil {
		panic("world: the JumpCloud objects are no JSON: " + err.Error())
	}
	for _, template := range templates {
		resolveTimes(template)
	}
	return templates
}()

// resolveTimes replaces relative times in an object.
func resolveTimes(value any) any {
	switch value := value.(type) {
	case Object:
		for name, field := range value {
			value[name] = resolveTimes(field)
		}
	case []any:
		for i, element := range value {
			value[i] = resolveTimes(element)
		}
	case string:
		if days, relative := strings.CutPrefix(value, "days:"); relative {
			number, err := strconv.Atoi(days)
			if err != nil {
				panic(fmt.Sprintf("world: %q is no number of days", value))
			}
			return JumpCloudTime(number)
		}
	}
	return value
}

// objectID returns the 24 hexadecimal digits that follow from the words.
func objectID(words ...any) string {
	return strings.ReplaceAll(identifier(words...), "-", "")[:24]
}

// plantedSecret is a secret of its own for the words, in the manner of
// PlantedSecret.
func plantedSecret(words ...any) string {
	return PlantedSecret + "-" + objectID(words...)
}

// idOf is the ID of an object of either version of the API.
func idOf(object Object) string {
	for _, field := range []string{"_id", "id"} {
		if id, ok := object[field].(string); ok {
			return id
		}
	}
	return ""
}

// fields are the dotted paths at which an object differs from its template.
type fields map[string]any

// newObject returns a complete object of a kind.
func newObject(collection JumpCloudCollection, id string, differing ...fields) Object {
	object := CloneObject(jumpCloudTemplate[collection])
	if _, version1 := object["_id"]; version1 {
		object["_id"] = id
	} else {
		object["id"] = id
	}
	for _, differing := range differing {
		for path, value := range differing {
			Set(object, path, cloneValue(value))
		}
	}
	return object
}

// organizationBuilder adds complete objects to an organization.
type organizationBuilder struct {
	organization *jumpCloudOrganization
}

// newOrganization starts an organization that passes every check that its own
// settings decide.
func newOrganization(id string, differing fields) organizationBuilder {
	object := newObject(JumpCloudOrganizations, id, fields{
		"accountsReceivable":    email("billing"),
		"settings.contactName":  "Quillon Contactworth",
		"settings.contactEmail": email("owner"),
	}, differing)
	return organizationBuilder{&jumpCloudOrganization{
		id: id, object: object, objects: map[JumpCloudCollection][]Object{},
	}}
}

// jumpCloud is a JumpCloud of this one organization.
func (b organizationBuilder) jumpCloud() *JumpCloud {
	return &JumpCloud{organizations: []*jumpCloudOrganization{b.organization}}
}

// id is that of an object of the organization.
func (b organizationBuilder) id(collection JumpCloudCollection, name string) string {
	return objectID("jumpcloud", b.organization.id, collection, name)
}

func (b organizationBuilder) add(collection JumpCloudCollection, id string, differing ...fields) {
	object := newObject(collection, id, differing...)
	if _, belongs := object["organization"]; belongs {
		object["organization"] = b.organization.id
	}
	b.organization.objects[collection] = append(b.organization.objects[collection], object)
}
