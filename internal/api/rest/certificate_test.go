// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// A certificate that is not accepted, or a peer without TLS, is met once. The
// error says what is wrong with it.
func TestCertificates(t *testing.T) {
	t.Parallel()
	server := serve(t, (*httptest.Server).StartTLS, func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") })
	plain := serve(t, (*httptest.Server).Start, func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") })
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	_, port, _ := strings.Cut(server.Listener.Addr().String(), ":")
	for name, test := range map[string]struct {
		address                  string
		tls                      *tls.Config
		says                     string
		isUnknown, isCertificate bool
	}{
		"unknown authority": {server.URL, nil, "x509: certificate signed by unknown authority", true, true},
		"no authorities":    {server.URL, &tls.Config{RootCAs: x509.NewCertPool()}, "x509: certificate signed by unknown authority", true, true},
		"another host":      {"https://localhost:" + port, &tls.Config{RootCAs: trusted}, "not localhost", false, true},
		"expired":           {server.URL, &tls.Config{RootCAs: trusted, Time: func() time.Time { return time.Now().AddDate(200, 0, 0) }}, "has expired or is not yet valid", false, true},
		"too early":         {server.URL, &tls.Config{RootCAs: trusted, Time: func() time.Time { return time.Unix(0, 0).AddDate(-1, 0, 0) }}, "has expired or is not yet valid", false, true},
		"no TLS":            {strings.Replace(plain.URL, "http:", "https:", 1), nil, "server gave HTTP response to HTTPS client", false, false},
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				logged := &attempts{}
				client := newClient(t, &http.Transport{TLSClientConfig: test.tls}, func(config *rest.Config) {
					config.BaseURL, config.Log = test.address, logged.add
				})
				_, err := client.Send(t.Context(), rest.Request{Operation: "try", Method: method, Path: "/thing"})
				if err == nil || !strings.Contains(asError(t, err).Message, test.says) || len(logged.all) != 1 {
					t.Errorf("got %v after %d attempts, want %q after one", err, len(logged.all), test.says)
				}
				if rest.IsUnknownAuthority(err) != test.isUnknown || rest.IsCertificateError(err) != test.isCertificate || rest.IsNotTLS(err) == test.isCertificate {
					t.Errorf("it is taken for something else: %v", err)
				}
			})
		}
	}
}
