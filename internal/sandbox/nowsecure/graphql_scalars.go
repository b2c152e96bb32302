// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure

import (
	"errors"
	"time"

	"github.com/google/uuid"
)

// uuidScalar is a UUID, in answers and in arguments.
type uuidScalar string

// ImplementsGraphQLType implements the library's decode.Unmarshaler.
func (uuidScalar) ImplementsGraphQLType(name string) bool { return name == "UUID" }

// UnmarshalGraphQL implements the library's decode.Unmarshaler.
func (u *uuidScalar) UnmarshalGraphQL(input any) error {
	text, _ := input.(string)
	if _, err := uuid.Parse(text); err != nil {
		return errors.New("a UUID is expected")
	}
	*u = uuidScalar(text)
	return nil
}

// dateTime is a DateTime, in answers and in arguments.
type dateTime struct{ time.Time }

// ImplementsGraphQLType implements the library's decode.Unmarshaler.
func (dateTime) ImplementsGraphQLType(name string) bool { return name == "DateTime" }

// UnmarshalGraphQL implements the library's decode.Unmarshaler.
func (d *dateTime) UnmarshalGraphQL(input any) error {
	text, _ := input.(string)
	var err error
	d.Time, err = time.Parse(time.RFC3339, text)
	return err
}

// MarshalJSON implements json.Marshaler.
func (d dateTime) MarshalJSON() ([]byte, error) {
	return []byte(`"` + *timestamp(d.Time) + `"`), nil
}

// instant is null for the zero time.
func instant(t time.Time) *dateTime {
	if t.IsZero() {
		return nil
	}
	return &dateTime{t}
}

// word is any other scalar that the schema defines.
type word string

// ImplementsGraphQLType implements the library's decode.Unmarshaler.
func (word) ImplementsGraphQLType(name string) bool {
	return name != "UUID" && name != "DateTime" && name != "PolicyCategoryInteger"
}

// UnmarshalGraphQL implements the library's decode.Unmarshaler.
func (w *word) UnmarshalGraphQL(input any) error {
	text, ok := input.(string)
	if !ok {
		return errors.New("a string is expected")
	}
	*w = word(text)
	return nil
}

// wordOrNull is null for the empty text.
func wordOrNull(text string) *word {
	if text == "" {
		return nil
	}
	return new(word(text))
}

// policyNumber is 1 to 3.
type policyNumber int32

// ImplementsGraphQLType implements the library's decode.Unmarshaler.
func (policyNumber) ImplementsGraphQLType(name string) bool { return name == "PolicyCategoryInteger" }

// UnmarshalGraphQL implements the library's decode.Unmarshaler. No argument is
// of this type.
func (*policyNumber) UnmarshalGraphQL(any) error { return errors.New("no such argument") }
