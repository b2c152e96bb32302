// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package world

import "fmt"

// system adds a device that runs macOS, unless the fields say otherwise. Its
// addresses follow from the number, which is from 0.
func (b organizationBuilder) system(hostname string, number int, differing ...fields) {
	id := b.id(JumpCloudSystems, hostname)
	b.add(JumpCloudSystems, id, append([]fields{{
		"hostname": hostname, "displayName": hostname,
		"serialNumber": "SN-" + id[:10],
		"systemToken":  plantedSecret("system token", id),
		"remoteIP":     fmt.Sprintf("198.51.%d.%d", number/250%250, 1+number%250),
		"networkInterfaces": []any{Object{
			"name": "en0", "family": "IPv4", "internal": false,
			"address": fmt.Sprintf("10.%d.%d.%d", 20+number/62500%200, number/250%250, 1+number%250),
		}},
		"userMetrics": []any{
			localUser("quartz.user", true, true), localUser("_quartzsvc", false, false),
		},
	}}, differing...)...)
}

// localUser is an account on a device.
func localUser(name string, admin, managed bool) Object {
	return Object{"userName": name, "admin": admin, "managed": managed, "suspended": false, "secureTokenEnabled": admin}
}

// Kinds of device, as their agents report them. sshRootEnabled is true on
// every one of them, as it was recorded of a Windows device.
var (
	windowsSystem = fields{
		"os": "Windows", "osFamily": "windows", "version": "11 Pro", "arch": "x86_64", "archFamily": "amd64",
		"templateName": "windows10", "hwVendor": "dell", "mdm.vendor": "internal", "mdm.dep": false,
		"mdm.windows.upn":              "device@acme.example",
		"agentHasFullDiskAccess":       nil,
		"allowPublicKeyAuthentication": true, "modifySSHDConfig": false, "sshdParams": []any{},
		"osVersionDetail": Object{
			"osName": "Windows", "distributionName": "Windows 11 Pro", "releaseName": "24H2", "version": "10.0.26100", "revision": "",
			"major": "10", "majorNumber": 10, "minor": "0", "minorNumber": 0, "patch": "26100", "patchNumber": 26100,
		},
	}
	linuxSystem = fields{
		"os": "Ubuntu", "osFamily": "linux", "version": "24.04", "arch": "x86_64", "archFamily": "amd64",
		"templateName": "ubuntu64", "hwVendor": "lenovo", "mdm": Object{"vendor": "none"},
		"osVersionDetail": Object{
			"osName": "Ubuntu", "distributionName": "Ubuntu", "releaseName": "Noble", "version": "24.04", "revision": "",
			"major": "24", "majorNumber": 24, "minor": "04", "minorNumber": 4, "patch": "", "patchNumber": 0,
		},
	}
	mobileSystem = fields{
		"os": "iOS", "osFamily": "ios", "version": "18.6", "agentVersion": "", "templateName": "ios", "userMetrics": []any{},
		"systemInsights.state": "deferred",
	}
)

// withoutAgentState removes what only the agent of a computer with disk
// encryption reports.
func (b organizationBuilder) withoutAgentState(paths ...string) {
	systems := b.organization.objects[JumpCloudSystems]
	Unset(systems[len(systems)-1], paths...)
}
