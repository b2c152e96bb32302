// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/itchyny/gojq"
)

// errFalse is the result of jq -e whose last result is false or null, or that has
// none.
var errFalse = errors.New("no result, or null")

// runJQ runs jq with the flags -r, -e, -s, --arg and --argjson, over a file or over
// what it is given.
func runJQ(arguments []string) error {
	var filter, file string
	isSlurped, mustSucceed := false, false
	variables := map[string]any{}
	for len(arguments) > 0 {
		argument := arguments[0]
		arguments = arguments[1:]
		switch {
		case argument == "-r":
		case argument == "-e" || argument == "-er":
			mustSucceed = true
		case argument == "-s":
			isSlurped = true
		case argument == "--arg" && len(arguments) >= 2:
			variables["$"+arguments[0]] = arguments[1]
			arguments = arguments[2:]
		case argument == "--argjson" && len(arguments) >= 2:
			var value any
			if err := json.Unmarshal([]byte(arguments[1]), &value); err != nil {
				return err
			}
			variables["$"+arguments[0]] = value
			arguments = arguments[2:]
		case filter == "":
			filter = argument
		case file == "":
			file = argument
		default:
			return fmt.Errorf("unexpected %q", argument)
		}
	}
	input := os.Stdin
	if file != "" {
		opened, err := os.Open(file) //nolint:gosec // The test names the file.
		if err != nil {
			return err
		}
		defer func() { _ = opened.Close() }() // was only read
		input = opened
	}
	last, err := printJQ(filter, input, isSlurped, variables)
	if err == nil && mustSucceed && (last == nil || last == false) {
		return errFalse
	}
	return err
}

// printJQ prints what a filter makes of each JSON value, text without quotes. It
// returns the last result.
func printJQ(filter string, input io.Reader, isSlurped bool, variables map[string]any) (any, error) {
	parsed, err := gojq.Parse(filter)
	if err != nil {
		return nil, err
	}
	var names []string
	var values []any
	for name, value := range variables {
		names, values = append(names, name), append(values, value)
	}
	code, err := gojq.Compile(parsed, gojq.WithEnvironLoader(os.Environ), gojq.WithVariables(names))
	if err != nil {
		return nil, err
	}
	var inputs []any
	decoder := json.NewDecoder(input)
	for {
		var value any
		if err := decoder.Decode(&value); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		inputs = append(inputs, value)
	}
	if isSlurped {
		inputs = []any{inputs}
	}
	var last any
	for _, value := range inputs {
		results := code.Run(value, values...)
		for result, ok := results.Next(); ok; result, ok = results.Next() {
			if err, isError := result.(error); isError {
				return nil, err
			}
			last = result
			if text, isText := result.(string); isText {
				fmt.Println(text)
				continue
			}
			text, err := json.Marshal(result)
			if err != nil {
				return nil, err
			}
			fmt.Println(string(text))
		}
	}
	return last, nil
}
