import { describe, expect, it } from "vitest";
import { isRecord, memberOf } from "#local/services/request/record.ts";
import {
  type Call,
  callsOfOthers,
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
const distinct = (all: readonly string[]) => [...new Set(all)].sort();
const valuesOf = (played: Played) => Object.values(outcomesOf(played));
const updatesOf = (played: Played) => callsTo(played, "SecurityHub.BatchUpdateFindings");
const fair = inFairWeather(story);

/** Ids of the findings that a call is about. */
function idsIn({ input }: Call): readonly string[] {
  const identifiers = memberOf(input, "FindingIdentifiers");
  return Array.isArray(identifiers) ? identifiers.map((one) => String(memberOf(one, "Id"))) : [];
}

/** What was sent for each finding, one text for each distinct content. */
function contentsOf(played: Played): ReadonlyMap<string, ReadonlySet<string>> {
  const contents = new Map<string, Set<string>>();
  for (const call of updatesOf(played)) {
    const { FindingIdentifiers: _, ...content } = isRecord(call.input) ? call.input : {};
    for (const id of idsIn(call)) contents.set(id, (contents.get(id) ?? new Set()).add(JSON.stringify(content)));
  }
  return contents;
}

/** What people read on each finding, without the name of the execution that found it out. */
function readOn(played: Played) {
  return [...findingsOf(played)].map(([id, finding]) => {
    const { gumshoeExecution: _, ...fields } = fieldsOf(finding);
    return { id, fields, note: memberOf(memberOf(finding, "Note"), "Text") };
  });
}

describe("row 65: findings that are left unprocessed", () => {
  it.each(["unprocessed-concurrent-update-error", "unprocessed-internal-failure", "unprocessed-code-unknown"])(
    "writes the same again, and only for those, in the face of %s",
    async (name) => {
      for (const played of await playSeeds([name], { story })) {
        expect(distinct(valuesOf(played))).toEqual(["complete"]);
        expect(readOn(played)).toEqual(readOn(await fair(played.seed)));
        expect([...contentsOf(played).values()].filter(({ size }) => size > 1)).toEqual([]);
      }
    },
  );

  it.each([
    { name: "unprocessed-duplicated-finding-identifier", reason: "invalid-update" },
    { name: "unprocessed-invalid-input", reason: "invalid-update" },
    { name: "unprocessed-finding-size-exceeded", reason: "finding-size-exceeded" },
  ])("parks as $reason, without a second try, what $name strikes, and writes the others", async ({ name, reason }) => {
    for (const played of await playSeeds([name], { story })) {
      const struck = played.strikes.length;
      expect(reasonsOf(played)).toEqual(Array.from({ length: struck }, () => reason));
      expect(valuesOf(played).filter((outcome) => outcome === "true")).toHaveLength(struck);
      const sent = updatesOf(played).flatMap(idsIn);
      expect(new Set(sent).size).toBe(sent.length);
    }
  });

  it("waits for a finding that is not found, and parks it after the fifth retry", async () => {
    const all = await playSeeds(["unprocessed-finding-not-found"], { story: calmStory(2), intensity: 0.8 });
    for (const played of all) {
      const tries = [...findingsOf(played).keys()].map(
        (id) => updatesOf(played).filter((call) => idsIn(call).includes(id)).length,
      );
      expect(Math.max(...tries)).toBeLessThanOrEqual(6);
    }
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["finding-not-found"]);
    expect(distinct(all.flatMap(valuesOf))).toEqual(["complete", "true"]);
  });

  it("takes several codes in one call for what they are", async () => {
    const names = ["unprocessed-internal-failure", "unprocessed-invalid-input", "unprocessed-finding-not-found"];
    const all = await playSeeds(names, { story });
    for (const reason of distinct(all.flatMap(reasonsOf)))
      expect(["invalid-update", "finding-not-found"]).toContain(reason);
    for (const played of all) {
      expect(valuesOf(played).filter((outcome) => outcome !== "complete")).toHaveLength(reasonsOf(played).length);
    }
  });

  it.each(["unprocessed-stranger", "update-not-told", "update-dropped"])(
    "writes every finding all the same in the face of %s",
    async (name) => {
      for (const played of await playSeeds([name], { story, seeds: 16 })) {
        expect(distinct(valuesOf(played))).toEqual(["complete"]);
        expect(reasonsOf(played)).toEqual([]);
        expect(readOn(played)).toEqual(readOn(await fair(played.seed)));
      }
    },
  );
});

