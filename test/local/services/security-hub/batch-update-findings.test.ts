import { expect, it } from "vitest";
import { failureOf, home } from "../a-world.ts";
import { aFinding, aSecurityHub, identify } from "./a-security-hub.ts";

const note = { Text: "Looked into it", UpdatedBy: "ada" };

it("BatchUpdateFindings changes what it is told to and not a byte of the rest", () => {
  const { hub, update, stored } = aSecurityHub();
  const before = aFinding({
    ProductFields: { z: "1", a: "2" },
    UpdatedAt: "2024-05-23 20:49:02.000000000",
    Odd: { "": [null] },
  });
  hub.putFinding(before);
  update({ Note: note, Workflow: { Status: "NOTIFIED" }, UserDefinedFields: { team: "blue" } });
  const { Note, Workflow, UserDefinedFields, ...rest } = stored() ?? {};
  expect(JSON.stringify(rest)).toBe(JSON.stringify(before));
  expect({ Note, Workflow, UserDefinedFields }).toEqual({
    Note: { ...note, UpdatedAt: "2026-11-20T12:00:00.000Z" },
    Workflow: { Status: "NOTIFIED" },
    UserDefinedFields: { team: "blue" },
  });
});

it("BatchUpdateFindings replaces user-defined fields as a whole", () => {
  const { hub, update, stored } = aSecurityHub();
  hub.putFinding(aFinding({ UserDefinedFields: { team: "blue", ticket: "7" } }));
  update({ UserDefinedFields: { ticket: "8" } });
  expect(stored()?.["UserDefinedFields"]).toEqual({ ticket: "8" });
});

it("BatchUpdateFindings completes a severity", () => {
  const { hub, update, stored } = aSecurityHub();
  hub.putFinding(aFinding({ Severity: { Label: "LOW", Normalized: 1, Original: "2" } }));
  update({ Severity: { Normalized: 70 } });
  expect(stored()?.["Severity"]).toEqual({ Label: "HIGH", Normalized: 70, Original: "2" });
});

it("BatchUpdateFindings sends one event for each finding, holding the updated finding alone", () => {
  const { hub, update, events, stored } = aSecurityHub();
  for (const Id of ["a", "b"]) hub.putFinding(aFinding({ Id }));
  update({ Note: note }, ["a", "b"]);
  expect(events).toEqual(
    ["a", "b"].map((id) => ({
      detailType: "Security Hub Findings - Imported",
      source: "aws.securityhub",
      resources: [`arn:aws:securityhub:eu-west-1::product/aws/guardduty/${id}`],
      detail: { findings: [stored(id)] },
      region: "eu-west-1",
      account: "111122223333",
      time: "2026-11-20T12:00:00Z",
    })),
  );
});

it("BatchUpdateFindings lists what it could not update and still succeeds", () => {
  const refuse = ({ Id }: { Id: string }) =>
    Id === "busy"
      ? { ErrorCode: "ConcurrentUpdateError", ErrorMessage: "Concurrent finding updates detected" }
      : undefined;
  const { hub, update } = aSecurityHub({ refuse });
  for (const Id of ["good", "busy"]) hub.putFinding(aFinding({ Id }));
  hub.putFinding(aFinding({ Id: "large", Description: "x".repeat(245_700) }));
  const answer = update({ Note: { ...note, Text: "x".repeat(512) } }, ["good", "missing", "good", "busy", "large"]);
  expect(answer.ProcessedFindings).toEqual([identify("good")]);
  expect(answer.UnprocessedFindings).toEqual([
    { FindingIdentifier: identify("missing"), ErrorCode: "FindingNotFound", ErrorMessage: "Finding Not Found" },
    {
      FindingIdentifier: identify("good"),
      ErrorCode: "DuplicatedFindingIdentifier",
      ErrorMessage: "Finding Identifier is duplicated",
    },
    {
      FindingIdentifier: identify("busy"),
      ErrorCode: "ConcurrentUpdateError",
      ErrorMessage: "Concurrent finding updates detected",
    },
    {
      FindingIdentifier: identify("large"),
      ErrorCode: "FindingSizeExceeded",
      ErrorMessage: "Finding size exceeded 240 KB",
    },
  ]);
});

