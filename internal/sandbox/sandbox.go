// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package sandbox runs the systems' APIs as in-memory servers on loopback, with
// faults by rule and a log of the requests. It is the peer that the clients
// are tested against, so it shares no code with them.
package sandbox

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/fault"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/jumpcloud"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/nowsecure"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/processunity"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/secureframe"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/securityscorecard"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

// The systems' names in requests and fault rules.
const (
	JumpCloud         = "jumpcloud"
	NowSecure         = "nowsecure"
	ProcessUnity      = "processunity"
	Secureframe       = "secureframe"
	SecurityScorecard = "securityscorecard"
)

// Sandbox is the running systems.
type Sandbox struct {
	// World is the data that is being served; changes show at once.
	World *world.World
	// Faults are the rules by which the systems misbehave.
	Faults *fault.Set
	// Requests are all requests that the systems have met.
	Requests *RequestLog
	// SecurityScorecard is where that system is reached.
	SecurityScorecard SecurityScorecardEndpoint
	// Secureframe is where that system is reached, with a key pair that may
	// push to every connection.
	Secureframe SecureframeEndpoint
	// SecureframeLimited is the same place, with a key pair that may not push
	// to restricted connections.
	SecureframeLimited SecureframeEndpoint
	// JumpCloud is where that system is reached, below the paths /api and
	// /api/v2.
	JumpCloud JumpCloudEndpoint
	// NowSecure is where the two hosts of that system are reached.
	NowSecure NowSecureEndpoint
	// ProcessUnity is where that system is reached.
	ProcessUnity ProcessUnityEndpoint

	settings settings
	servers  []*server
	stop     func() error
}

// SecurityScorecardEndpoint is where SecurityScorecard is reached, and with
// which token.
type SecurityScorecardEndpoint struct {
	BaseURL string
	Token   string
}

// SecureframeEndpoint is where Secureframe is reached, and with which key pair.
type SecureframeEndpoint struct {
	BaseURL string
	Key     string
	Secret  string
}

// JumpCloudEndpoint is where JumpCloud is reached, and with which API key.
type JumpCloudEndpoint struct {
	BaseURL string
	APIKey  string
	// OrganizationID is the first organization that the key may see, empty
	// when it may see none.
	OrganizationID string
}

// NowSecureEndpoint is where NowSecure is reached, and with which credential.
type NowSecureEndpoint struct {
	// APIURL is the host for GraphQL, LabAPIURL the one for REST.
	APIURL    string
	LabAPIURL string
	Token     string
}

// ProcessUnityEndpoint is where ProcessUnity is reached, with the credentials of
// a user and of the service that may act for users.
type ProcessUnityEndpoint struct {
	// BaseURL ends in the tenant.
	BaseURL         string
	Username        string
	Password        string
	ServiceName     string
	ServicePassword string
}

// processUnityTenant is the first segment of ProcessUnity's paths.
const processUnityTenant = "customer"

// Start serves every system on loopback until ctx is done or Close is called.
func Start(ctx context.Context, w *world.World, options ...Option) (*Sandbox, error) {
	s := &Sandbox{World: w, Faults: &fault.Set{}, Requests: &RequestLog{}, settings: newSettings(options)}
	for _, serve := range []func(context.Context) error{
		s.serveSecurityScorecard, s.serveSecureframe, s.serveJumpCloud, s.serveNowSecure, s.serveProcessUnity,
	} {
		if err := serve(ctx); err != nil {
			return nil, errors.Join(err, closeAll(s.servers))
		}
	}
	s.stop = stopOnce(ctx, s.servers)
	return s, nil
}

// listen serves a host of a system, and returns where that is.
func (s *Sandbox) listen(ctx context.Context, address, name string, api system) (baseURL string, err error) {
	server, err := listen(ctx, address, s.handler(name, api))
	if err != nil {
		return "", err
	}
	s.servers = append(s.servers, server)
	return server.baseURL, nil
}

func (s *Sandbox) serveSecurityScorecard(ctx context.Context) error {
	token := "sandbox-" + rand.Text()
	api := securityscorecard.New(securityscorecard.Config{
		Token:  token,
		World:  &s.World.Scorecards,
		Quirks: quirksOf[securityscorecard.Quirks](s.settings),
		Budget: s.settings.budgets[SecurityScorecard],
	})
	baseURL, err := s.listen(ctx, s.settings.securityScorecardAddress, SecurityScorecard, api)
	if err != nil {
		return err
	}
	s.SecurityScorecard = SecurityScorecardEndpoint{BaseURL: baseURL, Token: token}
	return nil
}

func (s *Sandbox) serveSecureframe(ctx context.Context) error {
	credential := secureframe.Credential{Key: "key-" + rand.Text(), Secret: "secret-" + rand.Text()}
	limited := secureframe.Credential{Key: "key-" + rand.Text(), Secret: "secret-" + rand.Text()}
	api := secureframe.New(secureframe.Config{
		Credential: credential,
		Limited:    limited,
		World:      &s.World.CustomConnections,
		Quirks:     quirksOf[secureframe.Quirks](s.settings),
		Budget:     s.settings.budgets[Secureframe],
	})
	baseURL, err := s.listen(ctx, anyPort, Secureframe, api)
	if err != nil {
		return err
	}
	s.Secureframe = SecureframeEndpoint{BaseURL: baseURL, Key: credential.Key, Secret: credential.Secret}
	s.SecureframeLimited = SecureframeEndpoint{BaseURL: baseURL, Key: limited.Key, Secret: limited.Secret}
	return nil
}

