import { moveDeadLetters } from "../faults/operations/dead-letters.ts";
import { after, type Trouble, traffic, withActs } from "./trouble.ts";
import { functionTroubles } from "./troubles/function-troubles.ts";
import { queueTroubles } from "./troubles/queue-troubles.ts";
import { serviceTroubles } from "./troubles/service-troubles.ts";
import { workflowTroubles } from "./troubles/workflow-troubles.ts";

/** Days on which nothing is wrong: nothing rings. */
export const quietDays: readonly Trouble[] = [
  { what: "a finding every minute for two hours", rings: {}, story: traffic(120, 1) },
  {
    what: "a burst of 200 findings within a minute",
    rings: {},
    story: withActs(
      traffic(1, 0.005),
      after(30, "somebody redrives an empty queue", (cloud) => moveDeadLetters(cloud)),
    ),
  },
  { what: "nothing at all", rings: {}, story: traffic(5) },
];

/** Every loss and outage that an alarm is for. */
export const troubles: readonly Trouble[] = [
  ...queueTroubles,
  ...serviceTroubles,
  ...workflowTroubles,
  ...functionTroubles,
];
