/** What made-up evidence is made of. Tactics and techniques are MITRE ATT&CK's (cloud matrix); the rest is invented. */
export interface ProcedureRow {
  readonly tactic: string;
  readonly technique: string;
  readonly procedure: string;
  readonly api: string;
}

const row = (tactic: string, technique: string, procedure: string, api: string): ProcedureRow => ({
  tactic,
  technique,
  procedure,
  api,
});

export const procedures: readonly ProcedureRow[] = [
  row("Initial Access", "Valid Accounts: Cloud Accounts", "Console sign-in", "ConsoleLogin"),
  row("Initial Access", "Valid Accounts: Cloud Accounts", "Session token request", "GetSessionToken"),
  row("Initial Access", "Trusted Relationship", "Role assumed from another account", "AssumeRole"),
  row("Execution", "Serverless Execution", "Function invocation", "Invoke"),
  row("Execution", "Cloud Administration Command", "Remote command", "SendCommand"),
  row("Persistence", "Create Account: Cloud Account", "User creation", "CreateUser"),
  row("Persistence", "Account Manipulation: Additional Cloud Credentials", "Access key creation", "CreateAccessKey"),
  row("Persistence", "Account Manipulation: Additional Cloud Credentials", "Console password", "CreateLoginProfile"),
  row("Privilege Escalation", "Account Manipulation: Additional Cloud Roles", "Policy attached", "AttachRolePolicy"),
  row(
    "Privilege Escalation",
    "Account Manipulation: Additional Cloud Roles",
    "Trust changed",
    "UpdateAssumeRolePolicy",
  ),
  row("Privilege Escalation", "Domain or Tenant Policy Modification", "New policy version", "CreatePolicyVersion"),
  row("Defense Evasion", "Impair Defenses: Disable or Modify Cloud Logs", "Trail stopped", "StopLogging"),
  row("Defense Evasion", "Impair Defenses: Disable or Modify Cloud Logs", "Trail deleted", "DeleteTrail"),
  row("Defense Evasion", "Impair Defenses: Disable or Modify Tools", "Detector removed", "DeleteDetector"),
  row("Credential Access", "Credentials from Password Stores: Cloud Secrets", "Secret read", "GetSecretValue"),
  row("Credential Access", "Unsecured Credentials", "Parameter read", "GetParameters"),
  row("Discovery", "Account Discovery: Cloud Account", "User enumeration", "ListUsers"),
  row("Discovery", "Permission Groups Discovery: Cloud Groups", "Role enumeration", "ListRoles"),
  row("Discovery", "Cloud Infrastructure Discovery", "Instance enumeration", "DescribeInstances"),
  row("Discovery", "Cloud Storage Object Discovery", "Bucket enumeration", "ListBuckets"),
  row("Discovery", "Cloud Service Discovery", "Caller identity", "GetCallerIdentity"),
  row("Lateral Movement", "Use Alternate Authentication Material", "Role chaining", "AssumeRole"),
  row("Collection", "Data from Cloud Storage", "Object read", "GetObject"),
  row("Exfiltration", "Transfer Data to Cloud Account", "Snapshot shared", "ModifySnapshotAttribute"),
  row("Exfiltration", "Transfer Data to Cloud Account", "Bucket policy opened", "PutBucketPolicy"),
  row("Impact", "Data Destruction", "Object deletion", "DeleteObject"),
  row("Impact", "Resource Hijacking: Compute Hijacking", "Instances launched", "RunInstances"),
];

export const places: readonly string[] = [
  "Berlin, Germany",
  "Bucharest, Romania",
  "Buenos Aires, Argentina",
  "Johannesburg, South Africa",
  "Lagos, Nigeria",
  "Mumbai, India",
  "Oslo, Norway",
  "São Paulo, Brazil",
  "Seattle, United States",
  "Seoul, South Korea",
  "Singapore",
  "Sydney, Australia",
  "Toronto, Canada",
  "Warsaw, Poland",
];

export const networks: readonly string[] = [
  "Blue Harbor Hosting",
  "Cedar Point Broadband",
  "Example Transit AS",
  "Meridian Mobile Networks",
  "Northwind Cloud Servers",
  "Onion Relay Collective",
  "Pacific Ridge Telecom",
  "Quiet Lane VPN",
];

export const userAgents: readonly string[] = [
  "aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux",
  "aws-sdk-go/1.51.0 (go1.22.0; linux; amd64)",
  "Boto3/1.34.100 md/Botocore#1.34.100 ua/2.0 os/windows",
  "curl/8.5.0",
  "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  "python-requests/2.32.3",
  "S3 Browser/11.7.5 (https://s3browser.com)",
  "TruffleHog/3.78.0",
];

export const relatedTypes: readonly string[] = [
  "TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller.Custom",
  "TTPs/Credential Access/CredentialAccess:IAMUser-AnomalousBehavior",
  "TTPs/Persistence/Persistence:IAMUser-AnomalousBehavior",
  "TTPs/Defense Evasion/Stealth:IAMUser-CloudTrailLoggingDisabled",
  "TTPs/Initial Access/UnauthorizedAccess:IAMUser-ConsoleLoginSuccess.B",
  "Effects/Data Exfiltration/Exfiltration:IAMUser-AnomalousBehavior",
];
