import { expect, it } from "vitest";
import { failureOf, home } from "../a-world.ts";
import { aDetective, deployer } from "./a-detective.ts";

const hours = (count: number) => count * 3_600_000;
const nowMs = Date.parse("2026-11-20T12:00:00Z");

it("StartInvestigation answers an id of 21 digits, the same in every run and another for every investigation", () => {
  const ids = [aDetective(), aDetective()].map(({ started }) => [started(), started(), started(`${deployer}2`)]);
  expect(ids[0]).toEqual(ids[1]);
  expect(new Set(ids[0]).size).toBe(3);
  for (const id of ids[0] ?? []) expect(id).toMatch(/^[1-9]\d{20}$/);
});

it("StartInvestigation gives a principal the same ids whatever else was started before", () => {
  const { started } = aDetective();
  started("arn:aws:iam::111122223333:user/ada");
  expect(started()).toBe(aDetective().started());
});

it.each([
  ["a Date", new Date(nowMs - hours(30)), new Date(nowMs - hours(3))],
  ["ISO text", "2026-11-19T06:00:00Z", "2026-11-20T09:00:00Z"],
  ["epoch seconds", (nowMs - hours(30)) / 1000, (nowMs - hours(3)) / 1000],
])("StartInvestigation takes the scope as %s", (_, ScopeStartTime, ScopeEndTime) => {
  const { start, get } = aDetective();
  const { InvestigationId } = start(deployer, { ScopeStartTime, ScopeEndTime });
  expect(get(InvestigationId)).toMatchObject({
    ScopeStartTime: new Date("2026-11-19T06:00:00Z"),
    ScopeEndTime: new Date("2026-11-20T09:00:00Z"),
  });
});

it.each([
  ["3 hours", hours(3), 0, "no error"],
  ["a millisecond less than 3 hours", hours(3) - 1, 0, "ValidationException 400"],
  ["30 days", hours(720), 0, "no error"],
  ["a millisecond more than 30 days", hours(720) + 1, 0, "ValidationException 400"],
  ["an end in the future", hours(3), 1, "ValidationException 400"],
  ["an end before its start", -hours(3), 0, "ValidationException 400"],
])("StartInvestigation with a scope of %s: %s", (_, lengthMs, endAfterNowMs, expected) => {
  const { start } = aDetective();
  const endMs = nowMs + endAfterNowMs;
  const scope = { ScopeStartTime: new Date(endMs - lengthMs), ScopeEndTime: new Date(endMs) };
  expect(failureOf(() => start(deployer, scope))).toBe(expected);
});

it.each([
  "arn:aws:iam::111122223333:root",
  "arn:aws:sts::111122223333:assumed-role/deployer/session",
  "arn:aws:iam::111122223333:instance-profile/web",
  "arn:aws:iam::111122223333:group/admins",
  "arn:aws:iam::1111:role/short",
  "deployer",
  "",
  undefined,
  7,
])("StartInvestigation refuses the entity %j", (EntityArn) => {
  const { start } = aDetective();
  expect(failureOf(() => start(deployer, { EntityArn }))).toBe("ValidationException 400");
});

it.each([
  "arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
  "arn:aws-us-gov:iam::444455556666:user/eng/ada@example.com",
])("StartInvestigation takes the entity %s", (arn) => {
  expect(aDetective().started(arn)).toMatch(/^\d{21}$/);
});

it("StartInvestigation denies access for accounts that are not members", () => {
  const { start } = aDetective({ nonMembers: ["444455556666"] });
  expect(failureOf(() => start("arn:aws:iam::444455556666:user/ada"))).toBe("AccessDeniedException 403");
  expect(failureOf(() => start())).toBe("no error");
});

it("StartInvestigation knows the graph of its own Region only", () => {
  const { call, start, graphArn } = aDetective({ noGraph: ["eu-central-1"] });
  const elsewhere = { ...home, region: "us-east-1" };
  const [{ Arn }] = call("ListGraphs", {}, elsewhere).GraphList;
  expect(Arn).not.toBe(graphArn);
  expect(failureOf(() => start(deployer, { GraphArn: Arn }))).toBe("ResourceNotFoundException 404");
  expect(failureOf(() => start(deployer, { GraphArn: "arn:aws:detective:x" }))).toBe("ValidationException 400");
  expect(call("ListGraphs", {}, { ...home, region: "eu-central-1" }).GraphList).toEqual([]);
});

it("StartInvestigation is refused over its rate, and again answers when time has passed", () => {
  const { start, clock } = aDetective({}, { rate: { perSecond: 1, burst: 2 } });
  start();
  start();
  expect(failureOf(start)).toBe("TooManyRequestsException 429");
  clock.advance(1);
  expect(failureOf(start)).toBe("no error");
});

it("StartInvestigation fails as often as planned, and a lost answer leaves an investigation behind", () => {
  const errors = [
    { operation: "StartInvestigation", name: "TooManyRequestsException", times: 2 },
    { operation: "StartInvestigation", name: "InternalServerException", lost: true },
  ];
  const { start, list } = aDetective({ principals: { [deployer]: { errors } } });
  expect([1, 2, 3, 4].map(() => failureOf(start))).toEqual([
    "TooManyRequestsException 429",
    "TooManyRequestsException 429",
    "InternalServerException 500",
    "no error",
  ]);
  expect(list().InvestigationDetails).toHaveLength(2);
  expect(failureOf(() => start("arn:aws:iam::111122223333:user/ada"))).toBe("no error");
});
