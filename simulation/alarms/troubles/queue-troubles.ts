import { ServiceError } from "#local/service.ts";
import { moveDeadLetters } from "../../faults/operations/dead-letters.ts";
import { bodiesIn, queueArn, sendTo } from "../../queue.ts";
import { unlessRefused } from "../../story/import.ts";
import { after, during, type Trouble, traffic, withActs } from "../trouble.ts";

const denied = new ServiceError("AccessDenied", 403, "Access to the resource is denied");
const dayMinutes = 24 * 60;

/** The operator's own redrive. */
export const replay = (minutes: number) =>
  after(minutes, "an operator sends the dead letters back", (cloud) => moveDeadLetters(cloud));

const polling = (minutes: number, on: boolean) =>
  after(
    minutes,
    on ? "the event source mapping is on again" : "somebody turns the event source mapping off",
    (cloud) => {
      for (const source of cloud.sources) source.turn(on);
    },
  );

const garbage = after(0, "somebody sends what is no event", (cloud) => sendTo(cloud, "Intake", "not an event"));

export const purge = (minutes: number) =>
  after(minutes, "an operator discards the dead letters", (cloud) => {
    const QueueUrl = cloud.blueprint.outputs["DeadLetterQueueUrl"];
    unlessRefused(() => cloud.call("SQS", "PurgeQueue", { QueueUrl }));
  });

const exhausted = after(30, "an operator sends parked findings back once too often", (cloud) => {
  for (const body of bodiesIn(cloud, "DeadLetter"))
    sendTo(cloud, "Intake", JSON.stringify({ ...JSON.parse(body), attempt: 6 }));
});

export const queueTroubles: readonly Trouble[] = [
  {
    what: "a message cannot be read; nobody looks at the dead-letter queue for eight days",
    rings: { "DeadLetters/NotEmpty": 3, "DeadLetters/Old": 7 * dayMinutes + 10, "Findings/Rejected": 10 },
    story: withActs(traffic(5), garbage, purge(8 * dayMinutes)),
  },
  {
    what: "the event source mapping is off for three days: nobody receives from the intake queue",
    rings: { "Intake/Behind": 40, "Intake/Expiring": 2 * dayMinutes + 10 },
    story: withActs(traffic(60, 10), polling(0, false), polling(3 * dayMinutes, true)),
  },
  {
    what: "the intake queue denies EventBridge for half an hour",
    rings: { "DeadLetters/NotEmpty": 3, "Events/Undeliverable": 10 },
    story: withActs(traffic(30), replay(40)),
    kinds: [
      during(0, 30, (cloud) => ({
        delivery: (targetArn) => (targetArn === queueArn(cloud().blueprint, "Intake") ? denied : undefined),
      })),
    ],
  },
  {
    what: "the intake queue and the dead-letter queue deny EventBridge for half an hour",
    rings: { "Events/Lost": 10 },
    story: traffic(30),
    kinds: [during(0, 30, () => ({ delivery: () => denied }))],
  },
  {
    what: "findings come back from every replay, until they have come too often",
    rings: {
      "DeadLetters/NotEmpty": 15,
      "Parked/exhausted": 50,
      "Parked/investigation-failed": 20,
    },
    story: withActs(
      { ...traffic(10), plans: { "worker-0": { statuses: ["FAILED"] }, "worker-1": { statuses: ["FAILED"] } } },
      exhausted,
      purge(90),
    ),
  },
];