describe("row 66: Security Hub throttles, fails, or its answers get lost", () => {
  it.each(["security-hub-throttles", "security-hub-rate-taken", "security-hub-fails", "security-hub-answers-late"])(
    "writes the same as in fair weather in spite of %s",
    async (name) => {
      for (const played of await playSeeds([name], { story })) {
        expect(readOn(played)).toEqual(readOn(await fair(played.seed)));
        expect(reasonsOf(played)).toEqual([]);
      }
    },
  );

  it("reads no faster than two calls a second, so that the account's three are never used up", async () => {
    for (const played of await playSeeds(["security-hub-fails"], { story })) {
      const refused = callsTo(played, "SecurityHub.GetFindings").filter(
        ({ error }) => error === "LimitExceededException",
      );
      expect(refused).toEqual([]);
    }
  });

  it("repeats an update whose answer got lost byte for byte", async () => {
    for (const played of await playSeeds(["update-answer-lost"], { story })) {
      expect([...contentsOf(played).values()].filter(({ size }) => size > 1)).toEqual([]);
      expect(readOn(played)).toEqual(readOn(await fair(played.seed)));
    }
  });
});

describe("row 67: a Security Hub that shows late what it knows", () => {
  it("ends with the same on every finding when updates are visible after minutes", async () => {
    for (const played of await playSeeds(["update-visible-late"], { story, intensity: 1 })) {
      expect(readOn(played)).toEqual(readOn(await fair(played.seed)));
      expect(startsOf(played)).toEqual(startsOf(await fair(played.seed)));
      expect([...contentsOf(played).values()].filter(({ size }) => size > 1)).toEqual([]);
    }
  });

  it("waits for a finding that is not shown yet, and parks it when it does not come", async () => {
    const all = await playSeeds(["finding-visible-late"], { story, intensity: 1 });
    expect(distinct(all.flatMap(reasonsOf))).toEqual(["finding-not-found"]);
    for (const played of all) {
      expect(valuesOf(played).filter((outcome) => outcome !== "complete")).toHaveLength(reasonsOf(played).length);
    }
  });
});

describe("row 68: people and rules that edit the same finding", () => {
  it("leaves alone what an analyst wrote, before our update or after it", async () => {
    for (const played of await playSeeds(["analyst-edits"], { story, intensity: 0.5 })) {
      for (const [id, finding] of findingsOf(played)) {
        const edits = callsOfOthers(played, "SecurityHub.BatchUpdateFindings").filter((call) =>
          idsIn(call).includes(id),
        );
        for (const field of ["Note", "Workflow", "Severity"]) {
          const last = edits.flatMap(({ input }) => memberOf(input, field) ?? []).at(-1);
          if (last !== undefined)
            expect({ id, field, is: memberOf(finding, field) }).toMatchObject({ id, field, is: last });
        }
      }
    }
  });

  it("leaves alone what an analyst decides between our reading and our writing", async () => {
    for (const played of await playSeeds(["analyst-decides"], { story, intensity: 1 })) {
      for (const call of callsOfOthers(played, "SecurityHub.BatchUpdateFindings")) {
        for (const id of idsIn(call)) {
          const finding = findingsOf(played).get(id);
          const decided = [memberOf(finding, "Workflow"), memberOf(memberOf(finding, "Severity"), "Label")];
          expect(decided).toEqual([
            memberOf(call.input, "Workflow"),
            memberOf(memberOf(call.input, "Severity"), "Label"),
          ]);
        }
      }
    }
  });

  it("keeps the note and the fields that an automation rule of others wrote", async () => {
    const all = await playSeeds(["rule-edits"], { story });
    const handed = all.flatMap((played) =>
      [...findingsOf(played).values()].filter((finding) => fieldsOf(finding)["team"] === "blue"),
    );
    expect(handed.length).toBeGreaterThan(0);
    expect(distinct(handed.map((finding) => String(memberOf(memberOf(finding, "Note"), "UpdatedBy"))))).toEqual([
      "triage",
    ]);
    expect(distinct(handed.map((finding) => fieldsOf(finding)["investigate"] ?? ""))).toEqual(["complete"]);
  });
});

describe("row 69: echoes and other bots", () => {
  it.each(["echo-armed", "second-bot"])(
    "has a loop gain of 0 in the face of %s: no start and no write follows",
    async (name) => {
      for (const played of await playSeeds([name], { story, intensity: 1 })) {
        const usual = await fair(played.seed);
        expect(played.strikes.length).toBeGreaterThan(0);
        expect(startsOf(played)).toEqual(startsOf(usual));
        const written = updatesOf(played).flatMap(idsIn).length - updatesOf(usual).flatMap(idsIn).length;
        expect({ gain: written / played.strikes.length }).toEqual({ gain: 0 });
      }
    },
  );

  it("leaves the other bot's fields on the finding", async () => {
    for (const played of await playSeeds(["second-bot"], { story, intensity: 1 })) {
      const scores = [...findingsOf(played).values()].map((finding) => fieldsOf(finding)["botScore"]);
      expect(scores.filter((score) => score === undefined)).toEqual([]);
    }
  });
});
