import { type Behaviour, defaultBehaviour, type PrincipalBehaviour } from "#local/behaviour.ts";
import type { Act, Story } from "../story/act.ts";
import type { AsffFinding } from "../story/finding.ts";
import { imports } from "../story/import.ts";

/** A role of the stack's own account. */
export interface Role {
  readonly name: string;
  readonly arn: string;
}

export const noon = Date.UTC(2026, 10, 20, 12, 0, 0);
export const minuteMs = 60_000;
const accountId = "111122223333";
const product = `arn:aws:securityhub:eu-west-1:${accountId}:product/${accountId}/default`;
/** Done before the first look at it, 160 s after its start. */
const quick: PrincipalBehaviour = { durationSeconds: 140, severity: "HIGH" };

export function role(name: string, path = "/"): Role {
  return { name, arn: `arn:aws:iam::${accountId}:role${path}${name}` };
}

/** A finding of a product of one's own: some roles were active from 20 to 5 minutes before noon. */
export function finding(id: string, roles: readonly Role[], over: AsffFinding = {}): AsffFinding {
  const Region = String(over["Region"] ?? "eu-west-1");
  return {
    SchemaVersion: "2018-10-08",
    Id: id,
    ProductArn: product,
    Region,
    GeneratorId: "decoys",
    AwsAccountId: accountId,
    Types: ["Unusual Behaviors/User"],
    FirstObservedAt: instant(-20),
    LastObservedAt: instant(-5),
    CreatedAt: instant(-4),
    UpdatedAt: instant(-4),
    Severity: { Label: "HIGH" },
    Title: "A decoy was touched",
    Description: "Nobody has a reason to do that.",
    Resources: roles.map(({ arn }) => ({ Type: "AwsIamRole", Id: arn, Partition: "aws", Region })),
    RecordState: "ACTIVE",
    Workflow: { Status: "NEW" },
    ...over,
  };
}

/** What names a finding of that product. */
export const nameOf = (id: string) => ({ ProductArn: product, Id: id });

/** ISO 8601, so many minutes after noon. */
export const instant = (minutes: number) => new Date(noon + minutes * minuteMs).toISOString();

/** Something that happens so many minutes after noon. */
export function at(minutes: number, what: string, play: Act["play"]): Act {
  return { atMs: noon + minutes * minuteMs, what, play };
}

export function imported(minutes: number, given: AsffFinding): Act {
  return imports(noon + minutes * minuteMs, `the provider imports ${given["Id"]}`, () => given);
}

/** A story that begins at noon. */
export interface Told {
  readonly cast: readonly Role[];
  readonly acts: readonly Act[];
  /** How investigations go, by the role's name: 140 s and well unless said. */
  readonly plans?: Readonly<Record<string, PrincipalBehaviour>>;
  readonly behaviour?: Partial<Behaviour>;
}

export function told({ cast, acts, plans = {}, behaviour = {} }: Told): Story {
  const principals = new Map(cast.map(({ name, arn }) => [arn, { ...quick, ...plans[name] }]));
  const inOrder = [...acts].sort((a, b) => a.atMs - b.atMs);
  return { startAtMs: noon, acts: inOrder, behaviour: { ...defaultBehaviour, principals, ...behaviour } };
}
