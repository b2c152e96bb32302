// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"text/tabwriter"
	"time"
)

// figure is one line of the table.
type figure struct {
	what  string
	value float64
	// bound is the most that the value may be; 0 is no bound.
	bound float64
	// of says what the value was made of.
	of string
}

// ratio is how many times one duration is another.
func ratio(what string, value, of time.Duration, bound float64) figure {
	return figure{
		what:  what,
		value: value.Seconds() / of.Seconds(),
		bound: bound,
		of:    seconds(value) + " / " + seconds(of),
	}
}

func seconds(duration time.Duration) string { return fmt.Sprintf("%.2f s", duration.Seconds()) }

// memory is the peak memory of a plan, where it is known.
func memory(what string, plan *plan) []figure {
	if plan.peakMemory == 0 {
		return nil
	}
	return []figure{{
		what:  what + ", peak memory in MiB",
		value: float64(plan.peakMemory >> 20),
		of:    "the larger of Terraform's and the provider's process",
	}}
}

// broken reports whether the value is above its bound, or no number.
func (f figure) broken() bool { return f.bound > 0 && !(f.value <= f.bound) }

func (f figure) verdict() string {
	switch {
	case f.bound == 0:
		return ""
	case f.broken():
		return "FAIL"
	}
	return "PASS"
}

func anyBroken(figures []figure) bool { return slices.ContainsFunc(figures, figure.broken) }

func printTable(out io.Writer, figures []figure) error {
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintln(table, "WHAT\tFIGURE\tAT MOST\t\tMADE OF")
	for _, f := range figures {
		bound := ""
		if f.bound > 0 {
			bound = number(f.bound)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", f.what, number(f.value), bound, f.verdict(), f.of)
	}
	return table.Flush()
}

// number writes two decimals, without those that are zero.
func number(value float64) string {
	return strconv.FormatFloat(math.Round(value*100)/100, 'f', -1, 64)
}