func (s *Sandbox) serveJumpCloud(ctx context.Context) error {
	key := "jca_" + rand.Text()
	api := jumpcloud.New(jumpcloud.Config{APIKey: key, World: s.World.JumpCloud, Quirks: quirksOf[jumpcloud.Quirks](s.settings)})
	baseURL, err := s.listen(ctx, anyPort, JumpCloud, api)
	if err != nil {
		return err
	}
	s.JumpCloud = JumpCloudEndpoint{BaseURL: baseURL, APIKey: key}
	if ids := s.World.JumpCloud.OrganizationIDs(); len(ids) > 0 {
		s.JumpCloud.OrganizationID = ids[0]
	}
	return nil
}

func (s *Sandbox) serveNowSecure(ctx context.Context) error {
	token := "token-" + rand.Text()
	api, lab := nowsecure.New(nowsecure.Config{
		Token:  token,
		World:  &s.World.NowSecure,
		Quirks: quirksOf[nowsecure.Quirks](s.settings),
		Budget: s.settings.budgets[NowSecure],
	})
	apiURL, err := s.listen(ctx, anyPort, NowSecure, api)
	if err != nil {
		return err
	}
	labURL, err := s.listen(ctx, anyPort, NowSecure, lab)
	if err != nil {
		return err
	}
	s.NowSecure = NowSecureEndpoint{APIURL: apiURL, LabAPIURL: labURL, Token: token}
	return nil
}

func (s *Sandbox) serveProcessUnity(ctx context.Context) error {
	credential := processunity.Credential{
		Username: "web.service", Password: "password-" + rand.Text(),
		ServiceName: "directwebservice", ServicePassword: "service-" + rand.Text(),
	}
	api := processunity.New(processunity.Config{
		Tenant:     processUnityTenant,
		Credential: credential,
		World:      &s.World.Tenant,
		Quirks:     quirksOf[processunity.Quirks](s.settings),
		Budget:     s.settings.budgets[ProcessUnity],
	})
	baseURL, err := s.listen(ctx, anyPort, ProcessUnity, api)
	if err != nil {
		return err
	}
	s.ProcessUnity = ProcessUnityEndpoint{
		BaseURL:  baseURL + "/" + processUnityTenant,
		Username: credential.Username, Password: credential.Password,
		ServiceName: credential.ServiceName, ServicePassword: credential.ServicePassword,
	}
	return nil
}

// Close stops every system, and waits until no request is being handled.
// Requests that are under way are cut off. Closing twice is harmless.
func (s *Sandbox) Close() error { return s.stop() }

// Environment returns the variables that point a client at the sandbox, as
// sorted KEY=value lines.
func (s *Sandbox) Environment() []string {
	environment := []string{
		"JUMPCLOUD_API_KEY=" + s.JumpCloud.APIKey,
		"JUMPCLOUD_BASE_URL=" + s.JumpCloud.BaseURL,
		"JUMPCLOUD_ORG_ID=" + s.JumpCloud.OrganizationID,
		"NOWSECURE_API_TOKEN=" + s.NowSecure.Token,
		"NOWSECURE_API_URL=" + s.NowSecure.APIURL,
		"NOWSECURE_LAB_API_URL=" + s.NowSecure.LabAPIURL,
		"PROCESSUNITY_BASE_URL=" + s.ProcessUnity.BaseURL,
		"PROCESSUNITY_PASSWORD=" + s.ProcessUnity.Password,
		"PROCESSUNITY_SERVICE_NAME=" + s.ProcessUnity.ServiceName,
		"PROCESSUNITY_SERVICE_PASSWORD=" + s.ProcessUnity.ServicePassword,
		"PROCESSUNITY_USERNAME=" + s.ProcessUnity.Username,
		"SECUREFRAME_API_KEY=" + s.Secureframe.Key,
		"SECUREFRAME_API_SECRET=" + s.Secureframe.Secret,
		"SECUREFRAME_BASE_URL=" + s.Secureframe.BaseURL,
		"SECURITYSCORECARD_API_TOKEN=" + s.SecurityScorecard.Token,
		"SECURITYSCORECARD_BASE_URL=" + s.SecurityScorecard.BaseURL,
	}
	slices.Sort(environment)
	return environment
}

// stopOnce returns a function that closes the servers, as does the end of ctx.
// Whoever comes second waits for the first.
func stopOnce(ctx context.Context, servers []*server) func() error {
	stop := sync.OnceValue(func() error { return closeAll(servers) })
	forget := context.AfterFunc(ctx, func() { _ = stop() }) // Close returns the error
	return func() error {
		forget()
		return stop()
	}
}

func closeAll(servers []*server) error {
	var failures []error
	for _, server := range servers {
		failures = append(failures, server.close())
	}
	return errors.Join(failures...)
}
