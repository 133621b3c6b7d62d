import { formatInstant, hourMs, type Instant, minuteMs } from "#domain/instant.ts";
import type { JsonObject } from "#domain/json.ts";
import type { Cloud } from "#local/cloud.ts";

/** A burst of findings about the same few roles, as an incident makes them. */
export interface Burst {
  readonly at: Instant;
  readonly findings: readonly JsonObject[];
}

const bursts = 25;
const findingsEach = 20;
const rolesEach = 4;

export const outageMs = 2 * hourMs;

/**
 * 500 findings about 100 roles over the two hours of the outage, a burst every 4 min 44 s. No role is in two bursts: each
 * needs one investigation, whatever happens.
 */
export function outageStream(
  startAt: Instant,
  { accountId, region }: Pick<Cloud, "accountId" | "region">,
): readonly Burst[] {
  const everyMs = Math.floor((outageMs - 2 * minuteMs) / bursts);
  return Array.from({ length: bursts }, (_, burst) => {
    const at = startAt + minuteMs + burst * everyMs;
    const findings = Array.from({ length: findingsEach }, (_, n) =>
      finding(`story-${burst}-${n}`, `service-${burst}-${n % rolesEach}`, at, { accountId, region }),
    );
    return { at, findings };
  });
}

export function productOf({ accountId, region }: Pick<Cloud, "accountId" | "region">): string {
  return `arn:aws:securityhub:${region}:${accountId}:product/${accountId}/default`;
}

function finding(id: string, role: string, at: Instant, home: Pick<Cloud, "accountId" | "region">): JsonObject {
  const { accountId, region } = home;
  return {
    SchemaVersion: "2018-10-08",
    Id: id,
    ProductArn: productOf(home),
    Region: region,
    GeneratorId: "decoys",
    AwsAccountId: accountId,
    Types: ["Unusual Behaviors/User"],
    FirstObservedAt: formatInstant(at - 15 * minuteMs),
    LastObservedAt: formatInstant(at - 5 * minuteMs),
    CreatedAt: formatInstant(at - minuteMs),
    UpdatedAt: formatInstant(at - minuteMs),
    Severity: { Label: "HIGH" },
    Title: "A decoy was touched",
    Description: "Nobody has a reason to do that.",
    Resources: [{ Type: "AwsIamRole", Id: `arn:aws:iam::${accountId}:role/${role}`, Partition: "aws", Region: region }],
    Workflow: { Status: "NEW" },
    RecordState: "ACTIVE",
  };
}
