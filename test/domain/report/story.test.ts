import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeReport, type ReportInput } from "#domain/report/compose-report.ts";
import { Story } from "#domain/report/story.ts";
import { anInvestigation, aReportInput, aRunningPrincipal, everyIndicator } from "#test/builders/report.ts";
import { storyCases } from "./story-cases.ts";

const low = anInvestigation({ severity: "LOW" });

function storyOf(input: Partial<ReportInput>): Story {
  const { story } = composeReport(aReportInput(input));
  expect(Story.parse(story)).toEqual(story);
  return story;
}

/** A story as its golden file shows it. */
function written({ how, where, now, caveats }: Story): string {
  const steps = now.map(({ text, why, cli = [] }, at) =>
    [`${at + 1}. ${text}`, `   Because: ${why}`, ...cli.map((line) => `   $ ${line}`)].join("\n"),
  );
  const list = (sentences: readonly string[]) => sentences.map((sentence) => `- ${sentence}`);
  const parts = [
    ["How did it happen?", ...list(how)],
    ["Where, and when first?", ...list(where)],
    ["What to do now?", ...steps],
    ["Be careful", ...list(caveats)],
  ];
  return parts.map((lines) => `${lines.join("\n")}\n`).join("\n");
}

describe.each(["role", "user"] as const)("the story of a %s", (type) => {
  const name = type === "role" ? "ci-deploy" : "jane.doe@example.com";
  const principal = aRunningPrincipal({ type, name });

  it.each(Object.entries(storyCases))("of %s reads as its golden file", async (title, indicators) => {
    const story = storyOf({ principal, indicators, investigation: low });
    await expect(written(story)).toMatchFileSnapshot(`stories/${type}/${title}.txt`);
  });

  it("of every kind of evidence reads as its golden file", async () => {
    await expect(written(storyOf({ principal }))).toMatchFileSnapshot(`stories/${type}/everything.txt`);
  });
});

describe("the story elsewhere", () => {
  it.each([
    ["aws-cn", "cn-northwest-1"],
    ["aws-us-gov", "us-gov-east-1"],
  ])("of a user in %s reads as its golden file", async (partition, region) => {
    const principal = aRunningPrincipal({ type: "user", name: "deploy", partition, region });
    await expect(written(storyOf({ principal }))).toMatchFileSnapshot(`stories/elsewhere/${partition}.txt`);
  });

  it.each([
    ["identity-center", "AWSReservedSSO_Admin_0123456789abcdef", "aws-reserved/sso.amazonaws.com/eu-west-1/"],
    ["service-linked", "AWSServiceRoleForExample", "aws-service-role/example.amazonaws.com/"],
  ])("of a role that IAM lets nobody edit (%s) reads as its golden file", async (title, name, path) => {
    const principal = aRunningPrincipal({ name, arn: `arn:aws:iam::111122223333:role/${path}${name}` });
    await expect(written(storyOf({ principal }))).toMatchFileSnapshot(`stories/elsewhere/${title}.txt`);
  });

  it("with every reason to be careful reads as its golden file", async () => {
    const { severity: _, ...investigation } = anInvestigation({
      scope: { startAt: Date.UTC(2026, 10, 19, 4), endAt: Date.UTC(2026, 10, 19, 7) },
    });
    const graphSince = "2026-11-15T14:25:00.000Z";
    const principal = aRunningPrincipal({ lastActivityAt: "2026-11-19T07:25:00.000Z", graphSince });
    const story = storyOf({ principal, investigation, indicators: [], complete: false });
    await expect(written(story)).toMatchFileSnapshot("stories/elsewhere/careful.txt");
  });
});

describe("storyOf()", () => {
  it("tells the same for the same evidence in any order", () => {
    const told = JSON.stringify(composeReport(aReportInput()));
    fc.assert(
      fc.property(fc.shuffledSubarray([...everyIndicator], { minLength: everyIndicator.length }), (indicators) => {
        expect(JSON.stringify(composeReport(aReportInput({ indicators })))).toBe(told);
      }),
      { numRuns: 50 },
    );
  });

  it("warns of a young behavior graph until it is 14 days old", () => {
    const askedAt = anInvestigation().createdAt;
    const graphs = [0, 13.9, 14].map((days) => ({ graphSince: new Date(askedAt - days * 86_400_000).toISOString() }));
    const warned = [...graphs, {}].map((graph) => {
      const { caveats } = storyOf({ principal: aRunningPrincipal(graph) });
      return caveats.filter((caveat) => caveat.includes("normal")).length;
    });
    expect(warned).toEqual([1, 1, 0, 0]);
  });
});
