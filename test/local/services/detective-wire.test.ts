import {
  type AccessDeniedException,
  DetectiveClient,
  GetInvestigationCommand,
  type Indicator,
  ListGraphsCommand,
  ListIndicatorsCommand,
  ListInvestigationsCommand,
  ListMembersCommand,
  ListOrganizationAdminAccountsCommand,
  StartInvestigationCommand,
  UpdateInvestigationStateCommand,
} from "@aws-sdk/client-detective";
import { afterAll, beforeAll, expect, it } from "vitest";
import { behaviourOf } from "#local/behaviour.ts";
import { detectiveService } from "#local/services/detective.ts";
import { aFront, rejectionOf } from "./a-front.ts";
import { aWorld } from "./a-world.ts";

const deployer = "arn:aws:iam::111122223333:role/deployer";
const throttled = "arn:aws:iam::111122223333:role/throttled";
const { world, clock } = aWorld();
const planned = (name: string) => ({ operation: "StartInvestigation", name, times: 1 });
const behaviour = behaviourOf({
  principals: {
    [deployer]: {
      durationSeconds: 60,
      severity: "HIGH",
      indicators: Array.from({ length: 130 }, (_, at) => ({
        NEW_ASO: { Aso: `AS ${at}`, IsNewForEntireAccount: true },
      })),
    },
    [throttled]: { errors: [planned("TooManyRequestsException"), planned("InternalServerException")] },
  },
  nonMembers: ["444455556666"],
});

let client: DetectiveClient;
let close: () => Promise<void>;
let GraphArn: string;

beforeAll(async () => {
  const { front, sdk } = await aFront(world, [detectiveService(world, { behaviour })]);
  client = new DetectiveClient(sdk);
  close = () => front.close();
  const { GraphList } = await client.send(new ListGraphsCommand({}));
  GraphArn = GraphList?.[0]?.Arn ?? "";
});

afterAll(async () => {
  client.destroy();
  await close();
});

const start = (EntityArn: string, ScopeEndTime = new Date("2026-11-20T11:55:00.123Z")) =>
  client.send(
    new StartInvestigationCommand({
      GraphArn,
      EntityArn,
      ScopeStartTime: new Date("2026-11-19T00:00:00Z"),
      ScopeEndTime,
    }),
  );

it("an investigation runs, ends, is read page by page, listed and archived", async () => {
  const { InvestigationId } = await start(deployer);
  const running = await client.send(new GetInvestigationCommand({ GraphArn, InvestigationId }));
  expect(running).toMatchObject({
    Status: "RUNNING",
    ScopeStartTime: new Date("2026-11-19T00:00:00Z"),
    ScopeEndTime: new Date("2026-11-20T11:55:00.123Z"),
  });
  expect(running).not.toHaveProperty("Severity");
  clock.advance(60);
  const done = await client.send(new GetInvestigationCommand({ GraphArn, InvestigationId }));
  expect(done).toMatchObject({ Status: "SUCCESSFUL", Severity: "HIGH" });
  const indicators: Indicator[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListIndicatorsCommand({ GraphArn, InvestigationId, ...(NextToken ? { NextToken } : {}) }),
    );
    indicators.push(...(page.Indicators ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(indicators).toHaveLength(130);
  expect(indicators[129]).toEqual({
    IndicatorType: "NEW_ASO",
    IndicatorDetail: { NewAsoDetail: { Aso: "AS 129", IsNewForEntireAccount: true } },
  });
  await client.send(new UpdateInvestigationStateCommand({ GraphArn, InvestigationId, State: "ARCHIVED" }));
  const CreatedTime = {
    StartInclusive: new Date("2026-11-20T12:00:00Z"),
    EndInclusive: new Date("2026-11-20T12:00:00Z"),
  };
  const listed = await client.send(
    new ListInvestigationsCommand({ GraphArn, FilterCriteria: { EntityArn: { Value: deployer }, CreatedTime } }),
  );
  expect(listed.InvestigationDetails).toMatchObject([
    { InvestigationId, State: "ARCHIVED", CreatedTime: new Date("2026-11-20T12:00:00Z"), EntityType: "IAM_ROLE" },
  ]);
});

it("errors arrive under their modelled names", async () => {
  const someId = "123456789012345678901";
  const strange = client.send(new GetInvestigationCommand({ GraphArn, InvestigationId: someId }));
  expect(await rejectionOf(strange)).toBe("ResourceNotFoundException 404");
  expect(await rejectionOf(start(deployer, new Date("2027-01-01T00:00:00Z")))).toBe("ValidationException 400");
  expect(await rejectionOf(start("arn:aws:iam::444455556666:role/a"))).toBe("AccessDeniedException 403");
  expect(await rejectionOf(start(throttled))).toBe("TooManyRequestsException 429");
  expect(await rejectionOf(start(throttled))).toBe("InternalServerException 500");
  expect(await rejectionOf(client.send(new ListMembersCommand({ GraphArn })))).toBe("no error");
});

it("an error carries its members and its message", async () => {
  const error: AccessDeniedException = await start("arn:aws:iam::444455556666:role/a").then(
    () => Promise.reject(new Error("it was started")),
    (error) => error,
  );
  expect(error.message).toBe("Account 444455556666 is not a member of the behavior graph");
  expect(error.ErrorCode).toBe("INVALID_REQUEST_BODY");
});

it("an operation that is not simulated is refused by name", async () => {
  expect(await rejectionOf(client.send(new ListOrganizationAdminAccountsCommand({})))).toBe(
    "UnknownOperationException 404",
  );
});
