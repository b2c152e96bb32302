// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"strconv"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	api "github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

var processUnitySystem = system{
	name:                  "ProcessUnity",
	attribute:             "processunity",
	environmentPrefix:     "PROCESSUNITY",
	defaultRequestTimeout: api.DefaultRequestTimeout,
}

const (
	processUnityUsernameVariable        = "PROCESSUNITY_USERNAME"
	processUnityPasswordVariable        = "PROCESSUNITY_PASSWORD"
	processUnityServiceNameVariable     = "PROCESSUNITY_SERVICE_NAME"
	processUnityServicePasswordVariable = "PROCESSUNITY_SERVICE_PASSWORD"
	processUnityRequestsVariable        = "PROCESSUNITY_REQUESTS_PER_HOUR"
)

// The bounds of requests_per_hour. A plan and an apply take fifteen.
const (
	leastRequestsPerHour = 20
	mostRequestsPerHour  = 100_000
)

func processUnityAttribute() schema.SingleNestedAttribute {
	attributes := map[string]schema.Attribute{
		"username": schema.StringAttribute{
			MarkdownDescription: "The name of a ProcessUnity user, whose role has Import / Export Automation, Web Services, Third Parties → Edit and Issues → Create. " +
				"Default: the environment variable `" + processUnityUsernameVariable + "`.",
			Optional:   true,
			Validators: []validator.String{framework.NotBlank()},
		},
		"password": schema.StringAttribute{
			MarkdownDescription: "The password of the user. Default: the environment variable `" + processUnityPasswordVariable + "`.",
			Optional:            true,
			Sensitive:           true,
			Validators:          []validator.String{framework.Password()},
		},
		"service_name": schema.StringAttribute{
			MarkdownDescription: "The name of the web service that a token is asked for. Default: the environment variable `" +
				processUnityServiceNameVariable + "`, else `" + api.DefaultServiceName + "`.",
			Optional:   true,
			Validators: []validator.String{framework.NotBlank()},
		},
		"service_password": schema.StringAttribute{
			MarkdownDescription: "The password of the web service, a GUID that ProcessUnity gives to its customers. It is needed beside the user's password. " +
				"Default: the environment variable `" + processUnityServicePasswordVariable + "`.",
			Optional:   true,
			Sensitive:  true,
			Validators: []validator.String{framework.Secret()},
		},
		"requests_per_hour": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("How many requests an hour this run may send, %d to %d. Half of them may go at once. "+
				"The license sets the limit, for all that use the tenant's web services together. Default: the environment variable `%s`, else %d.",
				leastRequestsPerHour, mostRequestsPerHour, processUnityRequestsVariable, api.DefaultRequestsPerHour),
			Optional:   true,
			Validators: []validator.Int64{int64validator.Between(leastRequestsPerHour, mostRequestsPerHour)},
		},
	}
	maps.Copy(attributes, processUnitySystem.connectionAttributes())
	attributes["base_url"] = schema.StringAttribute{
		MarkdownDescription: "The URL of the instance with the tenant's path, such as `https://app.processunity.net/mycompany`: https, or http on a loopback address. " +
			"It is needed here or in the environment variable `PROCESSUNITY_BASE_URL`.",
		Optional:   true,
		Validators: []validator.String{framework.BaseURL()},
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "ProcessUnity, for the `vendorrisk_processunity_…` data sources and resources.",
		Optional:            true,
		Attributes:          attributes,
	}
}

// processUnity returns what builds the client, once, at its first use.
func (p *vendorRiskProvider) processUnity(object types.Object) func() (*api.Client, error) {
	return sync.OnceValues(func() (*api.Client, error) {
		if !known(object) {
			return nil, processUnitySystem.notKnownError()
		}
		settings := object.Attributes()
		config, err := processUnitySystem.connection(settings)
		if err != nil {
			return nil, err
		}
		if config.BaseURL == "" {
			return nil, errors.New("ProcessUnity is not configured: set base_url in the provider's processunity attribute, " +
				"or the environment variable PROCESSUNITY_BASE_URL, to the URL of the instance with the tenant's path, https://app.processunity.net/mycompany for example")
		}
		credentials, err := processUnityCredentials(settings)
		if err != nil {
			return nil, err
		}
		requestsPerHour, err := processUnityRequestsPerHour(settings)
		if err != nil {
			return nil, err
		}
		config.UserAgent = p.userAgent()
		return api.New(credentials, requestsPerHour, config)
	})
}

func processUnityCredentials(settings map[string]attr.Value) (credentials api.Credentials, err error) {
	credentials.Username, err = processUnitySystem.required(settings, "username", processUnityUsernameVariable, framework.CheckPassword)
	if err != nil {
		return credentials, err
	}
	credentials.Password, err = processUnitySystem.required(settings, "password", processUnityPasswordVariable, framework.CheckPassword)
	if err != nil {
		return credentials, err
	}
	credentials.ServiceName = api.DefaultServiceName
	if value, ok := settings["service_name"].(types.String); ok && !value.IsNull() {
		credentials.ServiceName = value.ValueString()
	} else if value := os.Getenv(processUnityServiceNameVariable); value != "" {
		credentials.ServiceName = value
	}
	credentials.ServicePassword, err = processUnitySystem.secret(settings, "service_password", processUnityServicePasswordVariable)
	if err != nil {
		return credentials, fmt.Errorf("%w. ProcessUnity grants a token for two pairs: the user's, and the web service's, whose password is a GUID. "+
			"The onboarding pages of other integrations do not ask for it, because those bring their own. ProcessUnity gives it to its customers", err)
	}
	return credentials, nil
}

func processUnityRequestsPerHour(settings map[string]attr.Value) (int, error) {
	if value, ok := settings["requests_per_hour"].(types.Int64); ok && !value.IsNull() {
		return int(value.ValueInt64()), nil
	}
	text, ok := os.LookupEnv(processUnityRequestsVariable)
	if !ok {
		return api.DefaultRequestsPerHour, nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < leastRequestsPerHour || number > mostRequestsPerHour {
		return 0, fmt.Errorf("ProcessUnity cannot be used: the environment variable %s must be a number between %d and %d",
			processUnityRequestsVariable, leastRequestsPerHour, mostRequestsPerHour)
	}
	return number, nil
}
