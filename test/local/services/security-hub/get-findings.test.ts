import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { failureOf, home } from "../a-world.ts";
import { aFinding, aSecurityHub, productArn } from "./a-security-hub.ts";

interface FilterCase {
  what: string;
  finding?: Record<string, unknown>;
  filters: Record<string, unknown>;
  matches?: boolean;
  refused?: string;
}
const cases: FilterCase[] = JSON.parse(readFileSync(new URL("./filters.json", import.meta.url), "utf8"));

it.each(cases.filter(({ refused }) => !refused))(
  "GetFindings with $what: $matches",
  ({ finding, filters, matches }) => {
    const { hub, found } = aSecurityHub();
    hub.putFinding(aFinding(finding));
    expect(found(filters)).toHaveLength(matches ? 1 : 0);
  },
);

it.each(cases.filter(({ refused }) => refused))("GetFindings refuses $what", ({ filters, refused }) => {
  const { found } = aSecurityHub();
  expect(() => found(filters)).toThrow(refused);
  expect(failureOf(() => found(filters))).toBe("InvalidInputException 400");
});

it("GetFindings finds by Id and ProductArn, as fast among thousands", () => {
  const { hub, found } = aSecurityHub();
  for (let at = 0; at < 20_000; at += 1) hub.putFinding(aFinding({ Id: `finding-${at}` }));
  const filters = (at: number) => ({
    Id: [{ Value: `finding-${at}`, Comparison: "EQUALS" }],
    ProductArn: [{ Value: productArn, Comparison: "EQUALS" }],
  });
  const startedAt = performance.now();
  for (let at = 0; at < 1000; at += 1) expect(found(filters(at * 20))[0]?.["Id"]).toBe(`finding-${at * 20}`);
  // A thousand scans of 20,000 findings take well over 10 s; a thousand look-ups a fifth of a second.
  expect(performance.now() - startedAt).toBeLessThan(30_000);
});

it("GetFindings pages through what was there at its start, though findings come in", () => {
  const { hub, call } = aSecurityHub();
  for (let at = 0; at < 250; at += 1) hub.putFinding(aFinding({ Id: `finding-${at}` }));
  const ids: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page = call("GetFindings", { NextToken });
    ids.push(...page.Findings.map(({ Id }: { Id: string }) => Id));
    hub.putFinding(aFinding({ Id: `late-${ids.length}` }));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(ids).toEqual(Array.from({ length: 250 }, (_, at) => `finding-${at}`));
});

it("GetFindings refuses a token of another listing, and page sizes that are not 1 to 100", () => {
  const { hub, call, clock } = aSecurityHub();
  for (const Id of ["a", "b"]) hub.putFinding(aFinding({ Id }));
  const { NextToken } = call("GetFindings", { MaxResults: 1 });
  expect(failureOf(() => call("GetFindings", { NextToken, Filters: { Title: [{ Value: "x" }] } }))).toBe(
    "InvalidInputException 400",
  );
  clock.advance(10);
  for (const MaxResults of [0, 101, "x"])
    expect(failureOf(() => call("GetFindings", { MaxResults }))).toBe("InvalidInputException 400");
});

it("GetFindings sorts by the fields asked for", () => {
  const { hub, found } = aSecurityHub();
  const rows = [
    { Id: "a", Confidence: 9, Title: "x" },
    { Id: "b", Confidence: 80, Title: "x" },
    { Id: "c", Confidence: 80, Title: "w" },
  ];
  for (const row of rows) hub.putFinding(aFinding(row));
  const SortCriteria = [
    { Field: "Confidence", SortOrder: "desc" },
    { Field: "Title", SortOrder: "asc" },
  ];
  expect(found({}, { SortCriteria }).map(({ Id }) => Id)).toEqual(["c", "b", "a"]);
  expect(failureOf(() => found({}, { SortCriteria: [{ Field: "Luck" }] }))).toBe("InvalidInputException 400");
});

