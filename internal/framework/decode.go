// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"errors"
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Decode reads an object into the struct that target points to, by the tfsdk
// tags of its fields. It ignores attributes that have no field. Null reads as
// the field's zero value. Only an Argument or a tftypes.Value may be unknown.
//
// Fields are strings, bools, int64, float64, big.Rat, time.Time (from a time in RFC 3339
// or a date), structs, and pointers, slices and maps of them. Values are shared,
// not copied. Embedded structs without a tag are read from the same object.
//
// It does what the framework's reflection does, but does not walk every value
// and its path. For ten thousand rows, it takes a fraction of the time. An error
// is a bug in the provider.
func Decode(object tftypes.Value, target any) diag.Diagnostics {
	var diags diag.Diagnostics
	pointer := reflect.ValueOf(target)
	if err := (decoder{}).decode(object, pointer.Elem()); err != nil {
		diags.AddError("Unable to Read the Arguments", reportIssue(err))
	}
	return diags
}

// Argument is an argument as Terraform sends it: a value, null, or unknown.
type Argument[T any] struct {
	// Value is the known value, or the zero value.
	Value T

	wire tftypes.Value
}

// IsNull reports whether the argument is null. An unknown argument is not null,
// but may become null.
func (a Argument[T]) IsNull() bool { return a.wire.IsNull() }

// IsKnown reports whether the argument is known. Parts of it may be unknown.
func (a Argument[T]) IsKnown() bool { return a.wire.IsKnown() }

// IsFullyKnown reports whether the argument and all of its parts are known.
func (a Argument[T]) IsFullyKnown() bool { return a.wire.IsFullyKnown() }

// Equal reports whether both are the same, including null and unknown.
func (a Argument[T]) Equal(other Argument[T]) bool { return a.wire.Equal(other.wire) }

// Wire is the argument's wire value.
func (a Argument[T]) Wire() tftypes.Value { return a.wire }

// decodeWire implements wireDecoder.
func (a *Argument[T]) decodeWire(value tftypes.Value) error {
	a.wire = value
	return decoder{allowUnknown: true}.decode(value, reflect.ValueOf(&a.Value).Elem())
}

// wireDecoder is a type that reads itself from a wire value.
type wireDecoder interface {
	decodeWire(value tftypes.Value) error
}

var (
	wireType        = reflect.TypeFor[tftypes.Value]()
	timeType        = reflect.TypeFor[time.Time]()
	decimalType     = reflect.TypeFor[big.Rat]()
	wireDecoderType = reflect.TypeFor[wireDecoder]()
)

type decoder struct {
	// allowUnknown reads unknown values as zero values.
	allowUnknown bool
}

func (d decoder) decode(value tftypes.Value, target reflect.Value) error {
	switch {
	case reflect.PointerTo(target.Type()).Implements(wireDecoderType):
		decoder, _ := reflect.TypeAssert[wireDecoder](target.Addr())
		return decoder.decodeWire(value)
	case target.Type() == wireType:
		target.Set(reflect.ValueOf(value))
		return nil
	case !value.IsKnown():
		if d.allowUnknown {
			return nil
		}
		return errors.New("a value is not known yet")
	case value.IsNull():
		return nil
	case target.Type() == timeType:
		return d.decodeTime(value, target)
	case target.Type() == decimalType:
		return decodeDecimal(value, target)
	}
	return d.decodeKnown(value, target)
}

// decodeKnown reads a value that is known and not null.
func (d decoder) decodeKnown(value tftypes.Value, target reflect.Value) error {
	switch target.Kind() {
	case reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem()))
		return d.decode(value, target.Elem())
	case reflect.Struct:
		return d.decodeStruct(value, target)
	case reflect.Slice:
		return d.decodeSlice(value, target)
	case reflect.Map:
		return d.decodeMap(value, target)
	case reflect.String:
		text, err := as[string](value)
		target.SetString(text)
		return err
	case reflect.Bool:
		flag, err := as[bool](value)
		target.SetBool(flag)
		return err
	case reflect.Int64, reflect.Float64:
		return decodeNumber(value, target)
	default:
		return fmt.Errorf("nothing can be read into a %s", target.Type())
	}
}

