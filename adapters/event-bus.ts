import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import type { BusEvent } from "#domain/bus-event.ts";
import type { Clock, EventBus } from "#domain/ports.ts";
import { clientDefaults } from "./client-defaults.ts";
import { clock as machineClock } from "./clock.ts";
import { batches, sendAll } from "./partial-send.ts";
import { sdkCall } from "./sdk-call.ts";

// @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
const entriesMax = 10;
const requestBytesMax = 1_000_000;
const operation = "events:PutEvents";

/** Publishes to one event bus as source `gumshoe`. At least once: what is refused in part is sent again. */
export function eventBusAdapter(
  busName: string,
  client = new EventBridgeClient(clientDefaults),
  clock: Clock = machineClock,
): EventBus {
  const entry = ({ detailType, detail }: BusEvent): PutEventsRequestEntry => ({
    EventBusName: busName,
    Source: "gumshoe",
    DetailType: detailType,
    Detail: JSON.stringify(detail),
  });
  const send = async (entries: readonly PutEventsRequestEntry[]) => {
    const command = new PutEventsCommand({ Entries: [...entries] });
    const answer = await sdkCall(operation, () => client.send(command));
    return entries.filter((_, index) => answer.Entries?.[index]?.ErrorCode !== undefined);
  };
  return {
    async publish(events) {
      for (const batch of batches(events.map(entry), entriesMax, requestBytesMax, bytesOf)) {
        await sendAll(operation, batch, clock, send);
      }
    },
  };
}

function bytesOf({ Detail = "", DetailType = "", Source = "" }: PutEventsRequestEntry): number {
  return Buffer.byteLength(Detail) + Buffer.byteLength(DetailType) + Buffer.byteLength(Source);
}
