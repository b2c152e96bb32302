// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/secureframe"
)

// isContentKnown reports whether the content of a configuration can be read.
func (a testEvidenceArguments) isContentKnown() bool {
	return a.File.IsKnown() && a.ContentWO.IsKnown()
}

// content reads the content of a configuration.
func (a testEvidenceArguments) content() ([]byte, diag.Diagnostics) {
	attribute := "content_wo"
	content, err := []byte(a.ContentWO.Value), error(nil)
	if !a.File.IsNull() {
		attribute = "file"
		content, err = readFile(a.File.Value)
	}
	switch {
	case err != nil:
	case len(content) == 0:
		err = errors.New("The file is empty. An evidence must have content.") //nolint:staticcheck // it is shown as it is
	case len(content) > api.MaxFileBytes:
		err = fmt.Errorf("The file has more than %d MiB, which is the most that Secureframe accepts.", api.MaxFileBytes>>20) //nolint:staticcheck // it is shown as it is
	}
	if err != nil {
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root(attribute), "Invalid Secureframe Evidence", err.Error())}
	}
	return content, nil
}

// readFile reads a file, but no more than shows that it is too large.
func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("The file must exist during the plan, and be readable: %w. If another resource writes it, use content_wo.", err) //nolint:staticcheck // it is shown as it is
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, api.MaxFileBytes+1))
	if err != nil {
		return nil, fmt.Errorf("The file cannot be read: %w.", err) //nolint:staticcheck // it is shown as it is
	}
	return content, nil
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
