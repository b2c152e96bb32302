// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package secureframe

import (
	"context"
	"strings"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/posture"
)

// TPRMVendor is a vendor of Secureframe's third-party risk management. An empty
// string and nil are values that the system did not provide. Times are RFC 3339
// in UTC.
type TPRMVendor struct {
	ID   string
	Name string
	// Website is as it was entered.
	Website string
	// Domain is that of Website, normalized and without "www.". It is "" when
	// Website has none.
	Domain string
	// RiskLevel is as it was entered: "Low" was seen (live).
	RiskLevel string
	// Status is "accepted", "rejected" or "pending" (spec).
	Status     string
	Archived   *bool
	ArchivedAt string
	// LastReviewedAt is "" for a vendor that was not reviewed, too.
	LastReviewedAt     string
	AuthenticationType string
	TwoFactorEnabled   *bool
	EnvironmentTypes   []string
	ServicesProvided   string
	SecurityURL        string
	OwnerID            string
	CreatedAt          string
	UpdatedAt          string
}

type tprmVendorEntry struct {
	identity

	Name               lenient[string]   `json:"name"`
	Website            lenient[string]   `json:"website"`
	RiskLevel          lenient[string]   `json:"risk_level"`
	VendorStatus       lenient[string]   `json:"vendor_status"`
	Archived           lenient[*bool]    `json:"archived"`
	ArchivedAt         timestamp         `json:"archived_at"`
	LastReviewedAt     timestamp         `json:"last_reviewed_at"`
	AuthenticationType lenient[string]   `json:"authentication_type"`
	TwoFactorEnabled   lenient[*bool]    `json:"two_factor_enabled"`
	EnvironmentTypes   lenient[[]string] `json:"environment_types"`
	ServicesProvided   lenient[string]   `json:"services_provided"`
	SecurityURL        lenient[string]   `json:"security_url"`
	OwnerID            lenient[string]   `json:"owner_id"`
	CreatedAt          timestamp         `json:"created_at"`
	UpdatedAt          timestamp         `json:"updated_at"`
}

// TPRMVendors reads the vendors, archived ones included, sorted by ID.
func (c *Client) TPRMVendors(ctx context.Context) ([]TPRMVendor, error) {
	entries, err := readList[tprmVendorEntry](ctx, c.rest, list{noun: "TPRM vendor", path: "/tprm/vendors"})
	if err != nil {
		return nil, err
	}
	vendors := make([]TPRMVendor, len(entries))
	for i, entry := range entries {
		vendors[i] = entry.Attributes.vendor(entry.ID)
	}
	return vendors, nil
}

func (e tprmVendorEntry) vendor(id string) TPRMVendor {
	return TPRMVendor{
		ID: id, Name: e.Name.value, Website: e.Website.value, Domain: WebsiteDomain(e.Website.value),
		RiskLevel: e.RiskLevel.value, Status: e.VendorStatus.value, Archived: e.Archived.value, ArchivedAt: string(e.ArchivedAt),
		LastReviewedAt: string(e.LastReviewedAt), AuthenticationType: e.AuthenticationType.value,
		TwoFactorEnabled: e.TwoFactorEnabled.value, EnvironmentTypes: e.EnvironmentTypes.value,
		ServicesProvided: e.ServicesProvided.value, SecurityURL: e.SecurityURL.value, OwnerID: e.OwnerID.value,
		CreatedAt: string(e.CreatedAt), UpdatedAt: string(e.UpdatedAt),
	}
}

// WebsiteDomain returns the domain of a website, normalized and without "www.",
// or "" when it has none.
func WebsiteDomain(website string) string {
	domain, err := posture.NormalizeDomain(website)
	if err != nil {
		return ""
	}
	if bare := strings.TrimPrefix(domain, "www."); strings.Contains(bare, ".") {
		return bare
	}
	return domain
}
