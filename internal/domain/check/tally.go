// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

// tally counts the objects that are known to meet a condition, and those for
// which this is unknown.
type tally struct{ count, open int64 }

func tallyOf[T any](objects []T, meets func(T) *bool) tally {
	var t tally
	for _, object := range objects {
		switch met := meets(object); {
		case met == nil:
			t.open++
		case *met:
			t.count++
		}
	}
	return t
}

// within passes when the number of objects is in a range, however many of the
// open ones count.
func (t tally) within(least, most int64, noun, what string) ruling {
	switch {
	case t.count > most:
		return fail("the number of %s is %d, but must be at most %d", noun, t.count, most)
	case t.count+t.open < least:
		return fail("the number of %s is %d, but must be at least %d", noun, t.count+t.open, least)
	case t.count < least || t.count+t.open > most:
		return unknown("the number of %s is between %d and %d: of %d, JumpCloud does not say %s", noun, t.count, t.count+t.open, t.open, what)
	}
	return pass()
}
