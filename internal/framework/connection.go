// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package framework

import (
	"errors"
	"fmt"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/api/rest"
)

// connectionAdvice says how to resolve an error on the way to a system, such as
// at a proxy. It is "" for all others.
func connectionAdvice(err error, title string) string {
	switch proxy, ok := errors.AsType[*rest.ProxyError](err); {
	case rest.IsCertificateError(err):
		return certificateAdvice(err, title)
	case ok:
		return proxyAdvice(proxy, title)
	case rest.IsNotTLS(err):
		return title + " was not reached: what answers at this address does not speak TLS. Check the host and the port of the provider's base URL."
	}
	return ""
}

func proxyAdvice(proxy *rest.ProxyError, title string) string {
	const direct = "If the host can be reached without a proxy, add it to NO_PROXY."
	switch {
	case proxy.DeniesUser():
		return fmt.Sprintf("The proxy does not accept the user name and password, so %s was not reached. Check them in the environment variable %s: "+
			"encode characters such as @, : and # there (%%40, %%3A and %%23). The password is sent only once, so that the proxy does not lock the account.", title, proxy.Variable)
	case proxy.IsRefusal():
		return fmt.Sprintf("The proxy does not allow the connection, so %s was not reached. Ask the proxy's administrator to allow the host, "+
			"and check the environment variable %s. %s", title, proxy.Variable, direct)
	case rest.IsNotTLS(proxy):
		return fmt.Sprintf("The proxy does not speak TLS, so %s was not reached. The URL in the environment variable %s must begin with http://, "+
			"which is how most proxies are named even for https requests.", title, proxy.Variable)
	case proxy.IsUnreachable():
		return fmt.Sprintf("The proxy cannot be reached, so %s was not reached. Check the environment variable %s. %s", title, proxy.Variable, direct)
	}
	return fmt.Sprintf("No answer came through the proxy. Try again. If the error persists, check the environment variable %s, "+
		"the provider's base URL, and the status page of %s. %s", proxy.Variable, title, direct)
}

func certificateAdvice(err error, title string) string {
	const issuer = "A proxy that inspects traffic issues certificates of its own. "
	if rest.IsUnknownAuthority(err) {
		return "The certificate is from an authority that this machine does not trust, so nothing was sent to " + title + ". " + issuer +
			"If you trust the authority, set the environment variable SSL_CERT_FILE to a PEM file with its certificate, " +
			"or SSL_CERT_DIR to a directory of such files. On macOS and Windows, add it to the certificates of the system instead."
	}
	return "The certificate is not valid, so nothing was sent to " + title + ". " + issuer +
		"Check the host of the provider's base URL, and the clock of this machine. The original error says what is wrong with the certificate."
}
