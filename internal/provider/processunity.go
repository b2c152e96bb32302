// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"cmp"
	"fmt"

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
	requestPaths:          []string{"/api/importexport", "/api/dataexchange", "/api", "/token"},
	needsTenant:           true,
	defaultRequestTimeout: api.DefaultRequestTimeout,
}

// The bounds of requests_per_hour. A plan and an apply send fifteen requests.
const (
	leastRequestsPerHour = 20
	mostRequestsPerHour  = 100_000
)

func processUnityAttribute() schema.SingleNestedAttribute {
	return processUnity.attributeOf("Settings of ProcessUnity, for the `vendorrisk_processunity_…` data sources and resources.", map[string]schema.Attribute{
		"base_url": textAttribute("The URL of the instance with the tenant's path, for example `https://app.processunity.net/mycompany`. It must be an https URL, or an http URL on a loopback address. "+
			processUnity.requestPathsText()+
			"Required here or in the environment variable `"+processUnity.variable("BASE_URL")+"`.",
			framework.BaseURL(processUnity.checkURL)),
		"username": textAttribute("The name of a ProcessUnity user. The user's role needs Import / Export Automation, Web Services, Third Parties → Edit and Issues → Create. "+
			"Default: the environment variable `"+processUnity.variable("USERNAME")+"`.",
			framework.Password()),
		"password": processUnity.secretAttribute("The password of the user.", "PASSWORD", framework.Password()),
		"service_name": textAttribute("The name of the web service to request a token for. Default: the environment variable `"+
			processUnity.variable("SERVICE_NAME")+"`, or else `"+api.DefaultServiceName+"`.",
			framework.Password()),
		"service_password": processUnity.secretAttribute("The password of the web service, a GUID that customers get from ProcessUnity. It is required in addition to the user's password.",
			"SERVICE_PASSWORD", framework.Secret()),
		"requests_per_hour": schema.NumberAttribute{
			MarkdownDescription: fmt.Sprintf("The maximum number of requests per hour that a run sends, from %d to %d. Half of them may be sent at once. "+
				"The tenant's license limits the requests of all clients of its web services together. Default: the environment variable `%s`, or else %d.",
				leastRequestsPerHour, mostRequestsPerHour, processUnity.variable("REQUESTS_PER_HOUR"), api.DefaultRequestsPerHour),
			Optional:   true,
			Validators: []validator.Number{framework.WholeNumberBetween(leastRequestsPerHour, mostRequestsPerHour)},
		},
	}, processUnity.limitAttributes())
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
		ServiceName: cmp.Or(s.optional("service_name", "SERVICE_NAME", framework.CheckPassword), api.DefaultServiceName),
	}
	hadError := s.err != nil
	credentials.ServicePassword = s.secret("service_password", "SERVICE_PASSWORD")
	if s.err != nil && !hadError {
		s.err = fmt.Errorf("%w. ProcessUnity requires two pairs of credentials for a token: those of the user, and those of the web service, whose password is a GUID. "+
			"The onboarding pages of other integrations do not ask for it, because those integrations have their own. Ask ProcessUnity for the GUID", s.err)
	}
	return credentials
}
