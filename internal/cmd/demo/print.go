// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

func printIntroduction(out io.Writer) {
	fmt.Fprint(out, `A Terraform plan that depends on how vendors, an app and administrators are
rated, and publishes it.

Everything runs on this machine: a sandbox simulates SecurityScorecard, NowSecure,
JumpCloud, Secureframe and ProcessUnity, with example data. Terraform and the
provider are real.
Please wait. The demo builds the provider, and downloads Terraform if necessary.
`)
}

// printNext prints what to try after the demo.
func printNext(out io.Writer) {
	fmt.Fprint(out, `
What next?

  make demo FLAGS=-v   shows everything that Terraform prints
  make sandbox         serves the same systems for a configuration of your own:
                       let a grade fall, and see your own gate block
  examples/recipes     has configurations for what teams do with it
  docs/guides          begins with "Getting started"
`)
}

func printFile(out io.Writer, name, text string) {
	fmt.Fprintf(out, "\n   %s:\n\n", name)
	printText(out, text)
}

func printTitle(out io.Writer, number int, step step) {
	fmt.Fprintf(out, "\n%d. %s\n   %s\n", number, strings.ToUpper(step.title), step.because)
}

func printCommand(out io.Writer, arguments []string) {
	fmt.Fprintf(out, "\n   $ terraform %s\n\n", strings.Join(arguments, " "))
}

// printText indents, and leaves out empty lines at both ends.
func printText(out io.Writer, text string) {
	for line := range strings.Lines(strings.Trim(text, "\n")) {
		line = strings.TrimRight(line, " \n")
		if line != "" {
			line = "   | " + line
		} else {
			line = "   |"
		}
		fmt.Fprintln(out, line)
	}
}

// printSent prints what was sent to Secureframe and ProcessUnity, if anything.
func printSent(out io.Writer, what sent) {
	if len(what.pushed)+len(what.imported) > 0 {
		fmt.Fprintln(out)
	}
	printDomains(out, "Secureframe was sent %d of the scorecards: %s", what.pushed)
	printDomains(out, "ProcessUnity was sent %d of the rows: %s", what.imported)
}

func printDomains(out io.Writer, format string, domains []string) {
	if len(domains) > 0 {
		fmt.Fprintf(out, "   "+format+"\n", len(domains), abridge(domains))
	}
}

// abridge names the first domains.
func abridge(domains []string) string {
	const most = 2
	if len(domains) <= most {
		return strings.Join(domains, ", ")
	}
	return strings.Join(domains[:most], ", ") + " …"
}

const (
	reportFile  = "report.md"
	reportLines = 16
)

// printReport prints the beginning of the gate's report.
func printReport(out io.Writer, report string) {
	lines := strings.SplitAfter(report, "\n")
	printFile(out, "The gate has written "+reportFile+", which begins", strings.Join(lines[:min(len(lines), reportLines)], ""))
}

// printWrong prints what did not come out as expected.
func printWrong(out io.Writer, wrong []string) {
	if len(wrong) > 0 {
		fmt.Fprintf(out, "\n   %s\n", verdict(wrong))
	}
}

func verdict(wrong []string) string {
	if len(wrong) == 0 {
		return "As expected."
	}
	return "NOT AS EXPECTED: " + strings.Join(wrong, "; ")
}

func printSummary(out io.Writer, results []stepResult) {
	fmt.Fprint(out, "\nSummary\n")
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for i, result := range results {
		fmt.Fprintf(table, "%d. %s\texit code %d\t%s\n", i+1, result.step.title, result.step.want.exitCode, verdict(result.wrong))
	}
	_ = table.Flush() // like all other output
}
