// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

// Package sandbox runs the systems' APIs as in-memory servers on loopback, with
// faults by rule and a log of the requests. The clients are tested against it,
// so it shares no code with them.
package sandbox

import (
	"context"
	"errors"
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
	// SecureframeStorage is the host for the bytes of files, another one than
	// Secureframe's.
	SecureframeStorage = "secureframe storage"
)

// Sandbox is the running systems.
type Sandbox struct {
	// World is the data that the systems serve. Changes take effect at once.
	World *world.World
	// Faults are the rules for the faults of the systems.
	Faults *fault.Set
	// Requests are all requests that the systems have received.
	Requests *RequestLog
	// SecurityScorecard is the endpoint of that system.
	SecurityScorecard SecurityScorecardEndpoint
	// Secureframe is the endpoint of that system, with a key pair that may push to
	// every connection.
	Secureframe SecureframeEndpoint
	// SecureframeLimited is the same endpoint, with a key pair that may not push
	// to restricted connections.
	SecureframeLimited SecureframeEndpoint
	// JumpCloud is the endpoint of that system, below the paths /api and /api/v2.
	JumpCloud JumpCloudEndpoint
	// NowSecure is the endpoint of that system, with its two hosts.
	NowSecure NowSecureEndpoint
	// ProcessUnity is the endpoint of that system.
	ProcessUnity ProcessUnityEndpoint

	settings settings
	servers  []*server
	err      error
	stop     func() error
}

// SecurityScorecardEndpoint is the address of SecurityScorecard, and its token.
type SecurityScorecardEndpoint struct {
	BaseURL string
	Token   string
}

// SecureframeEndpoint is the address of Secureframe, and its key pair.
type SecureframeEndpoint struct {
	BaseURL string
	Key     string
	Secret  string
}

// JumpCloudEndpoint is the address of JumpCloud, and its API key.
type JumpCloudEndpoint struct {
	BaseURL string
	APIKey  string
	// OrganizationID is the first organization that the key may access. It is
	// empty if there is none.
	OrganizationID string
}

// NowSecureEndpoint is the address of NowSecure, and its credential.
type NowSecureEndpoint struct {
	// APIURL is the host for GraphQL, and LabAPIURL the host for REST.
	APIURL    string
	LabAPIURL string
	Token     string
}

// ProcessUnityEndpoint is the address of ProcessUnity, and the credentials of a
// user and of the service that may act for users.
type ProcessUnityEndpoint struct {
	// BaseURL ends with the tenant.
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
	s.serveSecurityScorecard(ctx)
	s.serveSecureframe(ctx)
	s.serveJumpCloud(ctx)
	s.serveNowSecure(ctx)
	s.serveProcessUnity(ctx)
	if s.err != nil {
		return nil, errors.Join(s.err, closeAll(s.servers))
	}
	s.stop = stopOnce(ctx, s.servers)
	return s, nil
}

// listen serves a host of a system, and returns its address. It keeps the first
// error for Start.
func (s *Sandbox) listen(ctx context.Context, name string, api system) (baseURL string) {
	if s.err != nil {
		return ""
	}
	server, err := listen(ctx, s.settings.address(len(s.servers)), s.handler(name, api))
	if err != nil {
		s.err = err
		return ""
	}
	s.servers = append(s.servers, server)
	return server.baseURL
}

func (s *Sandbox) serveSecurityScorecard(ctx context.Context) {
	token := s.settings.secret("token-")
	api := securityscorecard.New(securityscorecard.Config{
		Token:  token,
		World:  &s.World.Scorecards,
		Quirks: quirksOf[securityscorecard.Quirks](s.settings),
		Budget: s.settings.budgets[SecurityScorecard],
	})
	baseURL := s.listen(ctx, SecurityScorecard, api)
	s.SecurityScorecard = SecurityScorecardEndpoint{BaseURL: baseURL, Token: token}
}

