// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package nowsecure_test

import (
	"testing"

	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/acctest"
	"github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"
)

func TestComponentsDataSource(t *testing.T) {
	t.Parallel()
	vulnerability := func(id, title, severity string, cvss, vector, cwe any) any {
		return map[string]any{"id": id, "title": title, "severity": severity, "cvss": cvss, "cvss_vector": vector, "cwe": cwe}
	}
	terraformTest(t, "components", `
data "vendorrisk_nowsecure_components" "test" {
  app              = "`+world.AuroraAndroidRef+`"
  minimum_severity = "high"
}`, map[string]any{
		"components": []any{
			map[string]any{
				"ecosystem": "Maven", "name": "com.squareup.okhttp3:okhttp", "version": "3.12.0", "latest": "4.12.0", "license": "Apache-2.0",
				"vulnerabilities": []any{
					vulnerability("CVE-2021-0341", "Improper Certificate Validation", "high", 7.5, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "CWE-295"),
					vulnerability("CVE-2023-0833", "Information Exposure", "medium", 5.5, "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N", "CWE-209"),
				},
			},
			// An unknown severity may be high.
			map[string]any{
				"ecosystem": "Native", "name": "openssl", "version": "1.1.1k", "latest": nil, "license": nil,
				"vulnerabilities": []any{vulnerability("NS-0001", "Not scored", "unknown", nil, nil, nil)},
			},
		},
		"total": 2, "assessment_status": "completed", "assessed_at": "2026-11-22T07:28:00Z", "build_digest": world.MobileDigest(world.AuroraAndroidRef, "4.3.1"),
		"build_version": "4.3.1-1", "package_version": "4.3.1", "release_version": nil, "is_appstore_download": false,
	}, map[string]int{"/graphql": 3, "/app/": 1})
}

func TestComponentsDataSource_unknown(t *testing.T) {
	t.Parallel()
	systems := acctest.StartSandbox(t)
	for ref, words := range map[string][]string{
		world.GraniteRef:  {"Unknown NowSecure Application", world.GraniteRef},
		world.CobaltRef:   {"Unable to Read NowSecure Components", "before its first completed assessment", "com.cobalt.scan"},
		world.BorealisRef: {"Unable to Read NowSecure Components", "includes its dependencies", "no list of components"},
	} {
		acctest.WantText(t, readError(t, systems, "components", arguments{"app": acctest.String(ref)}), words...)
	}
}
