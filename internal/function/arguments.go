// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package function has the provider's functions. They are pure, need no
// configuration, and never treat missing data as good news.
package function

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// minimumGrade reads an argument that sets a minimum grade.
func minimumGrade(position int64, value string) (posture.Grade, *function.FuncError) {
	if grade := posture.ParseGrade(value); grade.Known() {
		return grade, nil
	}
	return posture.UnknownGrade, function.NewArgumentFuncError(position,
		fmt.Sprintf("%.100q is not a grade: it must be one of %s", value, join(posture.Grades())))
}

// minimumSeverity reads an argument that sets a minimum severity.
func minimumSeverity(position int64, value string) (posture.Severity, *function.FuncError) {
	if severity := posture.Severity(value); severity.Known() {
		return severity, nil
	}
	return "", function.NewArgumentFuncError(position,
		fmt.Sprintf("%.100q is not a severity: it must be one of %s", value, join(posture.Severities())))
}

func join[S ~string](values []S) string {
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = string(value)
	}
	return strings.Join(words, ", ")
}
