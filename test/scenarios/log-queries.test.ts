import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aFinding, call, fieldsOf, localAws, roleArn } from "./local-aws.ts";

type Line = Readonly<Record<string, unknown>>;
const hourMs = 3_600_000;

/** What the functions logged in a story with something of everything. */
async function logged() {
  const cloud = await localAws({
    principals: {
      [roleArn("well")]: { durationSeconds: 140 },
      [roleArn("broken")]: { durationSeconds: 140, status: "FAILED" },
      [roleArn("outside")]: { errors: [{ operation: "StartInvestigation", name: "AccessDeniedException", times: 9 }] },
    },
  });
  for (const role of ["well", "broken", "outside"]) cloud.services.SecurityHub.importFinding(aFinding(role, [role]));
  await call(cloud, "SQS", "SendMessage", { QueueUrl: cloud.outputs["IntakeQueueUrl"], MessageBody: "no event" });
  await cloud.clock.sleep(hourMs);
  await cloud.settled();
  const lines = cloud.seen.flatMap((one) => (one.kind === "log" ? [parsed(one.line)] : []));
  return { cloud, lines: lines.filter((line): line is Line => line !== undefined) };
}

function parsed(line: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Line) : undefined;
  } catch {
    return undefined;
  }
}

let known: ReturnType<typeof logged> | undefined;
/** Told once; the cloud is there as long as the first test that asks. */
const story = () => (known ??= logged());

describe("log lines", () => {
  it("lead from a finding to its execution, and from there to the investigation and the note", async () => {
    const { cloud, lines } = await story();
    const started = lines.find(({ findingId, outcome }) => findingId === "well" && outcome === "started");
    const executionArn = started?.["executionArn"];
    const itsOwn = ({ findingId, principalArn }: Line) => findingId === "well" || principalArn === roleArn("well");
    const ofExecution = lines.filter(
      (line) => itsOwn(line) && line["executionArn"] === executionArn && line !== started,
    );
    expect(ofExecution.map(({ outcome }) => outcome)).toEqual(["started", "investigated", "enriched"]);
    expect(new Set(ofExecution.map((line) => line["correlation_id"]))).toEqual(new Set([executionArn]));
    const [investigationId] = ofExecution.flatMap((line) => line["investigationId"] ?? []);
    expect(fieldsOf(cloud, "well")).toMatchObject({
      gumshoeExecution: executionArn,
      gumshoeInvestigations: expect.stringContaining(String(investigationId)),
    });
  });

  it("about a finding, a principal or a message name it and what it belongs to", async () => {
    const { lines } = await story();
    const outcomes = lines.filter(({ outcome }) => outcome !== undefined);
    const orphans = outcomes.filter(
      (line) =>
        !(line["executionArn"] ?? line["messageId"]) ||
        !(line["findingId"] ?? line["principalArn"] ?? line["messageId"]),
    );
    expect(orphans).toEqual([]);
  });
});

const template = JSON.parse(readFileSync("cdk.out/Gumshoe.template.json", "utf8")) as {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>
  >;
};
const queries = Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) =>
  Type === "AWS::Logs::QueryDefinition" ? [[id, Properties] as const] : [],
);

describe.each(queries)("saved query %s", (_id, { QueryString, LogGroupNames }) => {
  const text = String(QueryString).replace(/"[^"]*"/g, '""');
  const words = new Set([
    "fields",
    "filter",
    "sort",
    "limit",
    "stats",
    "by",
    "as",
    "like",
    "in",
    "or",
    "and",
    "asc",
    "desc",
  ]);
  const functions = new Set(["count", "latest", "ispresent"]);
  const aliases = new Set([...text.matchAll(/\bas (\w+)/g)].map(([, alias]) => alias));
  const asked = [...text.matchAll(/@?[a-z]\w*/gi)]
    .map(([word]) => word)
    .filter((word) => !word.startsWith("@") && !words.has(word) && !functions.has(word) && !aliases.has(word));

  it("asks for fields that are written", async () => {
    const { lines } = await story();
    const written = new Set([...lines.flatMap(Object.keys), "code"]);
    expect(asked.filter((field) => !written.has(field))).toEqual([]);
  });

  it("looks for values that are written", async () => {
    const lists = [...String(QueryString).matchAll(/(\w+) in \[([^\]]*)\]/g)];
    const { lines } = await story();
    for (const [, field = "", list = ""] of lists) {
      const found = lines.some((line) => list.includes(`"${line[field]}"`));
      expect(found, field).toBe(true);
    }
  });

  it("is over the logs of all functions", () => {
    expect(LogGroupNames).toHaveLength(5);
  });
});

it("there is a saved query for each question that docs/runbook.md names", () => {
  const names = queries.map(([, { Name }]) => JSON.stringify(Name));
  const [, list = ""] = /under `Gumshoe\/`: ([^.]+)\./.exec(readFileSync("docs/runbook.md", "utf8")) ?? [];
  const questions = [...list.matchAll(/\*([^*]+)\*/g)].map(([, question = ""]) => question.replace(/\s+/g, " "));
  expect(questions.length).toBe(names.length);
  for (const question of questions)
    expect(
      names.some((name) => name.includes(`/${question}`)),
      question,
    ).toBe(true);
});
