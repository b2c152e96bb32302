// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"cmp"
	"encoding/json"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Object has the fields that every object of a list has. The versions of the
// API spell the id "_id" and "id", and some objects have both (recorded).
type Object struct {
	MongoID string `json:"_id"`
	PlainID string `json:"id"`
	// Unreadable says which value has a wrong type, if there is one: "fde.active is
	// a string, not a boolean". The object then passes no check.
	Unreadable string `json:"-"`
}

// SetUnreadable sets Unreadable.
func (o *Object) SetUnreadable(what string) { o.Unreadable = what }

// WrongType returns Unreadable.
func (o Object) WrongType() string { return o.Unreadable }

// ID identifies the object.
func (o Object) ID() string { return cmp.Or(o.MongoID, o.PlainID) }

// Timestamp is a time as JumpCloud writes it: RFC 3339, or a date alone
// (recorded, tools). "" means that the time is absent or null.
type Timestamp string

// Time returns the time in UTC, and false when it is missing or cannot be read.
func (t Timestamp) Time() (time.Time, bool) { return posture.ParseTime(string(t)) }

// RFC3339 returns the time in RFC 3339, UTC, to the second, or "".
func (t Timestamp) RFC3339() string {
	parsed, ok := t.Time()
	if !ok {
		return ""
	}
	return parsed.Format(time.RFC3339)
}

// Nullable distinguishes a null value from an absent one.
type Nullable[T any] struct {
	// Said is true for a value and for null, and false for an absent value and for
	// one of a wrong type.
	Said bool
	// Value is nil for null.
	Value *T
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *Nullable[T]) UnmarshalJSON(data []byte) error {
	var value *T
	n.Said, n.Value = json.Unmarshal(data, &value) == nil, nil
	if n.Said {
		n.Value = value
	}
	return nil
}

// Presence says whether there is a text, and not which.
type Presence bool

// UnmarshalJSON implements json.Unmarshaler.
func (p *Presence) UnmarshalJSON(data []byte) error {
	var text string
	err := json.Unmarshal(data, &text)
	*p = err != nil || text != ""
	return nil
}
