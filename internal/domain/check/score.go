// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package check

import (
	"math/big"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// Weight returns the weight in the score of a check of a severity. Each step
// doubles it.
func Weight(severity posture.Severity) int64 {
	return map[posture.Severity]int64{
		posture.Critical: 16,
		posture.High:     8,
		posture.Medium:   4,
		posture.Low:      2,
		posture.Info:     1,
	}[severity]
}

// score returns the mean coverage of the applicable checks by their weights, in
// percent, rounded down. It is exact, so that only 100 says that everything
// passes.
func score(results []Result) *int64 {
	passed := new(big.Rat)
	var applied int64
	for _, result := range results {
		if result.judged() == 0 {
			continue
		}
		weight := Weight(result.Severity)
		passed.Add(passed, big.NewRat(weight*result.Passed, result.judged()))
		applied += weight
	}
	if applied == 0 {
		return nil
	}
	percent := passed.Mul(passed, big.NewRat(100, applied))
	return new(new(big.Int).Quo(percent.Num(), percent.Denom()).Int64())
}
