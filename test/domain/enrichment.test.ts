import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toldOf } from "#domain/brief/told-brief.ts";
import type { PrincipalState } from "#domain/contract.ts";
import {
  combineUpdates,
  type FindingUpdate,
  planEnrichment,
  type StoredFinding,
  settlePrincipals,
} from "#domain/enrichment.ts";
import { type OwnFieldName, ownFieldNames } from "#domain/fields.ts";
import { anAsffFinding } from "#test/builders/finding.ts";
import {
  aFailedPrincipal,
  anUnknownPrincipal,
  aSettledPrincipal,
  aStoredFinding,
} from "#test/builders/investigation.ts";
import { aPrincipal, aSlimFinding } from "#test/builders/slim-finding.ts";
import { actsIn } from "#test/hostile/corpus.ts";
import { investigatedFindings, storedFindings } from "./arbitrary-settled.ts";

const executionArn = "arn:aws:states:eu-west-1:111122223333:execution:investigate:first";
const context = { executionArn, notePolicy: "preserve" } as const;
const alice = { identity: "aws/111122223333/user/alice", arn: "arn:aws:iam::111122223333:user/alice", name: "alice" };
const both = aSlimFinding({ principals: [aPrincipal(), aPrincipal({ ...alice, type: "user" })] });

/** The finding as Security Hub holds it after the update. */
function written(stored: StoredFinding, update: FindingUpdate | undefined): StoredFinding {
  if (update === undefined) return stored;
  const { note = stored.note, userDefinedFields } = update;
  return { ...stored, userDefinedFields, ...(note === undefined ? {} : { note }) };
}