it.each([
  ["no identifiers", { FindingIdentifiers: [] }],
  ["101 identifiers", { FindingIdentifiers: Array.from({ length: 101 }, (_, at) => identify(`${at}`)) }],
  ["an identifier without product", { FindingIdentifiers: [{ Id: "finding-1" }] }],
  ["an empty note", { Note: { ...note, Text: "" } }],
  ["a note of 513 characters", { Note: { ...note, Text: "x".repeat(513) } }],
  ["a note by nobody", { Note: { Text: "x" } }],
  ["an unknown workflow status", { Workflow: { Status: "DONE" } }],
  [
    "51 user-defined fields",
    { UserDefinedFields: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, "v"])) },
  ],
  ["a key of 129 characters", { UserDefinedFields: { ["k".repeat(129)]: "v" } }],
  ["a value of 1025 characters", { UserDefinedFields: { k: "v".repeat(1025) } }],
  ["an empty value", { UserDefinedFields: { k: "" } }],
  ["a value that is no text", { UserDefinedFields: { k: 1 } }],
  ["a confidence of 101", { Confidence: 101 }],
  ["11 related findings", { RelatedFindings: Array.from({ length: 11 }, () => identify()) }],
])("BatchUpdateFindings fails with %s, and updates nothing", (_, over) => {
  const { hub, update, stored, events } = aSecurityHub();
  hub.putFinding(aFinding());
  expect(failureOf(() => update({ Confidence: 1, ...over }))).toBe("InvalidInputException 400");
  expect(stored()).toEqual(aFinding());
  expect(events).toEqual([]);
});

it("BatchUpdateFindings takes user-defined fields up to their limits", () => {
  const { hub, update, stored } = aSecurityHub();
  hub.putFinding(aFinding());
  const fields = Object.fromEntries(
    Array.from({ length: 50 }, (_, at) => [`${at}`.padStart(128, "k"), "v".repeat(1024)]),
  );
  update({ UserDefinedFields: fields });
  expect(stored()?.["UserDefinedFields"]).toEqual(fields);
});

it("BatchUpdateFindings is throttled after a burst of 30, at 10 a second", () => {
  const { hub, update, clock } = aSecurityHub();
  hub.putFinding(aFinding());
  const accepted = () =>
    Array.from({ length: 50 }, () => failureOf(() => update({ Confidence: 1 }))).filter((one) => one === "no error");
  expect(accepted()).toHaveLength(30);
  expect(failureOf(() => update({ Confidence: 1 }))).toBe("LimitExceededException 429");
  clock.advance(1);
  expect(accepted()).toHaveLength(10);
});

it("an update is seen, and its event sent, after the lag; the next update builds on it all the same", () => {
  const { hub, update, found, events, clock } = aSecurityHub({ updateLagMs: 60_000 });
  hub.putFinding(aFinding());
  update({ Note: note });
  update({ Confidence: 7 });
  expect(found()).toEqual([aFinding()]);
  expect(events).toEqual([]);
  clock.advance(60);
  expect(found()).toMatchObject([{ Note: note, Confidence: 7 }]);
  expect(events).toHaveLength(2);
});

it("BatchUpdateFindings fails as planned for findings about the principal", () => {
  const ada = "arn:aws:iam::111122223333:user/ada";
  const errors = [
    { operation: "BatchUpdateFindings", name: "InternalFailure", times: 1 },
    { operation: "BatchUpdateFindings", name: "InternalException", times: 1, lost: true },
    { operation: "BatchUpdateFindings", name: "LimitExceededException", times: 1 },
  ];
  const { hub, update, stored } = aSecurityHub({}, { principals: { [ada]: { errors } } });
  const Details = { AwsIamAccessKey: { PrincipalName: "ada", PrincipalType: "IAMUser" } };
  hub.putFinding(
    aFinding({ Resources: [{ Type: "AwsIamAccessKey", Id: "AWS::IAM::AccessKey:AKIAEXAMPLE", Details }] }),
  );
  expect(update({ Confidence: 1 }).UnprocessedFindings).toMatchObject([{ ErrorCode: "InternalFailure" }]);
  expect(failureOf(() => update({ Confidence: 2 }))).toBe("InternalException 500");
  expect(stored()?.["Confidence"]).toBe(2);
  expect(failureOf(() => update({ Confidence: 3 }))).toBe("LimitExceededException 429");
  expect(stored()?.["Confidence"]).toBe(2);
  expect(failureOf(() => update({ Confidence: 4 }))).toBe("no error");
});

it("a Region that is not the home sees its own findings only", () => {
  const { hub, call, update } = aSecurityHub();
  hub.putFinding(aFinding({ Id: "here" }));
  hub.putFinding(aFinding({ Id: "there", Region: "us-east-1" }));
  const there = { ...home, region: "us-east-1" };
  expect(call("GetFindings", {}, there).Findings).toMatchObject([{ Id: "there" }]);
  expect(call("GetFindings").Findings).toHaveLength(2);
  const input = { FindingIdentifiers: [identify("here")], Confidence: 1 };
  expect(call("BatchUpdateFindings", input, there).UnprocessedFindings).toMatchObject([
    { ErrorCode: "FindingNotFound" },
  ]);
  expect(update({ Confidence: 1 }, ["there"]).ProcessedFindings).toHaveLength(1);
});
