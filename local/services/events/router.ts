import { type CallContext, ServiceError, type World } from "../../service.ts";
import { uuidOf } from "../sqs/uuid.ts";
import { Delivery, type TargetPorts } from "./delivery.ts";
import type { EventBuses } from "./event-buses.ts";
import { eventJson } from "./event-json.ts";
import { type PutEntry, readPutEvents } from "./put-events.ts";
import type { Rule } from "./rule.ts";

export interface MatchedRule {
  readonly name: string;
  readonly arn: string;
}

/** Takes events to the targets of the rules they match. */
export class Router {
  readonly #world: World;
  readonly #ports: TargetPorts;
  readonly #buses: EventBuses;
  #events = 0;

  constructor(world: World, ports: TargetPorts, buses: EventBuses) {
    this.#world = world;
    this.#ports = ports;
    this.#buses = buses;
  }

  route(event: object, busName: string | undefined, call: CallContext): readonly MatchedRule[] {
    const rules = [...this.#buses.require(busName, call).rules.values()];
    const matched = rules.filter((rule) => rule.state !== "DISABLED" && rule.matches(event));
    const json = matched.length > 0 ? eventJson(event) : "";
    for (const rule of matched) this.#deliver(rule, event, json);
    return matched.map(({ name, arn }) => ({ name, arn }));
  }

  putEvents(given: unknown, call: CallContext): object {
    const results = readPutEvents(given).map((entry) => this.#put(entry, call));
    return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
  }

  /** AWS accepts an event for a bus that does not exist, and drops it. */
  #put(entry: PutEntry | ServiceError, call: CallContext): object {
    if (entry instanceof ServiceError) return { ErrorCode: entry.name, ErrorMessage: entry.message };
    const { id, event } = this.#envelope(entry, call);
    if (this.#buses.find(entry.busName, call)) this.route(event, entry.busName, call);
    else {
      const errorMessage = `Event bus ${entry.busName} does not exist.`;
      this.#ports.onLost?.({ json: eventJson(event), errorCode: "NO_RESOURCE", errorMessage });
    }
    return { EventId: id };
  }

  schedule(rule: Rule, periodMs: number, call: CallContext): () => void {
    const { clock } = this.#world;
    const arm = () => clock.at(clock.now() + periodMs, tick, { background: true });
    const tick = () => {
      cancel = arm();
      if (rule.state === "DISABLED") return;
      const scheduled = { source: "aws.events", detailType: "Scheduled Event", resources: [rule.arn], detail: {} };
      const { event } = this.#envelope({ ...scheduled, busName: undefined, atMs: undefined }, call);
      this.#deliver(rule, event, eventJson(event));
    };
    let cancel = arm();
    return () => cancel();
  }

  #envelope(entry: PutEntry, call: CallContext) {
    const id = uuidOf("event", call.accountId, call.region, String(this.#events++));
    const event = {
      version: "0",
      id,
      "detail-type": entry.detailType,
      source: entry.source,
      account: call.accountId,
      time: new Date(entry.atMs ?? this.#world.clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
      region: call.region,
      resources: entry.resources,
      detail: entry.detail,
    };
    return { id, event };
  }

  #deliver(rule: Rule, event: object, json: string): void {
    const { clock } = this.#world;
    const ingestedAt = new Date(clock.now()).toISOString();
    for (const target of rule.targets.values()) {
      const routed = { event, json, ruleArn: rule.arn, ruleName: rule.name, ingestedAt };
      void new Delivery(clock, this.#ports, rule, target, routed).attempt();
    }
  }
}