func (s *Sandbox) serveSecureframe(ctx context.Context) {
	credential := secureframe.Credential{Key: s.settings.secret("key-"), Secret: s.settings.secret("secret-")}
	limited := secureframe.Credential{Key: s.settings.secret("limited-key-"), Secret: s.settings.secret("limited-secret-")}
	quirks := quirksOf[secureframe.Quirks](s.settings)
	storageURL := s.listen(ctx, SecureframeStorage, secureframe.NewStorage(&s.World.Compliance, quirks))
	baseURL := s.listen(ctx, Secureframe, secureframe.New(secureframe.Config{
		Credential: credential,
		Limited:    limited,
		World:      &s.World.CustomConnections,
		Compliance: &s.World.Compliance,
		StorageURL: storageURL,
		Quirks:     quirks,
		Budget:     s.settings.budgets[Secureframe],
	}))
	s.Secureframe = SecureframeEndpoint{BaseURL: baseURL, Key: credential.Key, Secret: credential.Secret}
	s.SecureframeLimited = SecureframeEndpoint{BaseURL: baseURL, Key: limited.Key, Secret: limited.Secret}
}

func (s *Sandbox) serveJumpCloud(ctx context.Context) {
	key := s.settings.secret("jca_")
	baseURL := s.listen(ctx, JumpCloud, jumpcloud.New(jumpcloud.Config{
		APIKey: key,
		World:  s.World.JumpCloud,
		Quirks: quirksOf[jumpcloud.Quirks](s.settings),
	}))
	s.JumpCloud = JumpCloudEndpoint{BaseURL: baseURL, APIKey: key}
	if ids := s.World.JumpCloud.OrganizationIDs(); len(ids) > 0 {
		s.JumpCloud.OrganizationID = ids[0]
	}
}

func (s *Sandbox) serveNowSecure(ctx context.Context) {
	token := s.settings.secret("token-")
	api, lab := nowsecure.New(nowsecure.Config{
		Token:  token,
		World:  &s.World.NowSecure,
		Quirks: quirksOf[nowsecure.Quirks](s.settings),
		Budget: s.settings.budgets[NowSecure],
	})
	apiURL, labURL := s.listen(ctx, NowSecure, api), s.listen(ctx, NowSecure, lab)
	s.NowSecure = NowSecureEndpoint{APIURL: apiURL, LabAPIURL: labURL, Token: token}
}

func (s *Sandbox) serveProcessUnity(ctx context.Context) {
	credential := processunity.Credential{
		Username: "web.service", Password: s.settings.secret("password-"),
		ServiceName: "directwebservice", ServicePassword: s.settings.secret("service-"),
	}
	baseURL := s.listen(ctx, ProcessUnity, processunity.New(processunity.Config{
		Tenant:     processUnityTenant,
		Credential: credential,
		World:      &s.World.Tenant,
		Quirks:     quirksOf[processunity.Quirks](s.settings),
		Budget:     s.settings.budgets[ProcessUnity],
	}))
	s.ProcessUnity = ProcessUnityEndpoint{
		BaseURL:  baseURL + "/" + processUnityTenant,
		Username: credential.Username, Password: credential.Password,
		ServiceName: credential.ServiceName, ServicePassword: credential.ServicePassword,
	}
}

// Close stops every system, and waits until no request is being handled. It
// interrupts requests in flight. A second call has no effect.
func (s *Sandbox) Close() error { return s.stop() }

// CloseIdle closes the connections that no request is on. Clients that a test
// has no more use for keep theirs open, each of them.
func (s *Sandbox) CloseIdle() {
	for _, server := range s.servers {
		server.closeIdle()
	}
}

// Environment returns the variables that point a client at the sandbox, as
// sorted KEY=value lines.
func (s *Sandbox) Environment() []string {
	return []string{
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
		"SECURITYSCORECARD_USERNAME=" + s.World.Account().Username,
	}
}

// stopOnce returns a function that closes the servers. The end of ctx closes
// them too. The second of the two waits for the first.
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
