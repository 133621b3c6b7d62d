import type { Indicator } from "#domain/investigation.ts";

const ttp = (tactic: string, technique: string, api: string, successes: number, failures = 0): Indicator => ({
  kind: "ttp",
  ...{ tactic, technique, api, successes, failures },
  ipAddress: "203.0.113.77",
});

/** Evidence of one kind each, by the name of its golden file. */
export const storyCases: Readonly<Record<string, readonly Indicator[]>> = {
  "flagged-address": [{ kind: "flagged-address", ipAddress: "203.0.113.77", reason: "AWS_THREAT_INTELLIGENCE" }],
  "impossible-travel": [
    {
      kind: "impossible-travel",
      startingLocation: "Dublin, Ireland",
      startingIpAddress: "198.51.100.10",
      endingLocation: "Singapore",
      endingIpAddress: "203.0.113.77",
      hours: 2,
    },
  ],
  "many-failed-calls": [
    ttp("Discovery", "Account Discovery", "ListUsers", 3, 41),
    ttp("Discovery", "Cloud Infrastructure Discovery", "DescribeInstances", 0, 17),
  ],
  "privilege-escalation": [ttp("Privilege Escalation", "T1098.003", "AttachUserPolicy", 2, 1)],
  persistence: [ttp("Persistence", "Create Account", "CreateUser", 0, 3)],
  "credential-access": [ttp("Credential Access", "T1555.006", "GetSecretValue", 12)],
  "lateral-movement": [ttp("Lateral Movement", "Cloud Services", "AssumeRole", 4)],
  "defense-evasion": [ttp("Defense Evasion", "T1562.008", "StopLogging", 1)],
  exfiltration: [ttp("Exfiltration", "Transfer Data to Cloud Account", "ModifySnapshotAttribute", 6)],
  impact: [ttp("Impact", "T1496.001", "RunInstances", 20, 80)],
  "new-place": [
    { kind: "new-geolocation", location: "Singapore", ipAddress: "203.0.113.77", newForAccount: true },
    { kind: "new-geolocation", location: "Berlin, Germany", ipAddress: "192.0.2.4", newForAccount: false },
  ],
  "new-network": [{ kind: "new-aso", aso: "Example Hosting BV", newForAccount: true }],
  "new-user-agent": [{ kind: "new-user-agent", userAgent: "aws-cli/2.15.0 Python/3.11", newForAccount: false }],
  "finding-group": [
    { kind: "related-finding-group", id: "0d1b2c3d-finding-group" },
    { kind: "related-finding", type: "Discovery:IAMUser/AnomalousBehavior", ipAddress: "203.0.113.77" },
  ],
  "unknown-kind": [{ kind: "unknown", type: "NEW_KIND" }],
  nothing: [],
};
