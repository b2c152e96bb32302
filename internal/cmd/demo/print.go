// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
)

func printIntroduction(out io.Writer) {
	fmt.Fprint(out, `A Terraform plan that depends on how vendors are rated, and publishes it.

Everything runs on this machine: a sandbox simulates SecurityScorecard,
Secureframe and ProcessUnity, with example companies. Terraform and the provider
are real.
Please wait. The demo builds the provider, and downloads Terraform if necessary.
`)
}

func printSetUp(out io.Writer, terraform *acctest.Terraform, systems *sandbox.Sandbox) {
	fmt.Fprintf(out, "\nTerraform:         %s\n", terraform.Path)
	fmt.Fprintf(out, "SecurityScorecard: %s\n", systems.SecurityScorecard.BaseURL)
	fmt.Fprintf(out, "Secureframe:       %s\n", systems.Secureframe.BaseURL)
	fmt.Fprintf(out, "ProcessUnity:      %s\n", systems.ProcessUnity.BaseURL)
}

func printFile(out io.Writer, name string, text []byte) {
	fmt.Fprintf(out, "\n   %s:\n\n", name)
	printText(out, string(text))
}

func printTitle(out io.Writer, number int, step step) {
	title := fmt.Sprintf("%d. %s", number, step.title)
	fmt.Fprintf(out, "\n%s\n%s\n%s\n", title, strings.Repeat("-", len(title)), step.because)
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
	printDomains(out, "Secureframe was sent %d of the scorecards: %s", what.pushed)
	printDomains(out, "ProcessUnity was sent %d rows: %s", what.imported)
}

func printDomains(out io.Writer, format string, domains []string) {
	if len(domains) > 0 {
		fmt.Fprintf(out, "\n   "+format+"\n", len(domains), strings.Join(domains, ", "))
	}
}

const (
	reportFile  = "report.md"
	reportLines = 16
)

// printReport prints the beginning of the gate's report.
func printReport(out io.Writer, report string) {
	lines := strings.SplitAfter(report, "\n")
	fmt.Fprintf(out, "\n   The gate has written %s, which begins:\n\n", reportFile)
	printText(out, strings.Join(lines[:min(len(lines), reportLines)], ""))
}

func printVerdict(out io.Writer, wrong []string) {
	fmt.Fprintf(out, "\n   %s\n", verdict(wrong))
}

func verdict(wrong []string) string {
	if len(wrong) == 0 {
		return "As expected."
	}
	return "NOT AS EXPECTED: " + strings.Join(wrong, "; ")
}

func printSummary(out io.Writer, results []stepResult) {
	fmt.Fprint(out, "\nSummary\n-------\n")
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for i, result := range results {
		fmt.Fprintf(table, "%d. %s\texit code %d\t%s\n", i+1, result.step.title, result.step.want.exitCode, verdict(result.wrong))
	}
	_ = table.Flush() // like all other output
}
