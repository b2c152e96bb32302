// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	_ "embed" // the configuration to begin with
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// starter is the configuration to begin with.
//
//go:embed playground/main.tf
var starter string

// playground is a directory to run Terraform in, over the sandbox.
type playground struct {
	directory  string
	sandbox    *sandbox.Sandbox
	changesURL string
}

// write writes the files of the playground. A main.tf that is there is somebody's
// own, and stays.
func (p playground) write() error {
	directory, err := filepath.Abs(p.directory)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(directory, 0o750); err != nil {
		return err
	}
	cliConfig := filepath.Join(directory, "terraform.rc")
	for path, text := range map[string]string{
		filepath.Join(directory, "environment.sh"): p.environment(cliConfig),
		cliConfig: overrides(directory),
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return err
		}
	}
	file, err := os.OpenFile(filepath.Join(directory, "main.tf"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = file.WriteString(starter)
	return errors.Join(err, file.Close())
}

// environment is what a shell reads.
func (p playground) environment(cliConfig string) string {
	variables := append([]string{"SANDBOX_URL=" + p.changesURL, "TF_CLI_CONFIG_FILE=" + cliConfig}, p.sandbox.Environment()...)
	var text strings.Builder
	for _, variable := range variables {
		name, value, _ := strings.Cut(variable, "=")
		fmt.Fprintf(&text, "export %s='%s'\n", name, strings.ReplaceAll(value, "'", `'\''`))
	}
	return text.String()
}

// overrides is the configuration of the Terraform CLI that takes the provider
// from the directory. Terraform needs no init then.
func overrides(directory string) string {
	return fmt.Sprintf(`provider_installation {
  dev_overrides {
    "vendorrisk/vendorrisk" = %q
  }
  direct {}
}
`, filepath.ToSlash(directory))
}

// announce says what is served, and what to do next.
func (p playground) announce(out io.Writer) error {
	var text strings.Builder
	text.WriteString("\nThe sandbox is running.\n\n")
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for _, row := range p.served() {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", row[0], row[1], row[2])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(&text, `
In another terminal:

  cd %s
  . ./environment.sh
  terraform plan

Change something, and plan again:

`, p.directory)
	for line := range strings.Lines(examples("$SANDBOX_URL")) {
		text.WriteString("  " + line)
	}
	fmt.Fprintf(&text, "\n%s shows what else can be changed. Interrupt to stop.\n", p.changesURL)
	_, err := io.WriteString(out, text.String())
	return err
}

// served are the systems, each with its address and what is in it.
func (p playground) served() [][3]string {
	s, w := p.sandbox, p.sandbox.World
	rows := [][3]string{
		{"SecurityScorecard", s.SecurityScorecard.BaseURL, fmt.Sprintf("%d companies in %d portfolios", len(w.Domains()), len(w.Portfolios()))},
		{"NowSecure", s.NowSecure.APIURL, fmt.Sprintf("%d apps in %d groups", len(w.NowSecure.Apps()), len(w.NowSecure.Groups()))},
	}
	for _, id := range w.JumpCloud.OrganizationIDs() {
		rows = append(rows, [3]string{"JumpCloud", s.JumpCloud.BaseURL, fmt.Sprintf("organization %s of %d users and %d devices", id,
			len(w.JumpCloud.Objects(id, world.JumpCloudUsers)), len(w.JumpCloud.Objects(id, world.JumpCloudSystems)))})
	}
	for _, connection := range w.Connections() {
		rows = append(rows, [3]string{"Secureframe", s.Secureframe.BaseURL, fmt.Sprintf("connection %s of vendor %s", connection.ID, connection.VendorSlug)})
	}
	for _, template := range w.ImportTemplates() {
		if !template.NotAutomated {
			rows = append(rows, [3]string{"ProcessUnity", s.ProcessUnity.BaseURL, fmt.Sprintf("import template %d of %s items", template.ID, template.ItemType)})
		}
	}
	return rows
}
