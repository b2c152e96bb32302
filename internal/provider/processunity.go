// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var processUnity = system{
	name:                  "ProcessUnity",
	attribute:             "processunity",
	environmentPrefix:     "PROCESSUNITY",
	defaultRequestTimeout: api.DefaultRequestTimeout,
}

// The bounds of requests_per_hour. A plan and an apply take fifteen.
const (
	leastRequestsPerHour = 20
	mostRequestsPerHour  = 100_000
)

func processUnityAttribute() schema.SingleNestedAttribute {
	return processUnity.attributeOf("ProcessUnity, for the `vendorrisk_processunity_…` data sources and resources.", map[string]schema.Attribute{
		"base_url": schema.StringAttribute{
			MarkdownDescription: "The URL of the instance with the tenant's path, such as `https://app.processunity.net/mycompany`: https, or http on a loopback address. " +
				"It is required here or in the environment variable `" + processUnity.variable("BASE_URL") + "`.",
			Optional:   true,
			Validators: []validator.String{framework.BaseURL()},
		},
		"username": schema.StringAttribute{
			MarkdownDescription: "The name of a ProcessUnity user, whose role has Import / Export Automation, Web Services, Third Parties → Edit and Issues → Create. " +
				"Default: the environment variable `" + processUnity.variable("USERNAME") + "`.",
			Optional:   true,
			Validators: []validator.String{framework.NotBlank()},
		},
		"password": processUnity.secretAttribute("The password of the user.", "PASSWORD", framework.Password()),
		"service_name": schema.StringAttribute{
			MarkdownDescription: "The name of the web service that a token is requested for. Default: the environment variable `" +
				processUnity.variable("SERVICE_NAME") + "`, else `" + api.DefaultServiceName + "`.",
			Optional:   true,
			Validators: []validator.String{framework.NotBlank()},
		},
		"service_password": processUnity.secretAttribute("The password of the web service, a GUID that ProcessUnity gives to its customers. It is required in addition to the user's password.",
			"SERVICE_PASSWORD", framework.Secret()),
		"requests_per_hour": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("How many requests an hour this run may send, %d to %d. Half of them may be sent at once. "+
				"The license sets the limit, for all that use the tenant's web services together. Default: the environment variable `%s`, else %d.",
				leastRequestsPerHour, mostRequestsPerHour, processUnity.variable("REQUESTS_PER_HOUR"), api.DefaultRequestsPerHour),
			Optional:   true,
			Validators: []validator.Int64{int64validator.Between(leastRequestsPerHour, mostRequestsPerHour)},
		},
	}, processUnity.connectionAttributes())
}

func (p *vendorRiskProvider) processUnity(object types.Object) func() (*api.Client, error) {
	return clientOf(p, processUnity, object, func(s *settings, config rest.Config) (*api.Client, error) {
		config.BaseURL = s.baseURL()
		if config.BaseURL == "" {
			s.fail("is not configured: set base_url in the provider's processunity attribute, or the environment variable %s, "+
				"to the URL of the instance with the tenant's path, for example https://app.processunity.net/mycompany", s.variable("BASE_URL"))
		}
		credentials := processUnityCredentials(s)
		requestsPerHour := s.wholeNumber("requests_per_hour", "REQUESTS_PER_HOUR", leastRequestsPerHour, mostRequestsPerHour, api.DefaultRequestsPerHour)
		return api.New(credentials, requestsPerHour, config)
	})
}

func processUnityCredentials(s *settings) api.Credentials {
	credentials := api.Credentials{
		Username:    s.required("username", "USERNAME", framework.CheckPassword),
		Password:    s.required("password", "PASSWORD", framework.CheckPassword),
		ServiceName: api.DefaultServiceName,
	}
	if name, _, _ := s.lookUp("service_name", "SERVICE_NAME"); name != "" {
		credentials.ServiceName = name
	}
	hadError := s.err != nil
	credentials.ServicePassword = s.secret("service_password", "SERVICE_PASSWORD")
	if s.err != nil && !hadError {
		s.err = fmt.Errorf("%w. ProcessUnity grants a token for two pairs: the user's, and the web service's, whose password is a GUID. "+
			"The onboarding pages of other integrations do not ask for it, because those bring their own. ProcessUnity gives it to its customers", s.err)
	}
	return credentials
}
