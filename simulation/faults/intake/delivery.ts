import { ServiceError } from "#local/service.ts";
import { queueArn, type StackQueue } from "../../queue.ts";
import type { FaultKind, Stage } from "../fault-kind.ts";
import { Spell } from "../spell.ts";

const throttled = new ServiceError("RequestThrottled", 429, "Rate exceeded");
const denied = new ServiceError("AccessDenied", 403, "Access to the resource is denied");

const isTarget = ({ cloud }: Stage, targetArn: string, which: StackQueue) =>
  targetArn === queueArn(cloud().blueprint, which);

const deliveryThrottled: FaultKind = {
  name: "delivery-throttled",
  row: 12,
  what: "the intake queue throttles EventBridge for minutes, hours or more than the day for which it tries again",
  // EventBridge tries an event 16 times in the first hour: a dozen of them come an hour late.
  strikesMax: 200,
  arm(stage) {
    const { chance, intensity, strike, cloud } = stage;
    const spell = new Spell(
      chance,
      Math.min(0.5, 3 * intensity),
      chance.pick([
        [1, 30],
        [60, 300],
        [1_500, 1_800],
      ]),
    );
    return {
      hooks: {
        delivery(targetArn) {
          if (!isTarget(stage, targetArn, "Intake")) return undefined;
          return spell.isOn(cloud().clock.now()) && strike("events:delivery") ? throttled : undefined;
        },
      },
    };
  },
};

const deliveryDenied: FaultKind = {
  name: "delivery-denied",
  row: 12,
  what: "the intake queue denies EventBridge an event, which goes to the dead-letter queue at once",
  arm(stage) {
    const { chance, intensity, strike } = stage;
    return {
      hooks: {
        delivery(targetArn) {
          if (!isTarget(stage, targetArn, "Intake") || !chance.happens(intensity)) return undefined;
          return strike("events:delivery") ? denied : undefined;
        },
      },
    };
  },
};

const nowhereToDeliver: FaultKind = {
  name: "nowhere-to-deliver",
  row: 13,
  what: "the intake queue denies EventBridge an event, and so does the dead-letter queue of the rule: AWS drops it",
  arm(stage) {
    const { chance, intensity, strike } = stage;
    let dropping = false;
    return {
      hooks: {
        delivery(targetArn) {
          const rescued = isTarget(stage, targetArn, "DeadLetter");
          const refused = rescued ? dropping : isTarget(stage, targetArn, "Intake") && chance.happens(intensity / 3);
          dropping = refused && !rescued && strike("events:delivery");
          return dropping || (refused && rescued) ? denied : undefined;
        },
      },
    };
  },
};

const failureEventDropped: FaultKind = {
  name: "failure-event-dropped",
  row: 13,
  what: "the event about a failed execution cannot be delivered to the dead-letter queue: the sweep alone can tell",
  arm(stage) {
    const { chance, intensity, strike } = stage;
    return {
      hooks: {
        delivery(targetArn, ruleArn) {
          if (!isTarget(stage, targetArn, "DeadLetter") || !ruleArn.includes("WorkflowFailed")) return undefined;
          return chance.happens(intensity) && strike("events:delivery") ? denied : undefined;
        },
      },
    };
  },
};

export const deliveryFaults: readonly FaultKind[] = [
  deliveryThrottled,
  deliveryDenied,
  nowhereToDeliver,
  failureEventDropped,
];
