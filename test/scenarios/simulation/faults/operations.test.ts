import { describe, expect, it } from "vitest";
import { memberOf } from "#local/services/request/record.ts";
import {
  callsTo,
  calmStory,
  fieldsOf,
  findingsOf,
  inFairWeather,
  outcomesOf,
  type Played,
  playSeeds,
  reasonsOf,
  startsOf,
} from "./played.ts";

const story = calmStory(6);
const valuesOf = (played: Played) => Object.values(outcomesOf(played));
const distinct = (all: readonly string[]) => [...new Set(all)].sort();
const fair = inFairWeather(story);

/** How often each operation that costs or changes something was called. */
function effectsOf(played: Played) {
  const names = ["Detective.StartInvestigation", "SecurityHub.BatchUpdateFindings", "EventBridge.PutEvents"];
  return Object.fromEntries(names.map((name) => [name, callsTo(played, name).length]));
}

/** Every finding byte for byte. */
const heldIn = (played: Played) => [...findingsOf(played)].map(([id, finding]) => [id, JSON.stringify(finding)]);

describe("row 70: replays", () => {
  it.each(["events-replayed", "replay-replayed", "everything-replayed"])(
    "starts, writes and tells nothing twice in the face of %s",
    async (name) => {
      for (const played of await playSeeds([name], { story })) {
        const usual = await fair(played.seed);
        expect(effectsOf(played)).toEqual(effectsOf(usual));
        expect(distinct(valuesOf(played))).toEqual(["complete"]);
        expect(reasonsOf(played)).toEqual([]);
      }
    },
  );

  it("changes no byte of any finding when everything is replayed at the end", async () => {
    for (const played of await playSeeds(["everything-replayed"], { story })) {
      expect(heldIn(played)).toEqual(heldIn(await fair(played.seed)));
    }
  });

  it("reads messages and records alone for what is replayed: no call of Detective, none of Security Hub", async () => {
    for (const played of await playSeeds(["everything-replayed"], { story })) {
      const usual = await fair(played.seed);
      for (const service of ["Detective", "SecurityHub", "SFN"]) {
        const callsIn = ({ happenings }: Played) =>
          happenings.filter((one) => one.kind === "call" && one.by !== "operator" && one.service === service).length;
        expect({ service, calls: callsIn(played) }).toEqual({ service, calls: callsIn(usual) });
      }
    }
  });

  it.each(["dead-letters-moved", "dead-letters-sent-twice"])(
    "enriches what an outage parked, and starts nothing twice, in the face of %s",
    async (name) => {
      for (const played of await playSeeds([name, "detective-outage"], { story, intensity: 0.5, seeds: 12 })) {
        expect(Math.max(0, ...Object.values(startsOf(played)))).toBeLessThanOrEqual(1);
        const waiting = valuesOf(played).filter((outcome) => outcome !== "complete").length;
        expect(reasonsOf(played).length).toBeGreaterThanOrEqual(waiting);
      }
    },
  );

  it("empties the dead-letter queue once what they waited for is mended", async () => {
    const names = ["unprocessed-invalid-input", "everything-replayed"];
    for (const played of await playSeeds(names, { story, intensity: 0.2 })) {
      const again = played.strikes.filter(
        ({ fault, atMs }) => fault === names[0] && atMs >= replayedAtMs(played),
      ).length;
      if (again > 0) continue;
      expect(reasonsOf(played)).toEqual([]);
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
    }
  });
});

function replayedAtMs({ strikes }: Played): number {
  return strikes.find(({ fault }) => fault === "everything-replayed")?.atMs ?? Number.POSITIVE_INFINITY;
}

describe("row 70: two people at the same failure", () => {
  it("finishes the work once when one redrives the execution and the other replays its dead letter", async () => {
    const all = await playSeeds(["two-operators"], { story, intensity: 1, seeds: 12 });
    for (const played of all) {
      expect(distinct(valuesOf(played))).toEqual(["complete"]);
      expect(startsOf(played)).toEqual(startsOf(await fair(played.seed)));
      const executions = [...findingsOf(played).values()].map((finding) => fieldsOf(finding)["gumshoeExecution"]);
      expect(executions.every((arn) => arn?.includes(":execution:"))).toBe(true);
    }
    const redriven = all.flatMap(({ happenings }) =>
      happenings.filter((one) => one.kind === "call" && one.operation === "RedriveExecution" && !one.error),
    );
    expect(redriven.length).toBeGreaterThan(0);
    expect(redriven.map((one) => memberOf(one, "by"))).toContain("operator");
  });
});
