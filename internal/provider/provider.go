// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package provider has the provider's configuration, and the lists of its data
// sources, ephemeral resources, resources and functions.
package provider

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/clients"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/domain/ledger"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
	functions "github.com/vendorrisk/terraform-provider-vendorrisk/internal/function"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/service/gate"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/service/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/service/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/service/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/service/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/service/securityscorecard"
)

var (
	_ provider.Provider                       = &vendorRiskProvider{}
	_ provider.ProviderWithFunctions          = &vendorRiskProvider{}
	_ provider.ProviderWithEphemeralResources = &vendorRiskProvider{}
	_ provider.ProviderWithListResources      = &vendorRiskProvider{}
)

// vendorRiskProvider is the provider.
type vendorRiskProvider struct {
	version string
	// wait is rest.Config.Wait.
	wait func(context.Context, time.Duration) error
}

// Option changes how the provider works.
type Option func(*vendorRiskProvider)

// WithWait replaces how the provider waits until a system shows what it has
// accepted.
func WithWait(wait func(context.Context, time.Duration) error) Option {
	return func(p *vendorRiskProvider) { p.wait = wait }
}

// model is the provider's configuration. The systems are objects, not structs,
// because a whole object may be unknown.
type model struct {
	JumpCloud         types.Object `tfsdk:"jumpcloud"`
	NowSecure         types.Object `tfsdk:"nowsecure"`
	ProcessUnity      types.Object `tfsdk:"processunity"`
	Secureframe       types.Object `tfsdk:"secureframe"`
	SecurityScorecard types.Object `tfsdk:"securityscorecard"`
}

// New returns a constructor of the provider. The user agent contains version.
func New(version string, options ...Option) func() provider.Provider {
	return func() provider.Provider {
		p := &vendorRiskProvider{version: version}
		for _, option := range options {
			option(p)
		}
		return p
	}
}

func (p *vendorRiskProvider) Metadata(_ context.Context, _ provider.MetadataRequest, response *provider.MetadataResponse) {
	response.TypeName = "vendorrisk"
	response.Version = p.version
}

func (p *vendorRiskProvider) Schema(_ context.Context, _ provider.SchemaRequest, response *provider.SchemaResponse) {
	response.Schema = schema.Schema{
		MarkdownDescription: "Reads the security posture of vendors and of your organization's own directory, gates Terraform plans on it, and publishes it. " +
			"Every system is optional: configure only the systems that you use.",
		Attributes: map[string]schema.Attribute{
			"jumpcloud":         jumpCloudAttribute(),
			"nowsecure":         nowSecureAttribute(),
			"processunity":      processUnityAttribute(),
			"secureframe":       secureframeAttribute(),
			"securityscorecard": securityScorecardAttribute(),
		},
	}
}

// Configure creates no client and sends no request. A plan that does not use a
// system needs neither its credentials nor access to it.
func (p *vendorRiskProvider) Configure(ctx context.Context, request provider.ConfigureRequest, response *provider.ConfigureResponse) {
	var config model
	response.Diagnostics.Append(request.Config.Get(ctx, &config)...)
	if response.Diagnostics.HasError() {
		return
	}
	set := &clients.Set{
		JumpCloud:         p.jumpCloud(config.JumpCloud),
		NowSecure:         p.nowSecure(config.NowSecure),
		ProcessUnity:      p.processUnity(config.ProcessUnity),
		Secureframe:       p.secureframe(config.Secureframe),
		SecurityScorecard: p.securityScorecard(config.SecurityScorecard),
		Ledger:            &ledger.Ledger{},
	}
	response.DataSourceData, response.EphemeralResourceData, response.ResourceData, response.ListResourceData = set, set, set, set
}

