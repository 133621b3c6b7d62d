import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FindingRecordItem, overdueOf, recordOf } from "#adapters/finding-record-item.ts";
import { BusEvent } from "#domain/bus-event.ts";
import {
  CheckInput,
  CheckOutput,
  EnrichInput,
  InvestigateInput,
  ReplayEnvelope,
  SlimFinding,
  StartOrJoinInput,
  StartOrJoinOutput,
} from "#domain/contract.ts";
import { findingEvent } from "#domain/finding-event.ts";
import { groupResult } from "#domain/group-result.ts";
import { reachVerdict } from "#domain/verdict.ts";
import { createHandler } from "#functions/ingest/handler.ts";
import { ingestPorts } from "#test/builders/ingest-ports.ts";
import { aSettledPrincipal } from "#test/builders/investigation.ts";
import { anInvocation } from "#test/builders/invocation.ts";
import { anIntakeMessage } from "#test/builders/ports.ts";
import { aSlimFinding } from "#test/builders/slim-finding.ts";

type Json = Readonly<Record<string, unknown>>;

/** What each release wrote, as it wrote it. A release adds a folder; none is ever changed. */
const folder = "test/fixtures/releases";
const releases = readdirSync(folder);
const written = (release: string, name: string) =>
  JSON.parse(readFileSync(`${folder}/${release}/${name}.json`, "utf8")) as Readonly<Record<string, Json>>;

/** Reads the messages with the functions of today: what is started, and what is parked. */
async function ingest(...messages: readonly unknown[]) {
  const ports = ingestPorts();
  const bodies = messages.map((message, at) => anIntakeMessage(`m${at}`, JSON.stringify(message)));
  const answer = await createHandler(ports)(bodies, anInvocation());
  const inputs = ports.executions.started.map(({ input }) => InvestigateInput.parse(JSON.parse(input)));
  const findings = inputs.flatMap(({ groups }) => groups.flatMap((group) => group.findings.map(({ id }) => id)));
  return { answer, findings: findings.map((id) => id.replace(/^.*\//, "")).sort(), parked: ports.deadLetters.sent };
}

describe.each(releases)("what release %s wrote", (release) => {
  const states = written(release, "states");

  it("is worked on by ingest: events, replays, and the input of an execution that failed", async () => {
    const messages = [
      ...Object.values(written(release, "intake-messages")),
      ...Object.values(written(release, "dead-letters")),
    ];
    const { answer, findings, parked } = await ingest(...messages);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(findings).toEqual(["f1", "f10", "f11", "f12", "f13", "f14", "f2", "f20", "f21"]);
    // What could not be read then cannot be read now; it is parked once, not in two envelopes.
    const { raw } = written(release, "dead-letters")["rejected"] ?? {};
    expect(parked).toMatchObject([{ reason: { code: "unknown-event" }, raw }]);
  });

  it("is the input of states that are under way", () => {
    for (const [name, schema] of [
      ["startOrJoinInput", StartOrJoinInput],
      ["startOrJoinOutput", StartOrJoinOutput],
      ["checkInput", CheckInput],
      ["checkOutput", CheckOutput],
      ["enrichInput", EnrichInput],
    ] as const) {
      const parsed = schema.safeParse(states[name]);
      expect([name, parsed.error?.issues ?? []]).toEqual([name, []]);
      expect(states[name]).toMatchObject(parsed.data ?? {});
    }
    expect(InvestigateInput.parse(written(release, "execution-input"))).toEqual(written(release, "execution-input"));
  });

  it("is told of by the command line", () => {
    const kindOf = (name: string) => groupResult(JSON.stringify(states[name])).kind;
    expect(kindOf("checkOutput")).toBe("principals");
    expect([kindOf("enrichOutput"), kindOf("executionOutput")]).toEqual(["outcome", "outcome"]);
  });

  it("is what consumers of the bus still get", () => {
    for (const event of Object.values(written(release, "bus-events"))) expect(BusEvent.parse(event)).toEqual(event);
  });

  it("is remembered: what is settled, and what joined an execution on its way", () => {
    const { settled, joined } = written(release, "records") as Readonly<Record<string, unknown>> as Readonly<
      Record<string, FindingRecordItem>
    >;
    if (!settled || !joined) throw new Error("A record is missing");
    expect(recordOf(settled).settled).toEqual(settled.settled);
    const finding = SlimFinding.parse(JSON.parse(joined.inFlightFinding ?? ""));
    expect(overdueOf(joined)).toMatchObject([{ id: joined.id, joined: finding }]);
  });
});

describe("every contract", () => {
  it("carries its version", () => {
    const [event] = [findingEvent(aSlimFinding(), reachVerdict(aSlimFinding(), [aSettledPrincipal()]), "e")];
    expect(event.detail.v).toBe(1);
    expect(InvestigateInput.shape.v.value).toBe(1);
    expect(ReplayEnvelope.shape.v.value).toBe(1);
  });
});

describe("what a later release wrote", () => {
  const release = releases.at(-1) ?? "";
  const later = (value: Json | undefined): Json => ({ ...value, v: 2, novelty: { of: ["a", "later", "release"] } });
  const reason = "a later release wrote it as version 2, version 1 is wanted: replay it after the upgrade";

  it.each(["parked", "replayed", "rejected"])(
    "is parked whole, with a reason that says so: a dead letter (%s)",
    async (name) => {
      const message = later(written(release, "dead-letters")[name]);
      const { findings, parked } = await ingest(message);
      expect(findings).toEqual([]);
      expect(parked).toMatchObject([
        { v: 1, reason: { code: "invalid-envelope", message: expect.stringContaining(reason) } },
      ]);
      expect(JSON.parse(String((parked[0] as { raw?: string }).raw))).toEqual(message);
    },
  );

  it("is parked whole, with a reason that says so: the input of an execution", async () => {
    const event = written(release, "intake-messages")["executionEnded"] ?? {};
    const input = JSON.stringify(later(written(release, "execution-input")));
    const message = { ...event, detail: { ...(event["detail"] as Json), input } };
    const { findings, parked } = await ingest(message);
    expect(findings).toEqual([]);
    expect(parked).toMatchObject([{ reason: { code: "workflow-failed", message: expect.stringContaining(reason) } }]);
    expect(JSON.parse(String((parked[0] as { raw?: string }).raw))).toEqual(message);
  });

  it("holds nobody up in the table: its mark counts, and what it let join waits for a release that can read it", () => {
    const { joined } = written(release, "records") as Readonly<Record<string, unknown>> as Readonly<
      Record<string, FindingRecordItem>
    >;
    if (!joined) throw new Error("The record is missing");
    const item = { ...joined, inFlightFinding: JSON.stringify({ v: 2, finding: { id: joined.id } }), novelty: true };
    const { inFlight } = recordOf(item);
    expect(inFlight).toMatchObject({ version: joined.inFlightVersion, executionArn: joined.inFlightBy });
    expect(inFlight).not.toHaveProperty("joined");
    expect(overdueOf(item)).toEqual([]);
  });

  it("is worked on by a replay once it can be read: the envelope around it is none to the later release", async () => {
    const [message] = Object.values(written(release, "dead-letters"));
    const { parked } = await ingest(later(message));
    const readable = JSON.parse(String((parked[0] as { raw?: string }).raw)) as Json;
    // The later release reads version 2; here version 1 stands for it.
    const { findings } = await ingest({
      ...(parked[0] as unknown as Json),
      raw: JSON.stringify({ ...readable, v: 1 }),
    });
    expect(findings).toEqual(["f20"]);
  });
});
