import { SetupFault } from "#domain/errors.ts";
import { minuteMs, secondMs } from "#domain/instant.ts";
import type { Check } from "./check.ts";
import { fine, only, seen, troublesIn } from "./sight.ts";
import { queueNameOf, resourcesOf, stackOf } from "./stack-parts.ts";

// A batch fills for 20 s and ingest takes seconds: what waits for a quarter of an hour does not move.
const waitingMs = 15 * minuteMs;

/** Whether findings move on. */
export const intake: Check<"behind"> = {
  name: "intake",
  needs: ["stack"],
  async run(place) {
    const found = await stackOf(place);
    const url = found.outputs["IntakeQueueUrl"] ?? "";
    const queue = await place.setUp.queue(url);
    if (!queue) return { skipped: "the queue is gone" };
    const waiting = `${queue.messages} waiting, ${queue.inFlight} being read`;
    if (queue.messages + queue.inFlight === 0) return fine(waiting);
    const ageMs = ((await ageSeconds(place.setUp.oldestMessageSeconds(queueNameOf(url)))) ?? 0) * secondMs;
    if (ageMs <= waitingMs) return fine(waiting);
    const log = resourcesOf(found, "AWS::Logs::LogGroup").find(({ logicalId }) => /^Functionsingest/.test(logicalId));
    const says = `${waiting}, the oldest for ${Math.round(ageMs / minuteMs)} minutes`;
    return only(troublesIn(place).warning("behind", says, log?.physicalId ?? ""));
  },
  fix: {
    behind: {
      means: "ingest does not keep up, fails, or is not called; messages are lost after 4 days",
      command: (shell, { subject }) => shell.aws(`logs tail "${subject}" --since 1h`),
    },
  },
};

/** Metrics are an extra: whoever may not read them still learns the depth. */
async function ageSeconds(reading: Promise<number | undefined>): Promise<number | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof SetupFault) return undefined;
    throw error;
  });
}

export const deadLetters: Check<"waiting"> = {
  name: "dead letters",
  needs: ["stack"],
  async run(place) {
    const { outputs } = await stackOf(place);
    const queue = await place.setUp.queue(outputs["DeadLetterQueueUrl"] ?? "");
    if (!queue) return { skipped: "the queue is gone" };
    const count = queue.messages + queue.inFlight;
    if (count === 0) return fine("none");
    return only(troublesIn(place).warning("waiting", `${count} ${count === 1 ? "message waits" : "messages wait"}`));
  },
  fix: {
    waiting: {
      means: "Findings wait for a person, 14 days long; then they are lost",
      command: (shell) => shell.gumshoe("dlq list"),
    },
  },
};

export const alarms: Check<"ringing"> = {
  name: "alarms",
  needs: ["stack"],
  async run(place) {
    const names = resourcesOf(await stackOf(place), "AWS::CloudWatch::Alarm").map(({ physicalId }) => physicalId);
    if (names.length === 0) return { skipped: "the stack has no alarms" };
    const ringing = (await place.setUp.alarms(names)).filter(({ isRinging }) => isRinging);
    const { failure } = troublesIn(place);
    const troubles = ringing.map(({ name, reason }) => failure("ringing", `${name}: ${reason}`, name));
    return seen(`${names.length} quiet`, troubles);
  },
  fix: {
    ringing: {
      means: "Something needs a person: the alarm's description says what",
      command: (shell, { subject }) => shell.aws(`cloudwatch describe-alarms --alarm-names "${subject}"`),
    },
  },
};