it("GetFindings is throttled after a burst of 6, at 3 a second", () => {
  const { call, clock } = aSecurityHub();
  const accepted = () =>
    Array.from({ length: 20 }, () => failureOf(() => call("GetFindings"))).filter((one) => one === "no error");
  expect(accepted()).toHaveLength(6);
  expect(failureOf(() => call("GetFindings"))).toBe("LimitExceededException 429");
  clock.advance(1);
  expect(accepted()).toHaveLength(3);
});

it("GetFindings fails as planned when it would answer a finding about the principal", () => {
  const arn = "arn:aws:iam::111122223333:role/deployer";
  const errors = [{ operation: "GetFindings", name: "InternalException", times: 1 }];
  const { hub, found } = aSecurityHub({}, { principals: { [arn]: { errors } } });
  hub.putFinding(aFinding({ Id: "other", Resources: [{ Type: "AwsS3Bucket", Id: "b" }] }));
  expect(failureOf(found)).toBe("no error");
  hub.putFinding(aFinding());
  expect([failureOf(found), failureOf(found)]).toEqual(["InternalException 500", "no error"]);
});

it("GetFindings hands out copies", () => {
  const { hub, found, stored } = aSecurityHub();
  const given = aFinding({ ProductFields: { a: "1" } });
  hub.putFinding(given);
  (given["ProductFields"] as Record<string, string>)["a"] = "changed by the giver";
  (found()[0]?.["ProductFields"] as Record<string, string>)["a"] = "changed by the reader";
  expect(stored()?.["ProductFields"]).toEqual({ a: "1" });
});

it("every operation answers odd input with an error of its model, never with a mistake of its own", () => {
  const { hub, clock } = aSecurityHub();
  hub.putFinding(aFinding());
  const names = [
    "Filters",
    "SortCriteria",
    "FindingIdentifiers",
    "Findings",
    "Note",
    "UserDefinedFields",
    "Criteria",
    "Actions",
    "Id",
  ];
  const filter = fc.dictionary(
    fc.constantFrom("Value", "Comparison", "Key", "Cidr", "Eq", "Start", "DateRange"),
    fc.jsonValue(),
  );
  const filters = fc.dictionary(
    fc.constantFrom(
      "Id",
      "Title",
      "UpdatedAt",
      "Confidence",
      "UserDefinedFields",
      "NetworkSourceIpV4",
      "Keyword",
      "Sample",
    ),
    fc.array(filter),
  );
  const value = fc.oneof(
    fc.jsonValue(),
    filters,
    fc.constant([{ Id: "finding-1", ProductArn: productArn }]),
    fc.constant([aFinding()]),
  );
  const input = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names, "__proto__"), value));
  // After DisableSecurityHub the others would answer that alone.
  const operations = Object.entries(hub.operations).flatMap(([name, run]) =>
    name === "DisableSecurityHub" ? [] : [run],
  );
  fc.assert(
    fc.property(fc.constantFrom(...operations), input, (operation, given) => {
      clock.advance(1);
      expect(failureOf(() => operation(given, home))).toMatch(
        /^(no error|InvalidInputException 400|Resource\w+ 40[49]|LimitExceededException 429)$/,
      );
    }),
    { numRuns: 200 },
  );
});

it("nesting of any depth is refused, not suffered", () => {
  const { hub, call } = aSecurityHub();
  const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`);
  expect(failureOf(() => hub.putFinding(aFinding({ deep })))).toBe("InvalidInputException 400");
  expect(failureOf(() => hub.importFinding(aFinding({ deep })))).toBe("InvalidInputException 400");
  expect(call("BatchImportFindings", { Findings: [aFinding({ deep })] })).toMatchObject({
    FailedCount: 1,
    SuccessCount: 0,
  });
  expect(failureOf(() => call("GetFindings", { Filters: { Id: [{ Value: "x", deep }] } }))).toBe("no error");
});
