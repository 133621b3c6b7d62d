import { accountId, aFinding, product, region, roleArn } from "./local-aws.ts";

const inputBytesMax = 256 * 1024;
const findingsCount = 100;

const principal = {
  identity: `aws/${accountId}/role/reader`,
  partition: "aws",
  accountId,
  type: "role",
  name: "reader",
  arn: roleArn("reader"),
  pathKnown: true,
};
const activity = { firstActivityAt: "2026-11-20T11:40:00.000Z", lastActivityAt: "2026-11-20T11:55:00.000Z" };

/** An input that Step Functions just takes: a principal's result beside it is more than a state may answer. */
export function inputNearLimit() {
  const empty = JSON.stringify(inputOf(0)).length;
  const padding = Math.floor((inputBytesMax - empty) / findingsCount);
  const input = inputOf(padding);
  const findings = input.groups[0].findings.map(({ id }) => aFinding(id, ["reader"]));
  return { input: JSON.stringify(input), findings };
}

function inputOf(padding: number) {
  const findings = Array.from({ length: findingsCount }, (_, n) =>
    slim(`${String(n).padStart(3, "0")}${"x".repeat(padding)}`),
  );
  const start = { ...principal, ...activity, kind: "start", region, try: 1 };
  return { v: 1, groups: [{ principals: [start], findings }] } as const;
}

function slim(id: string) {
  return {
    id,
    productArn: product,
    version: "2026-11-20T11:56:00.000Z",
    accountId,
    region,
    type: "Unusual Behaviors/User",
    title: "A decoy was touched",
    severity: "HIGH",
    ...activity,
    origin: "imported",
    principals: [principal],
    excluded: [],
    attempt: 0,
    requested: false,
  };
}
