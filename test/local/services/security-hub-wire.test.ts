import {
  type AwsSecurityFinding,
  BatchGetAutomationRulesCommand,
  BatchImportFindingsCommand,
  BatchUpdateFindingsCommand,
  CreateActionTargetCommand,
  CreateAutomationRuleCommand,
  DescribeHubCommand,
  GetFindingsCommand,
  GetFindingsV2Command,
  ListAutomationRulesCommand,
  paginateGetFindings,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { afterAll, beforeAll, expect, it } from "vitest";
import { securityHubService } from "#local/services/security-hub.ts";
import { aFront, rejectionOf } from "./a-front.ts";
import { aWorld } from "./a-world.ts";
import { aFinding, identify, productArn } from "./security-hub/a-security-hub.ts";

const { world, clock } = aWorld();
const hub = securityHubService(world);
let client: SecurityHubClient;
let close: () => Promise<void>;

beforeAll(async () => {
  const { front, sdk } = await aFront(world, [hub]);
  client = new SecurityHubClient(sdk);
  close = () => front.close();
});

afterAll(async () => {
  client.destroy();
  await close();
});

it("a finding is imported through a rule, updated and read back", async () => {
  const { RuleArn } = await client.send(
    new CreateAutomationRuleCommand({
      RuleName: "Investigate",
      RuleOrder: 1,
      Description: "Marks findings",
      Criteria: { SeverityLabel: [{ Value: "HIGH", Comparison: "EQUALS" }] },
      Actions: [{ Type: "FINDING_FIELDS_UPDATE", FindingFieldsUpdate: { UserDefinedFields: { investigate: "true" } } }],
    }),
  );
  const imported = await client.send(
    new BatchImportFindingsCommand({ Findings: [aFinding() as unknown as AwsSecurityFinding] }),
  );
  expect(imported).toMatchObject({ SuccessCount: 1, FailedCount: 0 });
  const updated = await client.send(
    new BatchUpdateFindingsCommand({
      FindingIdentifiers: [identify(), identify("missing")],
      Note: { Text: "Looked into it", UpdatedBy: "ada" },
      UserDefinedFields: { investigate: "complete" },
    }),
  );
  expect(updated).toMatchObject({
    ProcessedFindings: [identify()],
    UnprocessedFindings: [{ FindingIdentifier: identify("missing"), ErrorCode: "FindingNotFound" }],
  });
  const Filters = { Id: [{ Value: "finding-1", Comparison: "EQUALS" as const }] };
  const { Findings } = await client.send(new GetFindingsCommand({ Filters }));
  expect(Findings).toMatchObject([
    {
      ...aFinding(),
      UpdatedAt: "2026-11-20T11:00:00.000Z",
      Note: { Text: "Looked into it", UpdatedBy: "ada", UpdatedAt: "2026-11-20T12:00:00.000Z" },
      UserDefinedFields: { investigate: "complete" },
    },
  ]);
  const listed = await client.send(new ListAutomationRulesCommand({ MaxResults: 5 }));
  expect(listed.AutomationRulesMetadata).toMatchObject([{ RuleArn, CreatedAt: new Date("2026-11-20T12:00:00Z") }]);
  const { Rules } = await client.send(new BatchGetAutomationRulesCommand({ AutomationRulesArns: [RuleArn ?? ""] }));
  expect(Rules).toMatchObject([{ RuleArn, UpdatedAt: new Date("2026-11-20T12:00:00Z") }]);
});

it("the SDK's paginator reads every page", async () => {
  clock.advance(10);
  for (let at = 0; at < 120; at += 1) hub.putFinding(aFinding({ Id: `page-${at}` }));
  const Filters = { Id: [{ Value: "page-", Comparison: "PREFIX" as const }] };
  const sizes: (number | undefined)[] = [];
  for await (const page of paginateGetFindings({ client, pageSize: 50 }, { Filters }))
    sizes.push(page.Findings?.length);
  expect(sizes).toEqual([50, 50, 20]);
});

it("errors arrive under their modelled names", async () => {
  clock.advance(10);
  const target = new CreateActionTargetCommand({ Id: "Investigate", Name: "Investigate", Description: "Start" });
  expect(await rejectionOf(client.send(target))).toBe("no error");
  expect(await rejectionOf(client.send(target))).toBe("ResourceConflictException 409");
  expect(await rejectionOf(client.send(new DescribeHubCommand({ HubArn: "arn:x" })))).toBe(
    "ResourceNotFoundException 404",
  );
  expect(await rejectionOf(client.send(new DescribeHubCommand({})))).toBe("no error");
  const unknown = new GetFindingsCommand({ Filters: { Title: [{ Value: "x", Comparison: "CONTAINS" }] } });
  expect(await rejectionOf(client.send(unknown))).toBe("InvalidInputException 400");
  const all = await Promise.all(Array.from({ length: 10 }, () => rejectionOf(client.send(new GetFindingsCommand({})))));
  expect(all.filter((one) => one === "LimitExceededException 429")).toHaveLength(5);
});

it("an operation that is not simulated is refused by name", async () => {
  expect(await rejectionOf(client.send(new GetFindingsV2Command({})))).toBe("UnknownOperationException 404");
});

it("a finding with a member named __proto__ comes through the wire as it is", async () => {
  clock.advance(10);
  const ProductFields = JSON.parse('{"__proto__":"x","a":"1"}');
  hub.putFinding(aFinding({ Id: "odd", ProductFields }));
  expect(JSON.stringify(hub.finding(productArn, "odd")?.["ProductFields"])).toBe('{"__proto__":"x","a":"1"}');
});
