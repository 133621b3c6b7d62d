import type { Finding } from "#domain/finding.ts";

type Json = Record<string, unknown>;

/** An ASFF finding of GuardDuty about the access key of the role `deploy`, as Security Hub sends it. */
export function anAsffFinding(overrides: Json = {}): Json {
  return {
    SchemaVersion: "2018-10-08",
    Id: "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1",
    ProductArn: "arn:aws:securityhub:eu-west-1::product/aws/guardduty",
    ProductName: "GuardDuty",
    Region: "eu-west-1",
    AwsAccountId: "111122223333",
    Types: ["TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller"],
    FirstObservedAt: "2026-03-04T09:00:00.000Z",
    LastObservedAt: "2026-03-04T10:00:00.000Z",
    CreatedAt: "2026-03-04T09:10:00.000Z",
    UpdatedAt: "2026-03-04T10:20:00.000Z",
    Severity: { Label: "HIGH", Normalized: 70 },
    Title: "API calls were made from a known malicious address",
    Resources: [anAccessKeyResource()],
    RecordState: "ACTIVE",
    Workflow: { Status: "NEW" },
    ...overrides,
  };
}

/** The access key of a session of the role `deploy`, without a session context. */
export function anAccessKeyResource(details: Json = {}): Json {
  return {
    Type: "AwsIamAccessKey",
    Id: "AWS::IAM::AccessKey:ASIAEXAMPLEKEY000001",
    Partition: "aws",
    Region: "eu-west-1",
    Details: {
      AwsIamAccessKey: {
        PrincipalId: "AROAEXAMPLEROLE000001:session",
        PrincipalType: "AssumedRole",
        PrincipalName: "deploy",
        ...details,
      },
    },
  };
}

/** The same finding as GuardDuty itself sends it. */
export function aGuardDutyFinding(overrides: Json = {}): Json {
  return {
    schemaVersion: "2.0",
    accountId: "111122223333",
    region: "eu-west-1",
    partition: "aws",
    id: "f1",
    arn: "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1",
    type: "Recon:IAMUser/MaliciousIPCaller",
    resource: {
      resourceType: "AccessKey",
      accessKeyDetails: {
        accessKeyId: "ASIAEXAMPLEKEY000001",
        principalId: "AROAEXAMPLEROLE000001:session",
        userType: "AssumedRole",
        userName: "deploy",
      },
    },
    service: {
      serviceName: "guardduty",
      detectorId: "0a1b2c3d4e5f",
      resourceRole: "TARGET",
      eventFirstSeen: "2026-03-04T09:00:00.000Z",
      eventLastSeen: "2026-03-04T10:00:00.000Z",
      additionalInfo: {},
      count: 3,
    },
    severity: 8,
    createdAt: "2026-03-04T09:10:00.000Z",
    updatedAt: "2026-03-04T10:20:00.000Z",
    title: "API calls were made from a known malicious address",
    ...overrides,
  };
}

/** The same finding as the new Security Hub sends it. */
export function anOcsfFinding(overrides: Json = {}): Json {
  return {
    class_uid: 2004,
    cloud: { provider: "AWS", region: "eu-west-1", account: { uid: "111122223333" } },
    finding_info: {
      uid: "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1",
      uid_alt: "f1",
      title: "API calls were made from a known malicious address",
      types: ["Recon:IAMUser/MaliciousIPCaller"],
      created_time_dt: "2026-03-04T09:10:00.000Z",
      modified_time_dt: "2026-03-04T10:20:00.000Z",
      first_seen_time: Date.UTC(2026, 2, 4, 9),
      last_seen_time: Date.UTC(2026, 2, 4, 10),
    },
    metadata: {
      uid: "00".repeat(32),
      product: { name: "GuardDuty", uid: "arn:aws:securityhub:eu-west-1::productv2/aws/guardduty" },
    },
    resources: [
      {
        type: "AWS::IAM::AccessKey",
        uid: "ASIAEXAMPLEKEY000001",
        cloud_partition: "aws",
        region: "eu-west-1",
        data: {
          access_key_id: "ASIAEXAMPLEKEY000001",
          principal_id: "AROAEXAMPLEROLE000001:session",
          user_name: "deploy",
          user_type: "AssumedRole",
        },
      },
    ],
    severity: "High",
    severity_id: 4,
    ...overrides,
  };
}

/** What all three read as: a finding that mentions the role `deploy` by its access key. */
export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: "arn:aws:guardduty:eu-west-1:111122223333:detector/0a1b2c3d4e5f/finding/f1",
    productArn: "arn:aws:securityhub:eu-west-1::product/aws/guardduty",
    version: "2026-03-04T10:20:00.000Z",
    accountId: "111122223333",
    region: "eu-west-1",
    type: "TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller",
    title: "API calls were made from a known malicious address",
    severity: "HIGH",
    firstActivityAt: "2026-03-04T09:00:00.000Z",
    lastActivityAt: "2026-03-04T10:00:00.000Z",
    origin: "imported",
    attempt: 0,
    requested: false,
    sample: false,
    about: "AwsIamAccessKey AWS::IAM::AccessKey:ASIA…0001",
    mentions: [
      {
        grade: "access-key",
        stance: "untold",
        what: "deploy",
        partition: "aws",
        accountId: "111122223333",
        type: "AssumedRole",
        name: "deploy",
        id: "AROAEXAMPLEROLE000001:session",
      },
    ],
    ...overrides,
  };
}
