// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"bytes"
	"encoding/json"
	"math"
	"net/http"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// failure is the API's error envelope. It comes with error statuses, and in
// places with a 200 (live).
type failure struct {
	Error *struct {
		Message    string `json:"message"`
		StatusCode int    `json:"statusCode"`
	} `json:"error"`
}

// err is the envelope as an error, or nil if there is no error.
func (f failure) err() error {
	if f.Error == nil {
		return nil
	}
	status := f.Error.StatusCode
	if status < http.StatusBadRequest {
		status = http.StatusOK
	}
	return &rest.Error{Status: status, Message: "answered as a success, with an error inside: " + f.Error.Message}
}

// errorMessage is the rest.Config.ErrorMessage of this API.
func errorMessage(body []byte) string {
	var answer failure
	if json.Unmarshal(body, &answer) != nil || answer.Error == nil {
		return ""
	}
	return answer.Error.Message
}

// lenient is a value that neither identifies nor counts anything. A value of
// another type is its zero value, as null is: it is not known, and the rest of
// the answer is. The fields of issue types and of factors are exempt from what
// the vendor promises about compatibility (spec).
type lenient[T any] struct{ value T }

func (l *lenient[T]) UnmarshalJSON(data []byte) error {
	var value, none T
	if json.Unmarshal(data, &value) != nil {
		value = none
	}
	l.value = value
	return nil
}

// between rounds a number down, so that a score of 79.6 does not reach 80. A
// number outside of the range is not known.
func between(low, high float64, number *float64) *int64 {
	if number == nil || *number < low || *number > high {
		return nil
	}
	return new(int64(math.Floor(*number)))
}

// score is a score from 0 to 100 (spec).
func score(number lenient[*float64]) *int64 { return between(0, 100, number.value) }

// counter is a number of things. It may be null or absent. Another type is an
// error, and a number that counts nothing, such as -1 or 1.5, is odd.
type counter struct {
	value *int64
	odd   bool
}

// maxCount is the largest number that a float64 holds exactly.
const maxCount = 1 << 53

func (c *counter) UnmarshalJSON(data []byte) error {
	*c = counter{}
	var number *float64
	if err := json.Unmarshal(data, &number); err != nil {
		return err
	}
	if number == nil {
		return nil
	}
	c.odd = *number < 0 || *number > maxCount || *number != math.Trunc(*number)
	if !c.odd {
		c.value = new(int64(*number))
	}
	return nil
}

// boolean is true, false, or the same as a string (a recorded fixture has
// read_only as "true"). Anything else is not known.
type boolean struct{ value *bool }

func (b *boolean) UnmarshalJSON(data []byte) error {
	b.value = nil
	switch string(bytes.Trim(data, `"`)) {
	case "true":
		b.value = new(true)
	case "false":
		b.value = new(false)
	}
	return nil
}
