import type { World } from "../service.ts";
import type { Events } from "../services/events.ts";
import type { SecurityHub } from "../services/security-hub.ts";
import type { StatesDeps } from "../services/states.ts";
import { envelopeOf } from "./envelope.ts";
import type { Observers } from "./observation.ts";

/** Puts the events of Security Hub on the default bus of the Region in which it aggregates. */
export function announceFindings(world: World, hub: SecurityHub, events: Events, observers: Observers): void {
  hub.onEvent((event) => {
    for (const finding of event.detail.findings) {
      const { ProductArn, Id } = finding as Record<string, unknown>;
      observers.tell({ kind: "finding", productArn: String(ProductArn), id: String(Id), finding });
    }
    const envelope = envelopeOf({ ...event, atMs: Date.parse(event.time) });
    events.deliver(envelope, { region: world.region });
  });
}

/** What Step Functions tells: status changes as events on the default bus, and states as they are entered. */
export function stateListeners(
  world: World,
  observers: Observers,
  events: () => Events,
): Pick<StatesDeps, "onStatusChange" | "onHistory"> {
  return {
    onStatusChange: (change) => {
      const { executionArn, name, status, error, cause } = change.detail;
      const why = { ...(error === null ? {} : { error }), ...(cause === null ? {} : { cause }) };
      observers.tell({ kind: "execution", executionArn, name, status, ...why });
      events().deliver(envelopeOf({ ...change, account: world.accountId }), { region: change.region });
    },
    onHistory: (executionArn, { type, details }) => {
      if (!type.endsWith("StateEntered")) return;
      const [state, input] = [String(details?.["name"]), String(details?.["input"])];
      observers.tell({ kind: "state-entered", executionArn, state, input });
    },
  };
}
