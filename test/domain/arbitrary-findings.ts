import fc from "fast-check";
import type { Principal, SlimFinding } from "#domain/contract.ts";
import { formatInstant } from "#domain/instant.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";

/** Few enough principals, ids and Regions that findings meet. */
const principals: fc.Arbitrary<Principal> = fc
  .record({ name: fc.integer({ min: 1, max: 60 }), pathKnown: fc.boolean() })
  .map(({ name, pathKnown }) => {
    const path = pathKnown ? "some/path/" : "";
    return aPrincipal({ name: `r${name}`, pathKnown, arn: `arn:aws:iam::111122223333:role/${path}r${name}` });
  });

const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) });

const slimFindings: fc.Arbitrary<SlimFinding> = fc
  .record({
    id: fc.constantFrom("f1", "f2", "f3", "f4", "f5", "ƒ".repeat(2_000), "x".repeat(2_048)),
    productArn: fc.constantFrom("arn:aws:securityhub:eu-west-1::product/aws/guardduty", "p".repeat(2_048)),
    version: instants.map(formatInstant),
    region: fc.constantFrom("eu-west-1", "us-east-1"),
    firstActivityAt: instants.map(formatInstant),
    lastActivityAt: instants.map(formatInstant),
    principals: fc.uniqueArray(principals, { maxLength: 40, selector: ({ identity }) => identity }),
    attempt: fc.nat({ max: 3 }),
    requested: fc.boolean(),
  })
  .map(aSlimFinding);

/** A batch in which some findings came twice and bursts about the same principals are usual. */
export const batches: fc.Arbitrary<SlimFinding[]> = fc
  .tuple(fc.array(slimFindings, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 10 }), fc.nat({ max: 300 }))
  .map(([findings, again, burst]) => [
    ...findings,
    ...again.flatMap((index) => findings.slice(index % Math.max(1, findings.length)).slice(0, 1)),
    ...findings
      .slice(0, 1)
      .flatMap((finding) => Array.from({ length: burst }, (_, n) => ({ ...finding, id: `b${n}` }))),
  ]);

/** Identifies a finding version without the code under test. */
export const versionOf = ({ productArn, id, version }: SlimFinding) => JSON.stringify([productArn, id, version]);
