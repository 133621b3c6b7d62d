import { GetExecutionHistoryCommand, type HistoryEvent, type SFNClient } from "@aws-sdk/client-sfn";
import { callPace } from "#domain/call-pace.ts";
import type { ExecutionEvent } from "#domain/execution-event.ts";
import { objectOf } from "#domain/json.ts";
import type { Clock } from "#domain/ports.ts";
import { sdkCall } from "./sdk-call.ts";

const eventsPerPage = 1_000;

/** The history of an execution page by page; a page is let go before the next one is read. */
export async function* executionHistory(
  executionArn: string,
  client: SFNClient,
  clock: Clock,
): AsyncGenerator<readonly ExecutionEvent[]> {
  const pace = callPace({ burst: 20, perSecond: 5 }, clock);
  let nextToken: string | undefined;
  do {
    await pace();
    const command = new GetExecutionHistoryCommand({ executionArn, maxResults: eventsPerPage, nextToken });
    const page = await sdkCall("states:GetExecutionHistory", () => client.send(command));
    yield (page.events ?? []).map(eventOf);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

function eventOf(event: HistoryEvent): ExecutionEvent {
  const { id = 0, previousEventId = 0, type = "ExecutionStarted", timestamp } = event;
  const member = Object.entries(event).find(([name, value]) => name.endsWith("EventDetails") && value !== undefined);
  return { id, previousEventId, type, at: timestamp?.getTime() ?? 0, details: objectOf(member?.[1]) ?? {} };
}
