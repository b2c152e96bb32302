// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package securityscorecard

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"

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

// integer is a number that may be null, absent, or written with a fraction.
// It rounds down: a score of 79.6 does not reach 80. A number that a
// float64 cannot hold exactly is an error.
type integer struct{ value *int64 }

const maxInteger = 1 << 53

func (i *integer) UnmarshalJSON(data []byte) error {
	var number *float64
	if err := json.Unmarshal(data, &number); err != nil {
		return err
	}
	i.value = nil
	if number == nil {
		return nil
	}
	if math.Abs(*number) > maxInteger {
		return errors.New("a number is out of range")
	}
	i.value = new(int64(math.Floor(*number)))
	return nil
}

// boolean is true, false, null, or the same as a string (a recorded fixture
// has read_only as "true").
type boolean struct{ value *bool }

func (b *boolean) UnmarshalJSON(data []byte) error {
	b.value = nil
	if string(data) == "null" {
		return nil
	}
	value, err := strconv.ParseBool(string(bytes.Trim(data, `"`)))
	if err != nil {
		return errors.New("a value that should be true or false is neither")
	}
	b.value = &value
	return nil
}