describe("planEnrichment()", () => {
  it("plans write, settlement and event of an investigated finding", () => {
    const { id, productArn, version, accountId, region, severity, type } = aSlimFinding();
    const { update, brief, ...plan } = planEnrichment(aSlimFinding(), aStoredFinding(), [aSettledPrincipal()], context);
    expect(brief.verdict).toBe("HIGH");
    expect(plan).toEqual({
      finding: aSlimFinding(),
      outcome: "enriched",
      settlement: {
        productArn,
        id,
        version,
        outcome: "enriched",
        principals: [aPrincipal().identity],
        coveredUntil: Date.parse("2026-03-04T10:15:00.000Z"),
        executionArn,
        told: toldOf(brief),
      },
      event: {
        detailType: "Finding Enriched",
        detail: {
          v: 1,
          finding: { id, productArn, version, accountId, region, severity, type },
          outcome: "enriched",
          verdict: "HIGH",
          principals: [
            {
              arn: aPrincipal().arn,
              outcome: "investigated",
              investigationId: "177263640000012345678",
              severity: "HIGH",
            },
          ],
          excluded: [],
          executionArn,
          coveredUntil: "2026-03-04T10:15:00.000Z",
        },
      },
      parking: undefined,
    });
    expect(update?.keys).toEqual([{ productArn, id }]);
    expect(update?.note?.updatedBy).toBe("gumshoe");
    expect(update?.userDefinedFields["investigate"]).toBe("complete");
  });

  it("tells all that is known of a finding that Security Hub holds", () => {
    const stored = aStoredFinding({ raw: anAsffFinding() });
    const { brief, event } = planEnrichment(aSlimFinding(), stored, [aSettledPrincipal()], context);
    expect(event.detail.brief).toBe(brief);
    expect(brief.finding).toMatchObject({ id: aSlimFinding().id, product: "GuardDuty" });
  });

  it("writes what succeeded and parks the rest when a principal failed", () => {
    const plan = planEnrichment(both, aStoredFinding(), [aSettledPrincipal(), aFailedPrincipal(alice)], context);
    expect(plan.outcome).toBe("partial");
    expect(plan.parking?.code).toBe("investigation-failed");
    expect(plan.settlement.principals).toEqual([aPrincipal().identity]);
    expect(plan.event).toMatchObject({
      detailType: "Finding Parked",
      detail: { outcome: "partial", reason: "investigation-failed", verdict: "HIGH" },
    });
    expect(plan.update?.userDefinedFields).toMatchObject({ investigate: "partial", gumshoeVerdict: "HIGH" });
  });

  it("settles principals that Detective does not know", () => {
    const plan = planEnrichment(both, aStoredFinding(), [anUnknownPrincipal(), anUnknownPrincipal(alice)], context);
    expect(plan.settlement).toMatchObject({
      outcome: "not-investigable",
      principals: [aPrincipal().identity, alice.identity],
    });
    expect(plan.settlement).not.toHaveProperty("coveredUntil");
    expect(plan.event).toMatchObject({
      detailType: "Finding Not Investigable",
      detail: { reason: "unknown-to-detective" },
    });
  });

  it("writes nothing when another execution comes to the same", () => {
    const { update } = planEnrichment(aSlimFinding(), aStoredFinding(), [aSettledPrincipal()], context);
    const later = { ...context, executionArn: executionArn.replace("first", "second") };
    const joined = aSettledPrincipal({ how: "joined" });
    const again = planEnrichment(aSlimFinding(), written(aStoredFinding(), update), [joined], later);
    expect(again.update).toBeUndefined();
  });

  it("writes again when the rule has armed the finding once more", () => {
    const { update } = planEnrichment(aSlimFinding(), aStoredFinding(), [aSettledPrincipal()], context);
    const stored = written(aStoredFinding(), update);
    const armed = { ...stored, userDefinedFields: { ...stored.userDefinedFields, investigate: "true" } };
    const again = planEnrichment(aSlimFinding(), armed, [aSettledPrincipal()], context);
    expect(again.update).toEqual({ keys: update?.keys, userDefinedFields: update?.userDefinedFields });
  });

  it("leaves a person's note alone", () => {
    const stored = aStoredFinding({ note: { text: "Scheduled job", updatedBy: "alice" } });
    const { update } = planEnrichment(aSlimFinding(), stored, [aSettledPrincipal()], context);
    expect(update).not.toHaveProperty("note");
  });

  it("still writes the note when fields of others fill all 50", () => {
    const userDefinedFields = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`other${n}`, `${n}`]));
    const { update } = planEnrichment(
      aSlimFinding(),
      aStoredFinding({ userDefinedFields }),
      [aSettledPrincipal()],
      context,
    );
    expect(update?.userDefinedFields).toEqual(userDefinedFields);
    expect(update?.note?.text).toMatch(/^Detective verdict HIGH/);
  });

  it("loses no field of others, stays within Security Hub's limits, and finds nothing to do after its own write", () => {
    const policies = fc.constantFrom("preserve", "append", "overwrite");
    fc.assert(
      fc.property(investigatedFindings, storedFindings, policies, ([finding, settled], stored, notePolicy) => {
        const plan = planEnrichment(finding, stored, settled, { ...context, notePolicy });
        const after = written(stored, plan.update);
        expect(foreign(after)).toEqual(foreign(stored));
        expect(Object.keys(after.userDefinedFields).length).toBeLessThanOrEqual(50);
        expect(plan.update === undefined || (after.note?.text.length ?? 0) <= 512).toBe(true);
        for (const [name, value] of own(after)) {
          if (value === stored.userDefinedFields[name]) continue;
          expect(value.length > 0 && value.length <= 1_024).toBe(true);
          if (name !== "gumshoeReport") expect(actsIn(value)).toEqual([]);
        }
        const later = { executionArn: `${executionArn}-later`, notePolicy };
        expect(planEnrichment(finding, after, settled, later).update).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("brings only harmless text to the bus and to the dead-letter queue", () => {
    fc.assert(
      fc.property(investigatedFindings, ([finding, settled]) => {
        const { event, parking } = planEnrichment(finding, aStoredFinding(), settled, context);
        const texts = [
          event.detail.finding.type,
          ...event.detail.principals.flatMap(({ arn, reason = "" }) => [arn, reason]),
          ...event.detail.excluded.map(({ what }) => what),
          parking?.message ?? "",
        ];
        expect(texts.flatMap(actsIn)).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(256 * 1_024);
      }),
      { numRuns: 300 },
    );
  });
});

const isOwn = (name: string): name is OwnFieldName => ownFieldNames.some((own) => own === name);
const own = ({ userDefinedFields }: StoredFinding) => Object.entries(userDefinedFields).filter(([name]) => isOwn(name));
const foreign = ({ userDefinedFields }: StoredFinding) =>
  new Map(Object.entries(userDefinedFields).filter(([name]) => !isOwn(name)));

describe("settlePrincipals()", () => {
  const start: PrincipalState = {
    ...aPrincipal(),
    kind: "start",
    region: "eu-west-1",
    firstActivityAt: "2026-03-04T09:00:00.000Z",
    lastActivityAt: "2026-03-04T10:00:00.000Z",
    try: 1,
  };
  const running: PrincipalState = {
    ...start,
    ...alice,
    kind: "running",
    how: "started",
    graphArn: "arn:aws:detective:eu-west-1:111122223333:graph:0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    investigationId: "177263640000012345678",
    createdAt: "2026-03-04T10:05:00.000Z",
    scopeStartAt: "2026-03-03T09:00:00.000Z",
    scopeEndAt: "2026-03-04T10:00:00.000Z",
    waitSeconds: 150,
  };

  it("keeps what is settled, whatever failed", () => {
    const settled = [aSettledPrincipal(), anUnknownPrincipal(alice)];
    expect(settlePrincipals(settled, { error: "Sandbox.Timedout", cause: "" })).toEqual(settled);
  });

  it("fails what is on its way with the error of the workflow", () => {
    const cause = '{"errorMessage":"Task timed out after 60.00 seconds"}';
    const { identity, arn, name } = aPrincipal();
    const failure = { kind: "failed", error: "Sandbox.Timedout", cause: "Task timed out after 60.00 seconds" };
    expect(settlePrincipals([start, running], { error: "Sandbox.Timedout", cause })).toEqual([
      { identity, arn, name, ...failure },
      { ...alice, ...failure, investigationId: "177263640000012345678" },
    ]);
  });

  it("fails it as Unsettled when no error is told", () => {
    expect(settlePrincipals([start])).toMatchObject([{ kind: "failed", error: "Unsettled" }]);
  });
});

describe("combineUpdates()", () => {
  const key = (n: number) => ({ productArn: "p", id: `f${String(n).padStart(3, "0")}` });
  const note = { text: "same", updatedBy: "gumshoe" };
  const update = (n: number, over: Partial<FindingUpdate> = {}): FindingUpdate => ({
    keys: [key(n)],
    note,
    userDefinedFields: { investigate: "complete", owner: "a" },
    ...over,
  });
  const numbers = (count: number) => [...Array(count).keys()];

  it("puts equal content together, 100 findings a write", () => {
    const combined = combineUpdates(numbers(250).map((n) => update(n)));
    expect(combined.map(({ keys }) => keys.length)).toEqual([100, 100, 50]);
    expect(combined.flatMap(({ keys }) => keys)).toEqual(numbers(250).map(key));
  });

  it("takes fields in another order as equal", () => {
    const other = update(2, { userDefinedFields: { owner: "a", investigate: "complete" } });
    expect(combineUpdates([update(1), other])).toHaveLength(1);
  });

  it.each([
    ["note", update(2, { note: { ...note, text: "other" } })],
    ["fields", update(2, { userDefinedFields: { investigate: "partial" } })],
    ["no note", { keys: [key(2)], userDefinedFields: update(1).userDefinedFields }],
  ])("keeps different content apart: %s", (_what, other) => {
    expect(combineUpdates([update(1), other])).toHaveLength(2);
  });

  it("names a finding once per write", () => {
    expect(combineUpdates([update(1), update(1)])).toEqual([update(1)]);
  });

  it("comes to the same in whatever order the updates are given", () => {
    const updates = numbers(12).map((n) => update(n, { note: { ...note, text: `note ${n % 3}` } }));
    fc.assert(
      fc.property(fc.shuffledSubarray(updates, { minLength: updates.length }), (shuffled) => {
        expect(combineUpdates(shuffled)).toEqual(combineUpdates(updates));
      }),
    );
  });
});
