import type { Service, World } from "../service.ts";
import { busOperations } from "./events/bus-operations.ts";
import type { TargetPorts } from "./events/delivery.ts";
import { EventBuses } from "./events/event-buses.ts";
import { type MatchedRule, Router } from "./events/router.ts";
import { ruleOperations } from "./events/rule-operations.ts";
import { targetOperations } from "./events/target-operations.ts";

export interface DeliverOptions {
  /** Name or ARN; the default bus unless said. */
  readonly bus?: string;
  /** The Region of the bus; the world's unless said. */
  readonly region?: string;
}

/** The simulated EventBridge. */
export interface Events extends Service {
  /**
   * Puts an event of an AWS service on a bus, exactly as it is, and answers the rules that match. Their targets are
   * delivered to from this turn on; `clock.settled()` resolves when all of that is over.
   * @throws {ServiceError} ResourceNotFoundException when there is no such bus
   */
  deliver(event: object, options?: DeliverOptions): readonly MatchedRule[];
}

/** @see docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html */
export function createEvents(world: World, ports: TargetPorts): Events {
  const buses = new EventBuses(world);
  const router = new Router(world, ports, buses);
  return {
    name: "EventBridge",
    signingName: "events",
    protocol: { kind: "aws-json", version: "1.1", targetPrefix: "AWSEvents" },
    operations: {
      ...busOperations(buses),
      ...ruleOperations(buses, (rule, periodMs, call) => router.schedule(rule, periodMs, call)),
      ...targetOperations(buses),
      PutEvents: (given, call) => router.putEvents(given, call),
    },
    deliver: (event, { bus, region = world.region } = {}) =>
      router.route(event, bus, { region, accountId: world.accountId }),
  };
}
