import type { DetectiveClient } from "@aws-sdk/client-detective";
import { describe, expect, it } from "vitest";
import { detectiveAdapter } from "#adapters/detective.ts";
import { failing, fakeClient, sdkError } from "./fake-client.ts";

const graphArn = `arn:aws:detective:eu-west-1:111122223333:graph:${"0a".repeat(16)}`;
const principalArn = "arn:aws:iam::111122223333:role/deploy";
const at = (iso: string) => new Date(iso);
const graphs = { GraphList: [{ Arn: graphArn }] };

function adapter(answers: Parameters<typeof fakeClient>[0]) {
  const client = fakeClient<DetectiveClient>(answers);
  const asked: string[] = [];
  const detective = detectiveAdapter((region, repeat) => {
    asked.push(`${region} ${repeat}`);
    return client;
  });
  return { detective, calls: client.calls, asked };
}

describe("graph()", () => {
  it("finds the graph of the Region once, and looks again after a failure", async () => {
    const { detective, calls, asked } = adapter({
      ListGraphs: (_, call) => {
        if (call === 0) throw sdkError("InternalServerException", 500);
        return graphs;
      },
    });
    await expect(detective.graph("eu-west-1", "111122223333")).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect(await detective.graph("eu-west-1", "111122223333")).toBe(graphArn);
    expect(await detective.graph("eu-west-1", "111122223333")).toBe(graphArn);
    expect(calls).toHaveLength(2);
    expect(asked).toEqual(["eu-west-1 repeat", "eu-west-1 repeat"]);
  });

  it("prefers the graph of the account itself, and takes another one where there is no such", async () => {
    const foreign = graphArn.replace("111122223333", "444455556666");
    const several = { GraphList: [{}, { Arn: foreign }, { Arn: graphArn }] };
    const { detective } = adapter({ ListGraphs: () => several });
    expect(await detective.graph("eu-west-1", "111122223333")).toBe(graphArn);
    const { detective: member } = adapter({ ListGraphs: () => several });
    expect(await member.graph("eu-west-1", "777788889999")).toBe(foreign);
  });

  it("remembers since when each graph gathers data", async () => {
    const CreatedTime = new Date("2026-01-02T03:04:05.000Z");
    const { detective, calls } = adapter({ ListGraphs: () => ({ GraphList: [{ Arn: graphArn, CreatedTime }] }) });
    expect(detective.graphSince(graphArn)).toBeUndefined();
    await detective.graph("eu-west-1", "111122223333");
    expect([detective.graphSince(graphArn), calls.length]).toEqual([CreatedTime.getTime(), 1]);
  });

  it("throws SetupFault when the Region has none, and when it may not look", async () => {
    await expect(adapter({ ListGraphs: () => ({}) }).detective.graph("x", "111122223333")).rejects.toThrow(
      'Cannot call Detective: Region "x" has no behavior graph of ours, one is wanted',
    );
    const denied = adapter({ ListGraphs: failing("AccessDeniedException", 403) }).detective.graph("x", "111122223333");
    await expect(denied).rejects.toMatchObject({ name: "SetupFault" });
  });
});

describe("investigations()", () => {
  const row = (id: string, Status: string, created: string) => ({
    InvestigationId: id,
    Status,
    CreatedTime: at(created),
  });

  it("lists all pages, newest first, without the FAILED ones", async () => {
    const pages = [
      { InvestigationDetails: [row("1", "SUCCESSFUL", "2026-03-01T00:00:00Z")], NextToken: "a" },
      {
        InvestigationDetails: [row("3", "RUNNING", "2026-03-03T00:00:00Z"), row("2", "FAILED", "2026-03-02T00:00:00Z")],
      },
    ];
    const { detective, calls } = adapter({ ListInvestigations: (_, call) => pages[call] });
    const listings = await detective.investigations(graphArn, principalArn);
    expect(listings.map(({ id }) => id)).toEqual(["3", "1"]);
    expect(calls.map(([, input]) => [input["FilterCriteria"], input["NextToken"]])).toEqual([
      [{ EntityArn: { Value: principalArn } }, undefined],
      [{ EntityArn: { Value: principalArn } }, "a"],
    ]);
  });

  it("lists none, without asking, for an ARN that is too long to filter by", async () => {
    const { detective } = adapter({});
    expect(await detective.investigations(graphArn, `arn:aws:iam::111122223333:role/${"p/".repeat(250)}x`)).toEqual([]);
  });

  it("throws SetupFault, and finds the new graph, when the graph was replaced", async () => {
    const newer = graphArn.replace("0a", "0b");
    const { detective } = adapter({
      ListInvestigations: failing("ResourceNotFoundException", 404),
      ListGraphs: (_, call) => (call === 0 ? graphs : { GraphList: [{ Arn: newer }] }),
    });
    expect(await detective.graph("eu-west-1", "111122223333")).toBe(graphArn);
    await expect(detective.investigations(graphArn, principalArn)).rejects.toMatchObject({ name: "SetupFault" });
    expect(await detective.graph("eu-west-1", "111122223333")).toBe(newer);
  });

  it("throws what Detective answered while the graph is there", async () => {
    const { detective } = adapter({
      ListInvestigations: failing("ValidationException", 400),
      ListGraphs: () => graphs,
    });
    const listed = detective.investigations(graphArn, principalArn);
    await expect(listed).rejects.toMatchObject({ name: "ValidationException" });
  });
});