func (p *vendorRiskProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		gate.NewDataSource,
		jumpcloud.NewAccessPoliciesDataSource,
		jumpcloud.NewAdministratorsDataSource,
		jumpcloud.NewApplicationsDataSource,
		jumpcloud.NewIPListsDataSource,
		jumpcloud.NewOrganizationDataSource,
		jumpcloud.NewPostureDataSource,
		jumpcloud.NewServiceAccountsDataSource,
		jumpcloud.NewSnapshotDataSource,
		jumpcloud.NewSystemsDataSource,
		jumpcloud.NewUserGroupsDataSource,
		jumpcloud.NewUsersDataSource,
		nowsecure.NewAppsDataSource,
		nowsecure.NewComponentsDataSource,
		nowsecure.NewFindingsDataSource,
		nowsecure.NewGraphDataSource,
		nowsecure.NewOrganizationDataSource,
		nowsecure.NewSnapshotDataSource,
		nowsecure.NewStoreAppsDataSource,
		nowsecure.NewUsersDataSource,
		processunity.NewImportTemplateDataSource,
		processunity.NewThirdPartiesDataSource,
		secureframe.NewControlsDataSource,
		secureframe.NewTestsDataSource,
		secureframe.NewTPRMVendorsDataSource,
		securityscorecard.NewAccountDataSource,
		securityscorecard.NewBreachesDataSource,
		securityscorecard.NewCompaniesDataSource,
		securityscorecard.NewCompanyDataSource,
		securityscorecard.NewDetectedVendorsDataSource,
		securityscorecard.NewEventsDataSource,
		securityscorecard.NewFindingsDataSource,
		securityscorecard.NewGraphDataSource,
		securityscorecard.NewIndustryDataSource,
		securityscorecard.NewIssueTypeDataSource,
		securityscorecard.NewIssueTypesDataSource,
		securityscorecard.NewPortfolioDataSource,
		securityscorecard.NewPortfoliosDataSource,
		securityscorecard.NewScoreHistoryDataSource,
		securityscorecard.NewSnapshotDataSource,
		securityscorecard.NewTagDataSource,
		securityscorecard.NewTagsDataSource,
		securityscorecard.NewUsageDataSource,
	}
}

// EphemeralResources are what a gate judges, and the gate, for every apply.
func (p *vendorRiskProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{
		gate.NewEphemeralResource,
		jumpcloud.NewPostureEphemeralResource,
		nowsecure.NewFindingsEphemeralResource,
		securityscorecard.NewBreachesEphemeralResource,
		securityscorecard.NewCompaniesEphemeralResource,
		securityscorecard.NewCompanyEphemeralResource,
		securityscorecard.NewFindingsEphemeralResource,
		securityscorecard.NewScoreHistoryEphemeralResource,
	}
}

func (p *vendorRiskProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		processunity.NewIssueImportResource,
		processunity.NewThirdPartyImportResource,
		secureframe.NewPushResource,
		secureframe.NewSchemaResource,
		secureframe.NewTestEvidenceResource,
		securityscorecard.NewAlertRuleResource,
		securityscorecard.NewPortfolioCompaniesResource,
		securityscorecard.NewPortfolioResource,
	}
}

// ListResources are the resources that terraform query finds.
func (p *vendorRiskProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		securityscorecard.NewPortfolioListResource,
	}
}

func (p *vendorRiskProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		functions.NewGateDigest,
		functions.NewGateReport,
		functions.NewGradeAtLeast,
		functions.NewNormalizeDomain,
		functions.NewProcessUnityIssueRow,
		functions.NewProcessUnityThirdPartyRow,
		functions.NewSecureframeCloudResourceType,
		functions.NewSecureframeCloudResources,
		functions.NewSeverityAtLeast,
		functions.NewSnapshotCompanies,
		functions.NewSnapshotFindings,
		functions.NewWorstGrade,
	}
}

// NewServer returns a constructor of the provider's server, as main serves it.
func NewServer(version string, options ...Option) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		return framework.NewServer(providerserver.NewProtocol6(New(version, options...)())())
	}
}
