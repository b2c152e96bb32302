// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package processunity

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/peer"
)

// sentImport is the body of an import.
type sentImport struct {
	rows       []json.RawMessage
	includeLog bool
}

// decodeImport reads {"data":[…],"param":{"IncludeLog":true}}. The names of
// these, but of no others, may come in any case, as both were seen to.
func decodeImport(body []byte) (sent sentImport, ok bool) {
	members, ok := named(body, "data", "param")
	if !ok || json.Unmarshal(members["data"], &sent.rows) != nil {
		return sentImport{}, false
	}
	if members["param"] == nil {
		return sent, true
	}
	param, ok := named(members["param"], "includelog")
	switch strings.Trim(string(param["includelog"]), `"`) {
	case "true":
		sent.includeLog = true
	case "false", "":
	default:
		return sentImport{}, false
	}
	return sent, ok
}

// named are the members of an object that may have these and no others, each
// once. Their names are in lower case.
func named(text []byte, names ...string) (members map[string]json.RawMessage, ok bool) {
	sent, ok := peer.Members(text)
	members = map[string]json.RawMessage{}
	for _, member := range sent {
		members[strings.ToLower(member.Name)] = member.Value
	}
	known := 0
	for _, name := range names {
		if members[name] != nil {
			known++
		}
	}
	return members, ok && known == len(sent)
}

// values takes the values of each row by their position, whatever their names
// are. A row that is an array is passed over in silence. The first problem
// refuses all rows; line 1 is that of the names.
func values(sent []json.RawMessage, columns int) (rows [][]string, problem string) {
	for i, text := range sent {
		if text[0] == '[' {
			continue
		}
		members, isObject := peer.Members(text)
		row := make([]string, len(members))
		for at, member := range members {
			if isObject = isObject && member.Value[0] == '"'; isObject {
				isObject = json.Unmarshal(member.Value, &row[at]) == nil
			}
		}
		if !isObject {
			return nil, fmt.Sprintf("General error (line %d)", i+2)
		}
		if len(row) != columns {
			return nil, fmt.Sprintf("Column count mismatch between import template columns and data columns being imported. (%d vs. %d)",
				columns, len(row))
		}
		rows = append(rows, row)
	}
	return rows, ""
}