describe("investigation()", () => {
  const investigation = {
    InvestigationId: "1",
    Status: "SUCCESSFUL",
    Severity: "HIGH",
    CreatedTime: at("2026-03-04T10:30:00Z"),
    ScopeStartTime: at("2026-03-03T09:00:00Z"),
    ScopeEndTime: at("2026-03-04T10:25:00Z"),
  };
  const scope = { startAt: Date.parse("2026-03-03T09:00:00Z"), endAt: Date.parse("2026-03-04T10:25:00Z") };

  it("reads an investigation with its scope, from the Region of the graph", async () => {
    const { detective, asked } = adapter({ GetInvestigation: () => investigation });
    expect(await detective.investigation(graphArn, "1")).toEqual({
      id: "1",
      status: "SUCCESSFUL",
      severity: "HIGH",
      createdAt: Date.parse("2026-03-04T10:30:00Z"),
      scope,
    });
    expect(asked).toEqual(["eu-west-1 repeat"]);
  });

  it.each([
    { error: ["ResourceNotFoundException", 404], name: undefined },
    { error: ["TooManyRequestsException", 429], name: "Throttled" },
    { error: ["ThrottlingException", 400], name: "Throttled" },
    { error: ["InternalServerException", 500], name: "ServiceUnavailable" },
    { error: ["TimeoutError", 0], name: "ServiceUnavailable" },
    { error: ["AccessDeniedException", 403], name: "SetupFault" },
    { error: ["ValidationException", 400], name: "ValidationException" },
  ] as const)("answers $error.0 with $name", async ({ error, name }) => {
    const { detective } = adapter({ GetInvestigation: failing(error[0], error[1]) });
    const outcome = await detective.investigation(graphArn, "1").catch((thrown: Error) => thrown.name);
    expect(outcome).toBe(name);
  });
});

describe("start()", () => {
  const scope = { startAt: Date.parse("2026-03-03T09:00:00Z"), endAt: Date.parse("2026-03-04T10:25:00Z") };

  it("starts with a client that never repeats a call", async () => {
    const { detective, calls, asked } = adapter({ StartInvestigation: () => ({ InvestigationId: "1" }) });
    expect(await detective.start(graphArn, principalArn, scope)).toEqual({ kind: "started", investigationId: "1" });
    expect(asked).toEqual(["eu-west-1 once"]);
    expect(calls[0]?.[1]).toEqual({
      GraphArn: graphArn,
      EntityArn: principalArn,
      ScopeStartTime: at("2026-03-03T09:00:00Z"),
      ScopeEndTime: at("2026-03-04T10:25:00Z"),
    });
  });

  it.each(["ValidationException", "ResourceNotFoundException"])(
    "answers unknown on %s while the graph is there",
    async (name) => {
      const { detective } = adapter({ StartInvestigation: failing(name), ListGraphs: () => graphs });
      expect(await detective.start(graphArn, principalArn, scope)).toEqual({ kind: "unknown" });
    },
  );

  it("throws SetupFault, and finds the new graph, when the graph was replaced", async () => {
    const newer = graphArn.replace("0a", "0b");
    const { detective } = adapter({
      StartInvestigation: failing("ResourceNotFoundException", 404),
      ListGraphs: () => ({ GraphList: [{ Arn: newer }] }),
    });
    await expect(detective.start(graphArn, principalArn, scope)).rejects.toMatchObject({ name: "SetupFault" });
    expect(await detective.graph("eu-west-1", "111122223333")).toBe(newer);
  });

  it("throws ServiceUnavailable when the answer is lost, after one call", async () => {
    const { detective, calls } = adapter({ StartInvestigation: failing("Error", 0, { code: "ECONNRESET" }) });
    await expect(detective.start(graphArn, principalArn, scope)).rejects.toMatchObject({ name: "ServiceUnavailable" });
    expect(calls).toHaveLength(1);
  });
});

describe("indicators()", () => {
  const aso = { IndicatorType: "NEW_ASO", IndicatorDetail: { NewAsoDetail: { Aso: "EXAMPLE-NET" } } };
  const page = (NextToken?: string) => ({ Indicators: [aso], NextToken });

  it("reads all pages", async () => {
    const { detective } = adapter({ ListIndicators: (_, call) => page(call < 2 ? String(call) : undefined) });
    const { indicators, complete } = await detective.indicators(graphArn, "1");
    expect({ read: indicators.length, complete }).toEqual({ read: 3, complete: true });
    expect(indicators[0]).toEqual({ kind: "new-aso", aso: "EXAMPLE-NET", newForAccount: undefined });
  });

  it.each([
    { what: "a token comes back", second: () => page("a") },
    { what: "a token expired", second: failing("ValidationException") },
  ])("is incomplete when $what", async ({ second }) => {
    const { detective } = adapter({ ListIndicators: (_, call) => (call === 0 ? page("a") : second()) });
    expect(await detective.indicators(graphArn, "1")).toMatchObject({ complete: false });
  });

  it("stops after 100 pages", async () => {
    const { detective, calls } = adapter({ ListIndicators: (_, call) => page(String(call)) });
    expect(await detective.indicators(graphArn, "1")).toMatchObject({ complete: false });
    expect(calls).toHaveLength(100);
  });

  it("tells none, and that some are missing, when the investigation is gone", async () => {
    const { detective } = adapter({ ListIndicators: failing("ResourceNotFoundException", 404) });
    expect(await detective.indicators(graphArn, "1")).toEqual({ indicators: [], complete: false });
  });

  it("throws when a page fails for a reason that may pass", async () => {
    const { detective } = adapter({
      ListIndicators: (_, call) => (call === 0 ? page("a") : failing("TooManyRequestsException", 429)()),
    });
    await expect(detective.indicators(graphArn, "1")).rejects.toMatchObject({ name: "Throttled" });
  });
});
