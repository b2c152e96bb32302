// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package function

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// object is a dynamic argument that must be an object or a map, whose
// attributes are read by name. It keeps the first error.
type object struct {
	name       string
	position   int64
	attributes map[string]tftypes.Value
	err        *function.FuncError
	// isUnknown says that something in it is not known yet.
	isUnknown bool
}

func newObject(ctx context.Context, name string, position int64, argument types.Dynamic) *object {
	o := &object{name: name, position: position}
	value, err := argument.ToTerraformValue(ctx)
	if err != nil || argument.IsUnderlyingValueNull() || argument.IsNull() {
		o.fail("it must be an object, but is null")
		return o
	}
	if !value.IsFullyKnown() {
		o.isUnknown = true
		return o
	}
	o.attributes = o.members("it", value)
	return o
}

func (o *object) fail(format string, arguments ...any) {
	if o.err == nil {
		o.err = function.NewArgumentFuncError(o.position, o.name+" cannot be used: "+fmt.Sprintf(format, arguments...))
	}
}

// only refuses attributes that are not among the names.
func (o *object) only(names ...string) {
	for _, name := range slices.Sorted(maps.Keys(o.attributes)) {
		if !slices.Contains(names, name) {
			o.fail("it has the attribute %.100q, but may have only %s", name, strings.Join(names, ", "))
		}
	}
}

// members are those of an object or a map; null is nil.
func (o *object) members(what string, value tftypes.Value) map[string]tftypes.Value {
	var members map[string]tftypes.Value
	if value.IsNull() {
		return nil
	}
	if value.As(&members) != nil {
		o.fail("%s must be an object or a map", what)
	}
	return members
}

// required is a string that must be set.
func (o *object) required(name string) string {
	text := o.text(name)
	if text == "" && !o.isUnknown {
		o.fail("its attribute %s must be a string that is not empty", name)
	}
	return text
}

// text is a string. If it is null or missing, it is "".
func (o *object) text(name string) string { return o.textOf("its attribute "+name, o.attributes[name]) }

func (o *object) textOf(what string, value tftypes.Value) string {
	var text string
	if !value.IsNull() && value.As(&text) != nil {
		o.fail("%s must be a string or null", what)
	}
	return text
}

// numberOf is a whole number. If it is null or missing, it is nil.
func (o *object) numberOf(what string, value tftypes.Value) *int64 {
	if value.IsNull() {
		return nil
	}
	var number big.Float
	if value.As(&number) == nil {
		if whole, accuracy := number.Int64(); accuracy == big.Exact {
			return &whole
		}
	}
	o.fail("%s must be a whole number or null", what)
	return nil
}

// texts is a map of strings, in which null is "". If the map is null or missing,
// it is nil.
func (o *object) texts(name string) map[string]string {
	members := o.members("its attribute "+name, o.attributes[name])
	if members == nil {
		return nil
	}
	texts := make(map[string]string, len(members))
	for key, value := range members {
		texts[key] = o.textOf(fmt.Sprintf("its attribute %s[%.100q]", name, key), value)
	}
	return texts
}

// count is the number of elements of a list, a tuple or a set; if it is null
// or missing, it is not known.
func (o *object) count(name string) (number int, known bool) {
	value := o.attributes[name]
	if value.IsNull() {
		return 0, false
	}
	var elements []tftypes.Value
	if value.As(&elements) != nil {
		o.fail("its attribute %s must be a list or null", name)
	}
	return len(elements), true
}
