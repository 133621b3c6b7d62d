import type { CallContext, Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import type { EventBus, EventBuses } from "./event-buses.ts";
import { invalid, unsupported } from "./events-error.ts";
import { listPage } from "./listing.ts";

const nameRule = { min: 1, max: 256, pattern: /^[.\-_A-Za-z0-9]+$/ };

/** CreateEventBus, DescribeEventBus, ListEventBuses, DeleteEventBus. */
export function busOperations(buses: EventBuses): Readonly<Record<string, Operation>> {
  return {
    CreateEventBus: (given, call) => {
      const input = new Input(given, invalid);
      if (input.raw("EventSourceName") !== undefined) throw unsupported("a partner event source", "a custom bus");
      return { EventBusArn: buses.create(input.text("Name", nameRule), call).arn };
    },
    DescribeEventBus: (given, call) => {
      return described(buses.require(new Input(given, invalid).optionalText("Name"), call));
    },
    ListEventBuses: (given, call) => {
      const input = new Input(given, invalid);
      const prefix = input.optionalText("NamePrefix") ?? "";
      const matching = buses.list(call).filter(({ name }) => name.startsWith(prefix));
      const { page, NextToken } = listPage(matching, input, `ListEventBuses ${prefix}`);
      return { EventBuses: page.map(described), NextToken };
    },
    DeleteEventBus: (given, call) => deleteBus(buses, new Input(given, invalid).text("Name"), call),
  };
}

function deleteBus(buses: EventBuses, name: string, call: CallContext): object {
  const bus = buses.find(name, call);
  if (bus?.name === "default") throw invalid("Cannot delete event bus default.");
  if (bus && bus.rules.size > 0) throw invalid("Event bus can't be deleted since it has rules.");
  if (bus) buses.delete(bus);
  return {};
}

function described({ name, arn, createdAtMs }: EventBus): object {
  return { Name: name, Arn: arn, CreationTime: new Date(createdAtMs), LastModifiedTime: new Date(createdAtMs) };
}
