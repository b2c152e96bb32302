// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package gate

import (
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// arguments are the data source's arguments in the domain's terms.
type arguments struct {
	gate        posture.Gate
	companies   []posture.Company
	findings    []posture.Finding
	asOf        time.Time
	enforcement string
}

// attributes are the wire values of an object's attributes.
type attributes = map[string]tftypes.Value

// readArguments reads a configuration that is wholly known and valid. Lists
// and numbers that are null are nil; a list that is empty is not. It takes the
// wire value apart: through the framework's reflection, companies and findings
// would cost many times what judging them costs.
func readArguments(config tftypes.Value) (arguments, error) {
	reader := &framework.WireReader{}
	root := reader.Attributes(config)
	read := arguments{
		gate: posture.Gate{
			MinimumGrade:          posture.Grade(reader.String(root["minimum_grade"])),
			MinimumScore:          reader.Number(root["minimum_score"]),
			MaximumScoreDrop:      reader.Number(root["maximum_score_drop"]),
			MinimumFactorGrades:   readFactorGrades(reader, root["minimum_factor_grades"]),
			MaximumFindings:       readCounts(reader, root["maximum_findings"]),
			DeniedFindingTypes:    framework.ReadList(reader, root["denied_finding_types"], reader.String),
			IgnoreUnknownGrade:    reader.String(root["unknown_grade"]) == unknownIgnored,
			IgnoreUnknownFindings: reader.String(root["unknown_findings"]) == unknownIgnored,
			MinimumCompanies:      reader.Number(root["minimum_companies"]),
			Waivers: framework.ReadList(reader, root["waivers"], func(value tftypes.Value) posture.Waiver {
				return readWaiver(reader, reader.Attributes(value))
			}),
		},
		companies: framework.ReadList(reader, root["companies"], func(value tftypes.Value) posture.Company {
			return readCompany(reader, reader.Attributes(value))
		}),
		findings: framework.ReadList(reader, root["findings"], func(value tftypes.Value) posture.Finding {
			return readFinding(reader, reader.Attributes(value))
		}),
		asOf:        time.Now(),
		enforcement: reader.String(root["enforcement"]),
	}
	if !root["as_of"].IsNull() {
		read.asOf = readTime(reader, time.RFC3339, root["as_of"])
	}
	return read, reader.Err
}

func readWaiver(reader *framework.WireReader, waiver attributes) posture.Waiver {
	return posture.Waiver{
		Subject:   reader.String(waiver["subject"]),
		Rule:      reader.String(waiver["rule"]),
		Reason:    reader.String(waiver["reason"]),
		ExpiresOn: readTime(reader, time.DateOnly, waiver["expires_on"]),
	}
}

func readCompany(reader *framework.WireReader, company attributes) posture.Company {
	return posture.Company{
		Domain:         reader.String(company["domain"]),
		Grade:          posture.ParseGrade(reader.String(company["grade"])),
		Score:          reader.Number(company["score"]),
		ScoreChange30d: reader.Number(company["score_change_30d"]),
		Factors:        readFactors(reader, company["factors"]),
		FindingCounts:  readCounts(reader, company["finding_counts"]),
	}
}

func readFinding(reader *framework.WireReader, finding attributes) posture.Finding {
	return posture.Finding{
		Subject:  reader.String(finding["subject"]),
		Type:     reader.String(finding["type"]),
		Severity: posture.Severity(reader.String(finding["severity"])),
		Status:   posture.Status(reader.String(finding["status"])),
	}
}

func readFactors(reader *framework.WireReader, value tftypes.Value) map[string]posture.Factor {
	return framework.ReadMap(reader, value, func(factor tftypes.Value) posture.Factor {
		grade := reader.String(reader.Attributes(factor)["grade"])
		return posture.Factor{Grade: posture.ParseGrade(grade)}
	})
}

func readFactorGrades(reader *framework.WireReader, value tftypes.Value) map[string]posture.Grade {
	return framework.ReadMap(reader, value, func(grade tftypes.Value) posture.Grade {
		return posture.Grade(reader.String(grade))
	})
}

func readCounts(reader *framework.WireReader, value tftypes.Value) map[posture.Severity]int64 {
	numbers := framework.ReadMap(reader, value, reader.Number)
	if numbers == nil {
		return nil
	}
	counts := make(map[posture.Severity]int64, len(numbers))
	for severity, number := range numbers {
		if number != nil { // the schema refuses null
			counts[posture.Severity(severity)] = *number
		}
	}
	return counts
}

func readTime(reader *framework.WireReader, layout string, value tftypes.Value) time.Time {
	read, err := time.Parse(layout, reader.String(value))
	if reader.Err == nil {
		reader.Err = err
	}
	return read
}
