import type { Chance } from "../chance.ts";
import { attackSequence } from "./attack-sequence.ts";
import { type Person, type Resource, resourceOf } from "./principal.ts";

export type AsffFinding = Readonly<Record<string, unknown>>;

/** What a finding is about. */
export interface FindingScene {
  readonly index: number;
  readonly people: readonly Person[];
  readonly region: string;
  /** When it is first imported. */
  readonly atMs: number;
}

const minuteMs = 60_000;
const own = "111122223333";

const products = {
  GuardDuty: "aws/guardduty",
  "Security Hub": "aws/securityhub",
  "IAM Access Analyzer": "aws/access-analyzer",
  Default: `${own}/default`,
} as const;
const names = ["GuardDuty", "GuardDuty", "GuardDuty", "Security Hub", "IAM Access Analyzer", "Default"] as const;

/** A provider's finding about some people, as it is first imported. Nobody: one that is armed and names no principal. */
export function aFinding(chance: Chance, scene: FindingScene): AsffFinding {
  const { index, people, region, atMs } = scene;
  const lastMs = atMs - chance.integer(1, 20) * minuteMs;
  const firstMs = lastMs - chance.integer(0, 180) * minuteMs;
  const name = chance.pick(names);
  const isSequence = name === "GuardDuty" && chance.happens(0.15);
  const sample = chance.happens(0.03);
  const common = {
    SchemaVersion: "2018-10-08",
    Id: idOf(name, region, index),
    ProductArn: `arn:aws:securityhub:${region}:${name === "Default" ? own : ""}:product/${products[name]}`,
    ProductName: name,
    Region: region,
    GeneratorId: "detector",
    AwsAccountId: people[0]?.accountId ?? own,
    FirstObservedAt: iso(firstMs),
    LastObservedAt: iso(lastMs),
    CreatedAt: iso(atMs - minuteMs),
    UpdatedAt: iso(atMs - chance.integer(1, 30) * 1_000),
    Severity: { Label: chance.pick(["MEDIUM", "MEDIUM", "HIGH", "HIGH", "CRITICAL", chance.pick(["LOW", "HIGH"])]) },
    Description: "The principal behaves unlike itself.",
    RecordState: "ACTIVE",
    Workflow: { Status: "NEW" },
    ...(sample && { Sample: true }),
  };
  if (isSequence) return { ...common, ...attackSequence(chance, people, region) };
  return {
    ...common,
    Types: ["TTPs/Discovery/Recon:IAMUser-MaliciousIPCaller"],
    Title: "API calls were made from a known malicious address",
    Resources: [...people.map((person) => resourceOf(person, region, chance)), ...others(chance, people, region)],
  };
}

/** What the finding names beside people; where it names nobody, a user whom it does not know. */
function others(chance: Chance, people: readonly Person[], region: string): readonly Resource[] {
  const common = { Partition: "aws", Region: region };
  const nobody = people.length === 0 ? [{ ...common, Type: "AwsIamUser", Id: "unknown" }] : [];
  if (!chance.happens(0.2)) return nobody;
  return [...nobody, { ...common, Type: "AwsS3Bucket", Id: "arn:aws:s3:::payroll-archive" }];
}

function idOf(name: keyof typeof products, region: string, index: number): string {
  if (name === "GuardDuty") return `arn:aws:guardduty:${region}:${own}:detector/0a1b2c3d4e5f/finding/f${index}`;
  return `arn:aws:${name.split(" ").at(-1)?.toLowerCase()}:${region}:${own}:finding/f${index}`;
}

/** The same finding after more activity, as its provider updates it. */
export function updated(finding: AsffFinding, lastObservedMs: number, updatedMs: number): AsffFinding {
  return { ...finding, LastObservedAt: iso(lastObservedMs), UpdatedAt: iso(updatedMs) };
}

export const iso = (atMs: number) => new Date(atMs).toISOString();
