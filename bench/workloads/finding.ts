import type { Chance } from "#simulation/chance.ts";
import type { Person } from "./person.ts";

export type Finding = Readonly<Record<string, unknown>>;

/** What a finding says of itself and of its principal. */
export interface Content {
  readonly product: "GuardDuty" | "IAM Access Analyzer";
  readonly severity: "MEDIUM" | "HIGH" | "CRITICAL";
  /** How it names the principal: by an access key that was used, or as the resource itself. */
  readonly names: "access-key" | "identity";
}

/** What every system reads right. */
export const plainContent: Content = { product: "GuardDuty", severity: "HIGH", names: "access-key" };

/** Half MEDIUM, one in twenty CRITICAL; one in ten not from GuardDuty; seven in ten name an access key. */
export function anyContent(chance: Chance): Content {
  const dice = chance.random();
  const severity = dice < 0.5 ? "MEDIUM" : dice < 0.95 ? "HIGH" : "CRITICAL";
  if (chance.happens(0.1)) return { product: "IAM Access Analyzer", severity, names: "identity" };
  return { product: "GuardDuty", severity, names: chance.happens(0.7) ? "access-key" : "identity" };
}

const region = "eu-west-1";
const minuteMs = 60_000;
const products = { GuardDuty: "guardduty", "IAM Access Analyzer": "access-analyzer" } as const;

/** A finding as its provider imports it at an instant, about activity of the last hours. */
export function aFinding(id: string, person: Person, atMs: number, content: Content, chance: Chance): Finding {
  const lastMs = atMs - chance.integer(1, 10) * minuteMs;
  return {
    SchemaVersion: "2018-10-08",
    Id: `arn:aws:guardduty:${region}:${person.accountId}:detector/0a1b2c3d4e5f/finding/${id}`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/${products[content.product]}`,
    ProductName: content.product,
    CompanyName: "Amazon",
    Region: region,
    GeneratorId: "bench",
    AwsAccountId: person.accountId,
    Types: ["TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller"],
    FirstObservedAt: iso(lastMs - chance.integer(0, 120) * minuteMs),
    LastObservedAt: iso(lastMs),
    CreatedAt: iso(lastMs + 30_000),
    UpdatedAt: iso(atMs - chance.integer(1, 20) * 1_000),
    Severity: { Label: content.severity },
    Title: "API calls were made from a known malicious address",
    Description: "The principal behaves unlike itself.",
    Resources: [content.names === "identity" ? identityOf(person) : accessKeyOf(person, chance)],
    RecordState: "ACTIVE",
    Workflow: { Status: "NEW" },
  };
}

/** The same finding, written again by its provider: nothing has happened since. */
export function rewritten(finding: Finding, atMs: number): Finding {
  return { ...finding, UpdatedAt: iso(atMs) };
}

function identityOf({ kind, name, path, arn }: Person) {
  const [Type, Details] =
    kind === "role"
      ? ["AwsIamRole", { AwsIamRole: { RoleName: name, Path: path } }]
      : ["AwsIamUser", { AwsIamUser: { UserName: name, Path: path } }];
  return { Type, Id: arn, Partition: "aws", Region: region, Details };
}

/** As GuardDuty has it: the name alone, without path or ARN. */
function accessKeyOf({ kind, name }: Person, chance: Chance) {
  const key = `${kind === "role" ? "ASIA" : "AKIA"}EXAMPLE${chance.integer(100_000, 999_999)}`;
  const principal =
    kind === "role"
      ? { PrincipalType: "AssumedRole", PrincipalName: name, PrincipalId: "AROAEXAMPLE:session" }
      : { PrincipalType: "IAMUser", PrincipalName: name, PrincipalId: "AIDAEXAMPLE" };
  const Id = `AWS::IAM::AccessKey:${key}`;
  return { Type: "AwsIamAccessKey", Id, Partition: "aws", Region: region, Details: { AwsIamAccessKey: principal } };
}

const iso = (atMs: number) => new Date(atMs).toISOString();
