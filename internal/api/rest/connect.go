// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package rest

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"slices"
)

// WillNotConnect reports whether a failure to connect is one that another attempt
// would meet again: a proxy that refuses, a certificate that is not trusted, or a
// peer that does not speak TLS.
func WillNotConnect(failure error) bool {
	if proxy, ok := errors.AsType[*ProxyError](failure); ok && proxy.IsRefusal() {
		return true
	}
	return IsCertificateError(failure) || IsNotTLS(failure)
}

// IsCertificateError reports whether a certificate is not accepted.
func IsCertificateError(err error) bool {
	_, ok := errors.AsType[*tls.CertificateVerificationError](err)
	return ok || IsUnknownAuthority(err)
}

// IsUnknownAuthority reports whether a certificate is not accepted because this
// machine does not trust its issuer, or trusts no issuer.
func IsUnknownAuthority(err error) bool {
	_, unknown := errors.AsType[x509.UnknownAuthorityError](err)
	_, none := errors.AsType[x509.SystemRootsError](err)
	return unknown || none
}

// IsNotTLS reports whether the peer of an https URL does not speak TLS.
func IsNotTLS(err error) bool {
	_, ok := errors.AsType[tls.RecordHeaderError](err)
	return ok || errors.Is(err, http.ErrSchemeMismatch)
}

// neverConnected reports whether a request failed before it could be sent.
func neverConnected(err error) bool {
	if proxy, ok := errors.AsType[*ProxyError](err); ok && proxy.Status != 0 {
		return true
	}
	operation, ok := errors.AsType[*net.OpError](err)
	return ok && slices.Contains([]string{"dial", proxyConnect, socksConnect}, operation.Op) ||
		IsCertificateError(err) || IsNotTLS(err)
}
