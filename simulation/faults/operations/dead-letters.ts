import { ServiceError } from "#local/service.ts";
import { memberOf } from "#local/services/request/record.ts";
import type { SimulatedCloud } from "../../cloud.ts";
import { bodiesIn, queueArn, sendTo } from "../../queue.ts";
import { unlessRefused } from "../../story/import.ts";
import type { FaultKind } from "../fault-kind.ts";
import { momentsOf, withActs } from "../moments.ts";

const row = 70;
const secondMs = 1_000;

/** The console's redrive: everything to the intake queue. */
export function moveDeadLetters(cloud: SimulatedCloud): void {
  const SourceArn = queueArn(cloud.blueprint, "DeadLetter");
  const DestinationArn = queueArn(cloud.blueprint, "Intake");
  unlessRefused(() => cloud.call("SQS", "StartMessageMoveTask", { SourceArn, DestinationArn }));
}

/** Receives every message, sends it to the intake queue, and deletes it, unless the tool dies before that. */
function resendDeadLetters(cloud: SimulatedCloud, dies: () => boolean): void {
  const QueueUrl = cloud.blueprint.outputs["DeadLetterQueueUrl"];
  try {
    for (;;) {
      const { Messages } = cloud.call("SQS", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 });
      if (!Array.isArray(Messages) || Messages.length === 0) return;
      for (const message of Messages) {
        sendTo(cloud, "Intake", String(memberOf(message, "Body")));
        if (dies()) continue;
        cloud.call("SQS", "DeleteMessage", { QueueUrl, ReceiptHandle: memberOf(message, "ReceiptHandle") });
      }
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

function anyDeadLetters(cloud: SimulatedCloud): boolean {
  return bodiesIn(cloud, "DeadLetter").length > 0;
}

const deadLettersMoved: FaultKind = {
  name: "dead-letters-moved",
  row,
  what: "somebody moves all dead letters to the intake queue, in the middle of live traffic, and again and again",
  arm: (stage) => ({
    story: (story) =>
      withActs(
        story,
        momentsOf(stage, story).map((atMs) => ({
          atMs,
          what: "somebody moves the dead letters to the intake queue",
          play: (cloud) => {
            if (anyDeadLetters(cloud) && stage.strike("sqs:StartMessageMoveTask")) moveDeadLetters(cloud);
          },
        })),
      ),
  }),
};

/** Two people, one queue: what the first has sent and not deleted, the second sends again half a minute later. */
const deadLettersSentTwice: FaultKind = {
  name: "dead-letters-sent-twice",
  row,
  what: "two people replay the dead letters at a time, and the tool of one dies between sending and deleting",
  arm: (stage) => ({
    story(story) {
      const { chance, strike } = stage;
      const dies = () => chance.happens(0.5);
      const acts = momentsOf(stage, story).map((atMs) => {
        const againMs = chance.integer(0, 120) * secondMs;
        const play = (cloud: SimulatedCloud) => {
          if (!anyDeadLetters(cloud) || !strike("sqs:SendMessage")) return;
          resendDeadLetters(cloud, dies);
          cloud.clock.at(atMs + againMs, () => resendDeadLetters(cloud, dies));
        };
        return { atMs, what: "two people replay the dead letters", play };
      });
      return withActs(story, acts);
    },
  }),
};

export const deadLetterReplays: readonly FaultKind[] = [deadLettersMoved, deadLettersSentTwice];
