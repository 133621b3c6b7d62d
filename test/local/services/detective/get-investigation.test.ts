import { expect, it } from "vitest";
import { failureOf, home } from "../a-world.ts";
import { aDetective, deployer } from "./a-detective.ts";

it("GetInvestigation is RUNNING without severity until the duration has passed, and SUCCESSFUL from then on", () => {
  const { clock, started, get, graphArn } = aDetective({
    principals: { [deployer]: { durationSeconds: 3000, severity: "HIGH" } },
  });
  const id = started();
  clock.advance(2999);
  expect(get(id)).toEqual({
    GraphArn: graphArn,
    InvestigationId: id,
    EntityArn: deployer,
    EntityType: "IAM_ROLE",
    CreatedTime: new Date("2026-11-20T12:00:00Z"),
    ScopeStartTime: new Date("2026-11-19T12:00:00Z"),
    ScopeEndTime: new Date("2026-11-20T11:55:00Z"),
    State: "ACTIVE",
    Status: "RUNNING",
  });
  clock.advance(1);
  expect(get(id)).toMatchObject({ Status: "SUCCESSFUL", Severity: "HIGH" });
  expect(clock.pending).toBe(0);
});

it("GetInvestigation never ends when the behaviour says so", () => {
  const { clock, started, get } = aDetective({ principals: { [deployer]: { durationSeconds: "never" } } });
  const id = started();
  clock.advance(365 * 86_400);
  expect(get(id).Status).toBe("RUNNING");
});

it("GetInvestigation ends as is planned for this one alone, and otherwise as the behaviour says", () => {
  const plans = [{ statuses: ["FAILED" as const] }, undefined];
  const behaviour = { principals: { [deployer]: { durationSeconds: 60, severity: "LOW" } } };
  const { clock, started, get } = aDetective(behaviour, { plan: () => plans.shift() });
  const ids = [started(), started()];
  clock.advance(60);
  expect(ids.map((id) => get(id))).toMatchObject([{ Status: "FAILED" }, { Status: "SUCCESSFUL", Severity: "LOW" }]);
});

it("GetInvestigation ends as planned: the first FAILED, further ones SUCCESSFUL", () => {
  const plan = { durationSeconds: 1, status: ["FAILED", "SUCCESSFUL"] };
  const { clock, started, get, indicators } = aDetective({ principals: { [deployer]: plan } });
  const ids = [started(), started(), started()];
  clock.advance(1);
  expect(ids.map((id) => get(id).Status)).toEqual(["FAILED", "SUCCESSFUL", "SUCCESSFUL"]);
  expect(get(ids[0] ?? "")).not.toHaveProperty("Severity");
  expect(indicators(ids[0] ?? "").Indicators).toEqual([]);
});

it("a behaviour holds for a principal with or without its path", () => {
  const { clock, started, get } = aDetective({
    principals: { [deployer]: { durationSeconds: 0, severity: "CRITICAL" } },
  });
  const id = started("arn:aws:iam::111122223333:role/service-role/deployer");
  clock.advance(1);
  expect(get(id)).toMatchObject({
    Severity: "CRITICAL",
    EntityArn: "arn:aws:iam::111122223333:role/service-role/deployer",
  });
});

it("GetInvestigation knows the investigations of its graph only", () => {
  const { call, started, get } = aDetective();
  const id = started();
  const elsewhere = { ...home, region: "us-east-1" };
  const GraphArn = call("ListGraphs", {}, elsewhere).GraphList[0].Arn;
  expect(failureOf(() => call("GetInvestigation", { GraphArn, InvestigationId: id }, elsewhere))).toBe(
    "ResourceNotFoundException 404",
  );
  expect(failureOf(() => get("123456789012345678901"))).toBe("ResourceNotFoundException 404");
  expect(failureOf(() => get("12"))).toBe("ValidationException 400");
});

it("UpdateInvestigationState archives an investigation, and ListInvestigations filters by that", () => {
  const { call, started, get, graphArn, list } = aDetective();
  const [archived] = [started(), started()];
  call("UpdateInvestigationState", { GraphArn: graphArn, InvestigationId: archived, State: "ARCHIVED" });
  expect(get(archived ?? "").State).toBe("ARCHIVED");
  expect(list({ FilterCriteria: { State: { Value: "ACTIVE" } } }).InvestigationDetails).toHaveLength(1);
});

it("made-up durations are mostly 2 to 3 minutes, never more than 50, the same for the same principal", () => {
  const { clock, started, get } = aDetective({}, { rate: { perSecond: 1e6, burst: 1e6 } });
  const population = Array.from({ length: 1000 }, (_, at) => `arn:aws:iam::111122223333:role/role-${at}`);
  const ids = population.map(started);
  const finishedAfter = (seconds: number) => {
    clock.advance(seconds);
    return ids.filter((id) => get(id).Status !== "RUNNING").length;
  };
  const [by119s, by180s, by900s, by3000s] = [119, 61, 720, 2100].map(finishedAfter);
  expect(by119s).toBeLessThan(200);
  expect((by180s ?? 0) - (by119s ?? 0)).toBeGreaterThan(600);
  expect(by900s).toBeLessThan(1000);
  expect(by3000s).toBe(1000);
  const severities = ids.map((id) => get(id).Severity);
  expect(new Set(severities)).toEqual(new Set(["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"]));
});
