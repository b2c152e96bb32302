// Copyright (c) The vendorrisk authors
// SPDX-License-Identifier: MPL-2.0

package jumpcloud_test

import "github.com/vendorrisk/terraform-provider-vendorrisk/internal/sandbox/world"

// specified are the fields of the objects at each path, as the specification
// of 2026-03-31 has them. A line has the fields of one object, with their
// types: string, boolean, number, array, or object of any fields.
var specified = map[string]string{
	"/api/organizations/" + world.JumpCloudOrganizationID: `
  . _id:s accessRestriction:s accountsReceivable:s created:s displayName:s hasCreditCard:b hasStripeCustomerId:b
  . lastEstimateCalculationTimeStamp:s lastSfdcSyncStatus:o logoUrl:s provider:s totalBillingEstimate:n
  customEmailSettings enabled:b
  entitlement billingModel:s capUserQuantity:b entitlementProducts:a isManuallyBilled:b maxUserQuantity:n
  entitlement pricePerUserSum:n purchaseChannel:s
  entitlement.entitlementProducts[] committedUsers:n contractType:s maxUserCount:n name:s pricePerUser:n
  entitlement.entitlementProducts[] productCategory:s productCode:s uncommittedUsers:n
  settings agentVersion:s betaFeatures:o chromeDTCEnabled:b contactEmail:s contactName:s deviceIdentificationEnabled:b
  settings disableCommandRunner:b disableGoogleLogin:b disableLdap:b disableUM:b duplicateLDAPGroups:b
  settings emailDisclaimer:s enableGoogleApps:b enableManagedUID:b enableO365:b enableUserPortalAgentInstall:b
  settings growthData:o logo:s maxSystemUsers:n name:s passwordCompliance:s pendingDelete:b requireAdminMFA:b
  settings showIntro:b systemUserPasswordExpirationInDays:n systemUsersCanEdit:b
  settings.features.directoryInsights enabled:b
  settings.features.directoryInsightsPremium createdAt:s enabled:b updatedAt:s
  settings.features.systemInsights createdAt:s enableNewDarwin:b enableNewLinux:b enableNewWindows:b enabled:b
  settings.features.systemInsights updatedAt:s
  settings.newSystemUserStateDefaults applicationImport:s csvImport:s manualEntry:s
  settings.passwordPolicy allowUnenrolledMFAPasswordReset:b allowUsernameSubstring:b
  settings.passwordPolicy daysAfterExpirationToSelfRecover:n daysBeforeExpirationToForceReset:n
  settings.passwordPolicy disallowCommonlyUsedPasswords:b disallowSequentialOrRepetitiveChars:b
  settings.passwordPolicy displayComplexityOnResetScreen:b effectiveDate:s enableDaysAfterExpirationToSelfRecover:b
  settings.passwordPolicy enableDaysBeforeExpirationToForceReset:b enableLockoutTimeInSeconds:b enableMaxHistory:b
  settings.passwordPolicy enableMaxLoginAttempts:b enableMinChangePeriodInDays:b enableMinLength:b
  settings.passwordPolicy enablePasswordExpirationInDays:b enableRecoveryEmail:b enableResetLockoutCounter:b
  settings.passwordPolicy gracePeriodDate:s lockoutTimeInSeconds:n maxHistory:n maxLoginAttempts:n
  settings.passwordPolicy minChangePeriodInDays:n minLength:n needsLowercase:b needsNumeric:b needsSymbolic:b
  settings.passwordPolicy needsUppercase:b passwordExpirationInDays:n resetLockoutCounterMinutes:n
  settings.systemUserDefaults restrictedFields:a
  settings.systemUserDefaults.restrictedFields[] field:s id:s type:s
  settings.trustedAppConfig checksum:s trustedApps:a
  settings.trustedAppConfig.trustedApps[] name:s path:s teamid:s
  settings.userPortal cookieExpirationType:s idleSessionDurationMinutes:n
  settings.windowsMDM autoEnroll:b enabled:b
`,
	"/api/users?limit=100": `
  . _id:s apiKeyAllowed:b apiKeySet:b apiKeyUpdatedAt:s created:s disableIntroduction:b email:s enableMultiFactor:b
  . firstname:s lastWhatsNewChecked:s lastname:s organization:s passwordUpdatedAt:s provider:s role:s roleName:s
  . roleNames:a roles:a sessionCount:n suspended:b totpEnrolled:b totpUpdatedAt:s usersTimeZone:s
  apiKeyHash createdAt:s expireAt:s prefix:s
  growthData experimentStates:o onboardingState:o
`,
	"/api/systemusers?limit=100": `
  . _id:s account_locked:b account_locked_date:s activated:b addresses:a allow_public_key:b alternateEmail:s
  . attributes:a badLoginAttempts:n company:s costCenter:s created:s creationSource:s department:s description:s
  . disableDeviceMaxLoginAttempts:b displayname:s email:s employeeIdentifier:s employeeType:s enable_managed_uid:b
  . enable_user_portal_multifactor:b external_dn:s external_password_expiration_date:s external_source_type:s
  . externally_managed:b firstname:s jobTitle:s lastname:s ldap_binding_user:b location:s managedAppleId:s manager:s
  . middlename:s organization:s password_date:s password_expiration_date:s password_expired:b password_never_expires:b
  . passwordless_sudo:b phoneNumbers:a public_key:s relationships:a restrictedFields:a samba_service_user:b ssh_keys:a
  . state:s sudo:b suspended:b totp_enabled:b unix_guid:n unix_uid:n username:s
  addresses[] country:s extendedAddress:s id:s locality:s poBox:s postalCode:s region:s streetAddress:s type:s
  admin id:s roleName:s roleNames:a
  attributes[] name:s value:s
  delegatedAuthority id:s name:s
  mfa configured:b exclusion:b exclusionDays:n exclusionUntil:s
  mfaEnrollment jcGoStatus:s overallStatus:s pushStatus:s totpStatus:s webAuthnStatus:s
  phoneNumbers[] id:s number:s type:s
  recoveryEmail address:s verified:b verifiedAt:s
  relationships[] type:s value:s
  restrictedFields[] field:s id:s type:s
  ssh_keys[] _id:s create_date:s name:s public_key:s
`,
	"/api/systems?limit=100": `
  . _id:s active:b agentHasFullDiskAccess:b agentVersion:s allowMultiFactorAuthentication:b
  . allowPublicKeyAuthentication:b allowSshPasswordAuthentication:b allowSshRootLogin:b amazonInstanceID:s arch:s
  . archFamily:s attributes:a azureAdJoined:b builtInCommands:a connectionHistory:a created:s description:s
  . desktopCapable:b displayManager:s displayName:s fileSystem:s hasServiceAccount:b hostname:s hwVendor:s
  . isPolicyBound:b lastContact:s modifySSHDConfig:b networkInterfaces:a organization:s os:s osFamily:s
  . remoteAssistAgentVersion:s remoteIP:s serialNumber:s sshRootEnabled:b sshdParams:a systemTimezone:n templateName:s
  . userMetrics:a version:s
  attributes[] name:s value:s
  builtInCommands[] name:s type:s
  domainInfo domainName:s partOfDomain:b
  fde active:b keyPresent:b
  mdm dep:b lostModeStatus:s profileIdentifier:s providerId:s userApproved:b vendor:s
  mdm.windows upn:s
  networkInterfaces[] address:s family:s internal:b name:s
  osVersionDetail distributionName:s major:s majorNumber:n minor:s minorNumber:n osName:s patch:s patchNumber:n
  osVersionDetail releaseName:s revision:s version:s
  policyStats duplicate:n failed:n pending:n success:n total:n unsupportedOs:n
  primarySystemUser id:s
  provisionMetadata.provisioner provisionerId:s type:s
  secureLogin enabled:b supported:b
  serviceAccountState hasSecureToken:b passwordAPFSValid:b passwordODValid:b
  sshdParams[] name:s value:s
  systemInsights state:s
  userMetrics[] admin:b managed:b secureTokenEnabled:b suspended:b userName:s
`,
	"/api/radiusservers": `
  . _id:s authIdp:s caCert:s deviceCertEnabled:b mfa:s name:s networkSourceIp:s organization:s radsecEnabled:b
  . requireRadsec:b requireTlsAuth:b sharedSecret:s userCertEnabled:b userLockoutAction:s userPasswordEnabled:b
  . userPasswordExpirationAction:s
`,
	"/api/applications": `
  . _id:s active:b beta:b color:s config:o created:s databaseAttributes:a description:s displayLabel:s displayName:s
  . learnMore:s name:s organization:s parentApp:s ssoUrl:s
  logo color:s url:s
  sso beta:b hidden:b idpCertExpirationAt:s idpCertificateUpdatedAt:s idpPrivateKeyUpdatedAt:s jit:b
  sso spCertificateUpdatedAt:s type:s
`,
	"/api/v2/authn/policies": `
  . conditions:o description:s disabled:b id:s name:s type:s
  effect action:s
  effect.custom_error_message enabled:b message:s
  effect.custom_error_message.primary_help text:s url:s
  effect.custom_error_message.secondary_help text:s url:s
  effect.obligations mfaFactors:a
  effect.obligations.mfa required:b
  effect.obligations.mfaFactors[] type:s
  effect.obligations.userVerification requirement:s
  targets resources:a
  targets.resources[] id:s type:s
  targets.userAttributes exclusions:a inclusions:a
  targets.userAttributes.exclusions[] field:s operator:s value:s
  targets.userAttributes.inclusions[] field:s operator:s value:s
  targets.userGroups exclusions:a inclusions:a
  targets.users inclusions:a
`,
	"/api/v2/iplists": `
  . description:s id:s ips:a name:s
`,
	"/api/v2/applemdms": `
  . allowMobileUserEnrollment:b apnsCertExpiry:s apnsPushTopic:s appleCertCreatorAppleID:s appleCertSerialNumber:s
  . defaultIosUserEnrollmentDeviceGroupID:s defaultSystemGroupID:s depAccessTokenExpiry:s depServerTokenState:s id:s
  . name:s organization:s serviceDiscoveryEnabled:b
  ades.ios defaultDeviceGroupObjectIds:a enableZeroTouchEnrollment:b setupAssistantOptions:a setupOptions:a
  ades.ios.setupAssistantOptions[] option:s
  ades.ios.welcomeScreen button:s paragraph:s title:s
  ades.macos defaultDeviceGroupObjectIds:a enableZeroTouchEnrollment:b setupAssistantOptions:a setupOptions:a
  ades.macos.setupAssistantOptions[] option:s
  ades.macos.welcomeScreen button:s paragraph:s title:s
  dep enableZeroTouchEnrollment:b setupAssistantOptions:a
  dep.setupAssistantOptions[] option:s
  dep.welcomeScreen button:s paragraph:s title:s
`,
	"/api/v2/directories": `
  . id:s name:s oAuthStatus:o type:s
  defaultDomain domain:s id:s
`,
	"/api/v2/gsuites/" + workspace: `
  . groupsEnabled:b id:s importFilter:s name:s organizationObjectId:s userLockoutAction:s
  . userPasswordExpirationAction:s
  defaultDomain domain:s id:s
`,
	"/api/v2/office365s/" + microsoft: `
  . groupsEnabled:b id:s name:s userLockoutAction:s userPasswordExpirationAction:s
  defaultDomain domain:s id:s
`,
}