func (d decoder) decodeStruct(value tftypes.Value, target reflect.Value) error {
	attributes, err := as[map[string]tftypes.Value](value)
	if err != nil {
		return err
	}
	for i := range target.NumField() {
		field := target.Type().Field(i)
		name, hasTag := field.Tag.Lookup("tfsdk")
		switch attribute, ok := attributes[name]; {
		case !hasTag && field.Anonymous:
			err = d.decodeStruct(value, target.Field(i))
		case !hasTag:
			continue
		case !ok:
			err = errors.New("there is no such attribute")
		default:
			err = d.decode(attribute, target.Field(i))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (d decoder) decodeSlice(value tftypes.Value, target reflect.Value) error {
	elements, err := as[[]tftypes.Value](value)
	if err != nil {
		return err
	}
	target.Set(reflect.MakeSlice(target.Type(), len(elements), len(elements)))
	for i, element := range elements {
		if err := d.decode(element, target.Index(i)); err != nil {
			return fmt.Errorf("%d: %w", i, err)
		}
	}
	return nil
}

func (d decoder) decodeMap(value tftypes.Value, target reflect.Value) error {
	elements, err := as[map[string]tftypes.Value](value)
	if err != nil {
		return err
	}
	if values, ok := reflect.TypeAssert[*Values](target.Addr()); ok {
		*values = elements
		return nil
	}
	target.Set(reflect.MakeMapWithSize(target.Type(), len(elements)))
	for name, element := range elements {
		read := reflect.New(target.Type().Elem()).Elem()
		if err := d.decode(element, read); err != nil {
			return fmt.Errorf("%q: %w", name, err)
		}
		target.SetMapIndex(reflect.ValueOf(name).Convert(target.Type().Key()), read)
	}
	return nil
}

func (decoder) decodeTime(value tftypes.Value, target reflect.Value) error {
	text, err := as[string](value)
	if err != nil {
		return err
	}
	read, err := time.Parse(time.RFC3339, text)
	if err != nil {
		read, err = time.Parse(time.DateOnly, text)
	}
	target.Set(reflect.ValueOf(read))
	return err
}

func decodeNumber(value tftypes.Value, target reflect.Value) error {
	number, err := as[*big.Float](value)
	if err != nil {
		return err
	}
	if target.Kind() == reflect.Float64 {
		float, _ := number.Float64()
		target.SetFloat(float)
		return nil
	}
	whole, accuracy := number.Int64()
	if accuracy != big.Exact {
		return fmt.Errorf("%v is not a whole number that fits into 64 bits", number)
	}
	target.SetInt(whole)
	return nil
}

// decodeDecimal reads the number that a person has written. Terraform rounds it to
// binary: to 64 bits where it comes from a program, and to 512 where it comes from
// a configuration. Of the decimals that round to the same, the shortest is meant.
func decodeDecimal(value tftypes.Value, target reflect.Value) error {
	number, err := as[*big.Float](value)
	if err != nil {
		return err
	}
	if exponent := number.MantExp(nil); number.IsInf() || exponent > maximumExponent || exponent < -maximumExponent {
		return fmt.Errorf("%s is too large or too small", number.Text('g', 10))
	}
	text := number.Text('e', decimalDigits)
	if float, accuracy := number.Float64(); accuracy == big.Exact {
		text = strconv.FormatFloat(float, 'e', -1, 64)
	}
	rational, ok := new(big.Rat).SetString(text)
	if !ok {
		return fmt.Errorf("%s is not a number", text)
	}
	target.Set(reflect.ValueOf(*rational))
	return nil
}

const (
	// decimalDigits is how many digits 512 bits hold for certain.
	decimalDigits = 150
	// maximumExponent bounds the memory for a number, in bits.
	maximumExponent = 4096
)

func as[T any](value tftypes.Value) (T, error) {
	var read T
	err := value.As(&read)
	return read, err
}
