import fc from "fast-check";
import { expect, it } from "vitest";
import { failureOf, home } from "../a-world.ts";
import { aDetective, deployer } from "./a-detective.ts";

const ada = "arn:aws:iam::111122223333:user/ada";
type Row = { InvestigationId: string; EntityArn: string; Severity?: string };
const idsOf = (page: { InvestigationDetails: Row[] }) => page.InvestigationDetails.map((row) => row.InvestigationId);

it("ListInvestigations answers rows without scope, newest first", () => {
  const { clock, started, list } = aDetective();
  const first = started();
  clock.advance(60);
  const second = started(ada);
  const page = list();
  expect(idsOf(page)).toEqual([second, first]);
  expect(page.InvestigationDetails[1]).toEqual({
    InvestigationId: first,
    Status: "RUNNING",
    State: "ACTIVE",
    CreatedTime: new Date("2026-11-20T12:00:00Z"),
    EntityArn: deployer,
    EntityType: "IAM_ROLE",
  });
  expect(idsOf(list({ SortCriteria: { Field: "CREATED_TIME", SortOrder: "ASC" } }))).toEqual([first, second]);
});

it("ListInvestigations filters by entity, status, severity and creation", () => {
  const plans = {
    [deployer]: { durationSeconds: 10, severity: "LOW" },
    [ada]: { durationSeconds: 10, status: "FAILED" },
  };
  const { clock, started, list } = aDetective({ principals: plans });
  const [low, failed] = [started(), started(ada)];
  clock.advance(60);
  const running = started();
  const filtered = (FilterCriteria: object) => idsOf(list({ FilterCriteria }));
  expect(filtered({ EntityArn: { Value: ada } })).toEqual([failed]);
  expect(filtered({ Status: { Value: "FAILED" } })).toEqual([failed]);
  expect(filtered({ Severity: { Value: "LOW" } })).toEqual([low]);
  expect(filtered({ EntityArn: { Value: deployer }, Status: { Value: "RUNNING" } })).toEqual([running]);
  const CreatedTime = { StartInclusive: "2026-11-20T12:00:01Z", EndInclusive: new Date("2026-11-20T12:01:00Z") };
  expect(filtered({ CreatedTime })).toEqual([running]);
});

it("ListInvestigations pages through what was there at its start, though new ones begin", () => {
  const { started, list } = aDetective({}, { rate: { perSecond: 1e6, burst: 1e6 } });
  const ids = Array.from({ length: 120 }, () => started());
  const first = list();
  started();
  const second = list({ NextToken: first.NextToken });
  expect([...idsOf(first), ...idsOf(second)]).toEqual(ids.toReversed());
  expect(second).not.toHaveProperty("NextToken");
});

it("ListInvestigations sorts by severity, those without one last when descending", () => {
  const plans = {
    [deployer]: { durationSeconds: 0, severity: "LOW" },
    [ada]: { durationSeconds: 0, severity: "CRITICAL" },
  };
  const { clock, started, list } = aDetective({ principals: plans });
  started();
  started(ada);
  clock.advance(1);
  started("arn:aws:iam::111122223333:role/slow");
  const rows: Row[] = list({ SortCriteria: { Field: "SEVERITY", SortOrder: "DESC" } }).InvestigationDetails;
  expect(rows.map(({ Severity }) => Severity)).toEqual(["CRITICAL", "LOW", undefined]);
});

it("ListInvestigations does not show what is younger than its lag", () => {
  const { clock, started, list } = aDetective({}, { listLagMs: 5000 });
  started();
  clock.advance(4);
  expect(idsOf(list())).toEqual([]);
  clock.advance(1);
  expect(idsOf(list())).toHaveLength(1);
});

it("ListInvestigations fails as planned when it is asked about the principal", () => {
  const errors = [{ operation: "ListInvestigations", name: "ThrottlingException", times: 1 }];
  const { list } = aDetective({ principals: { [deployer]: { errors } } });
  expect(failureOf(() => list())).toBe("no error");
  expect(failureOf(() => list({ FilterCriteria: { EntityArn: { Value: deployer } } }))).toBe("ThrottlingException 400");
});

it("GetMembers tells members from strangers", () => {
  const { call, graphArn } = aDetective({ nonMembers: ["444455556666"] });
  expect(call("GetMembers", { GraphArn: graphArn, AccountIds: ["111122223333", "444455556666"] })).toMatchObject({
    MemberDetails: [{ AccountId: "111122223333", Status: "ENABLED" }],
    UnprocessedAccounts: [{ AccountId: "444455556666" }],
  });
});

it("CreateGraph turns Detective on where it was off, once", () => {
  const { call } = aDetective({ noGraph: ["eu-central-1"] });
  const there = { ...home, region: "eu-central-1" };
  const { GraphArn } = call("CreateGraph", {}, there);
  expect(call("ListGraphs", {}, there).GraphList).toMatchObject([{ Arn: GraphArn }]);
  expect(failureOf(() => call("CreateGraph", {}, there))).toBe("ConflictException 409");
});

it("a graph made anew after DeleteGraph is another one, and knows nothing of what came before", () => {
  const { call, graphArn, started, get } = aDetective();
  const id = started();
  call("DeleteGraph", { GraphArn: graphArn });
  expect(failureOf(() => get(id))).toBe("ResourceNotFoundException 404");
  const { GraphArn } = call("CreateGraph", {});
  expect(GraphArn).not.toBe(graphArn);
  expect(failureOf(() => get(id))).toBe("ResourceNotFoundException 404");
  expect(call("ListInvestigations", { GraphArn }).InvestigationDetails).toEqual([]);
});

it("every operation answers odd input with an error of its model, never with a mistake of its own", () => {
  const { service, graphArn, started } = aDetective({}, { rate: { perSecond: 1e6, burst: 1e6 } });
  const InvestigationId = started();
  const names = [
    "GraphArn",
    "InvestigationId",
    "EntityArn",
    "NextToken",
    "MaxResults",
    "FilterCriteria",
    "SortCriteria",
    "State",
  ];
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom(graphArn, InvestigationId, deployer));
  const input = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names, "__proto__", "toString"), value));
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(service.operations)), input, (operation, given) => {
      expect(failureOf(() => operation(given, home))).toMatch(
        /^(no error|ValidationException 400|ResourceNotFoundException 404|ConflictException 409)$/,
      );
    }),
    { numRuns: 500 },
  );
});
