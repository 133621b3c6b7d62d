import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SFNClient,
} from "@aws-sdk/client-sfn";
import { callPace } from "#domain/call-pace.ts";
import type { ExecutionArchive, ExecutionDetail, ExecutionListing } from "#domain/execution-archive.ts";
import type { Clock } from "#domain/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { clock as machineClock } from "./clock.ts";
import { executionHistory } from "./execution-history.ts";
import { errorName, sdkCall } from "./sdk-call.ts";

const pageSize = 100;

/**
 * Executions of one state machine, for an operator: never at more than half of the account's rates, which the pipeline needs too.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html#service-limits-api-action-throttling-general
 */
export function executionArchive(
  stateMachineArn: string,
  client = new SFNClient(clientDefaults),
  clock: Clock = machineClock,
): ExecutionArchive {
  const [listing, describing] = [
    callPace({ burst: 40, perSecond: 1 }, clock),
    callPace({ burst: 100, perSecond: 5 }, clock),
  ];
  const redriving = callPace({ burst: 10, perSecond: 5 }, clock);
  return {
    arnOf: (name) => `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`,
    async *list(statusFilter) {
      let nextToken: string | undefined;
      do {
        await listing();
        const input = { stateMachineArn, maxResults: pageSize, ...(statusFilter && { statusFilter }), nextToken };
        const command = new ListExecutionsCommand(input);
        const page = await sdkCall("states:ListExecutions", () => client.send(command));
        yield (page.executions ?? []).map(listingOf);
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
    },
    async describe(executionArn) {
      await describing();
      const command = new DescribeExecutionCommand({ executionArn });
      try {
        return detailOf(await sdkCall("states:DescribeExecution", () => client.send(command)));
      } catch (error) {
        if (errorName(error) === "ExecutionDoesNotExist") return undefined;
        throw error;
      }
    },
    history: (executionArn) => executionHistory(executionArn, client, clock),
    async redrive(executionArn, clientToken) {
      await redriving();
      const command = new RedriveExecutionCommand({ executionArn, clientToken });
      try {
        const { redriveDate } = await sdkCall("states:RedriveExecution", () => client.send(command));
        return { kind: "redriven", at: redriveDate?.getTime() ?? clock.now() };
      } catch (error) {
        if (!refusals.has(errorName(error))) throw error;
        return { kind: "refused", why: (error as Error).message };
      }
    },
  };
}

const refusals = new Set(["ExecutionNotRedrivable", "ExecutionDoesNotExist", "InvalidArn", "ValidationException"]);

interface Answer {
  readonly executionArn: string | undefined;
  readonly name?: string | undefined;
  readonly status: ExecutionListing["status"] | undefined;
  readonly startDate: Date | undefined;
  readonly stopDate?: Date | undefined;
  readonly redriveCount?: number | undefined;
}

function listingOf({ executionArn = "", name, status, startDate, stopDate, redriveCount }: Answer): ExecutionListing {
  return {
    executionArn,
    name: name ?? executionArn.split(":").at(-1) ?? "",
    status: status ?? "RUNNING",
    startedAt: startDate?.getTime() ?? 0,
    ...(stopDate && { endedAt: stopDate.getTime() }),
    redriveCount: redriveCount ?? 0,
  };
}

interface DetailAnswer extends Answer {
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly redriveDate?: Date | undefined;
  readonly redriveStatus?: string | undefined;
  readonly redriveStatusReason?: string | undefined;
}

function detailOf(answer: DetailAnswer): ExecutionDetail {
  const { input = "", output, error, cause, redriveDate, redriveStatus, redriveStatusReason } = answer;
  return {
    ...listingOf(answer),
    input,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(redriveDate && { redrivenAt: redriveDate.getTime() }),
    ...(redriveStatus === "REDRIVABLE"
      ? {}
      : { notRedrivable: redriveStatusReason ?? "Step Functions does not say why" }),
  };
}
