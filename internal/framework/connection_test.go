// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/framework"
)

// An error on the way to a system has its own advice, whatever the system says
// of other errors.
func TestExplain_connections(t *testing.T) {
	t.Parallel()
	certificate := func(err error) error { return &tls.CertificateVerificationError{Err: err} }
	toProxy := func(err error) error {
		return failedThroughProxy(&net.OpError{Op: "proxyconnect", Net: "tcp", Err: err})
	}
	for name, test := range map[string]struct {
		err  error
		says string
	}{
		"another error":        {errors.New("EOF"), "advice of the system"},
		"through a proxy":      {failedThroughProxy(errors.New("EOF")), "No answer came through the proxy."},
		"no proxy":             {toProxy(errors.New("connection refused")), "The proxy cannot be reached, so Example was not reached."},
		"a proxy without TLS":  {toProxy(tls.RecordHeaderError{}), "must begin with http://"},
		"a proxy of strangers": {toProxy(certificate(x509.UnknownAuthorityError{})), "SSL_CERT_FILE"},
		"no authority":         {certificate(x509.UnknownAuthorityError{}), "SSL_CERT_FILE"},
		"no authorities":       {certificate(x509.SystemRootsError{}), "SSL_CERT_DIR"},
		"another host":         {certificate(x509.HostnameError{Certificate: &x509.Certificate{}}), "Check the host of the provider's base URL"},
		"expired":              {certificate(x509.CertificateInvalidError{Reason: x509.Expired}), "the clock of this machine"},
		"no TLS":               {http.ErrSchemeMismatch, "does not speak TLS"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			system := framework.System[any, any]{Title: "Example", Advice: func(error) string { return "advice of the system" }}
			if got := system.Explain(test.err); !strings.Contains(got, test.says) {
				t.Errorf("got %q, want %q in it", got, test.says)
			}
		})
	}
}

// failedThroughProxy is the error of a request through a proxy.
func failedThroughProxy(cause error) error {
	return &rest.ProxyError{Proxy: "proxy.example:3128", Variable: "HTTPS_PROXY", Cause: cause}
}
