import type { DeadLetterReason } from "./contract.ts";

/** What an operator needs to know about a reason. `docs/reasons.md` is made from it. */
export interface ReasonGuide {
  readonly meaning: string;
  readonly action: string;
  /** `yes`: replay it. `when-mended`: replay it once the cause is gone. `no`: it would come back. */
  readonly replay: "yes" | "when-mended" | "no";
  /** What a replay does, as a sentence. */
  readonly replayEffect: string;
}

const unreadable = "No, the message is the same and comes back. A newer version of Gumshoe may read it.";
const discardUnreadable =
  "Look at the body (`gumshoe dlq show ID --raw`). If nothing is to be had from it, archive and remove it with `gumshoe dlq discard`.";

/** Every reason that a message of the dead-letter queue can have. */
export const reasonGuides: Readonly<Record<DeadLetterReason, ReasonGuide>> = {
  "invalid-json": {
    meaning: "The message is not JSON. EventBridge sends nothing else, so somebody sent it by hand or by a tool.",
    action: `Find out who may send to the intake queue. ${discardUnreadable}`,
    replay: "no",
    replayEffect: unreadable,
  },
  "unknown-event": {
    meaning: "The message is JSON, but no event of Security Hub, GuardDuty or Step Functions that Gumshoe knows.",
    action: `Look for a rule that sends other events to the intake queue. ${discardUnreadable}`,
    replay: "no",
    replayEffect: unreadable,
  },
  "no-finding": {
    meaning: "The event is known but holds no finding, such as the results of an insight.",
    action: `Choose findings, not an insight, for the custom action. ${discardUnreadable}`,
    replay: "no",
    replayEffect: unreadable,
  },
  "invalid-finding": {
    meaning: "A finding lacks what names it (id, product, version, account), or has it in a form that is none.",
    action:
      "The message says which member is wrong: tell the product that sends the finding. Then ask for the corrected finding with the custom action, and discard this one.",
    replay: "no",
    replayEffect: unreadable,
  },
  "finding-too-large": {
    meaning: "The message is larger than SQS carries (1 MiB), counted in characters.",
    action: "Ask for the finding alone with the custom action, then discard this message.",
    replay: "no",
    replayEffect: unreadable,
  },
  "nested-too-deep": {
    meaning: "The JSON nests deeper than 64 levels. No finding does: somebody tried something.",
    action: `Find out who may send to the intake queue. ${discardUnreadable}`,
    replay: "no",
    replayEffect: unreadable,
  },
  "invalid-envelope": {
    meaning: "The message claims to be one that Gumshoe itself parked, but is not as version 1 writes it.",
    action:
      "It was changed by hand, or parked by a newer version than the one that read it. Bring the stack up to date, or discard it.",
    replay: "no",
    replayEffect: "No, unless an update of Gumshoe reads it.",
  },
  "investigation-failed": {
    meaning: "Detective reported the investigation of a principal as FAILED, twice. What succeeded is written.",
    action: "Wait an hour and replay. If it fails again, start an investigation of that principal in the console.",
    replay: "yes",
    replayEffect: "Yes. Failed investigations are started anew, the others are joined.",
  },
  "investigation-timed-out": {
    meaning: "The investigation was RUNNING still an hour after it was created.",
    action: "Look at it in the Detective console. Replay once it has ended there.",
    replay: "yes",
    replayEffect:
      "Yes. Once the investigation has succeeded it is joined; one that is still RUNNING is left, and a new one started.",
  },
  "setup-fault": {
    meaning:
      "A person has to mend something: no behavior graph in the finding's Region, an account that is no member, a missing permission.",
    action:
      "The message names the call and its answer. `gumshoe doctor` finds the fault and the command that mends it.",
    replay: "when-mended",
    replayEffect: "Yes, once the fault is mended. Before that it comes back.",
  },
  "service-unavailable": {
    meaning: "A service throttled, failed or did not answer for more than an hour.",
    action: "Look at the AWS Health Dashboard. Replay when the service is well, at a modest `--rate`.",
    replay: "when-mended",
    replayEffect: "Yes, once the service is well.",
  },
  "finding-not-found": {
    meaning:
      "Security Hub does not hold the finding, even five minutes after its event: it was deleted, or lives in a Region that is not aggregated.",
    action: "Look for the finding in Security Hub. If it is there now, replay; if it is gone for good, discard.",
    replay: "when-mended",
    replayEffect: "Only if Security Hub holds the finding by now.",
  },
  "finding-size-exceeded": {
    meaning: "With our note and fields the finding would be larger than Security Hub allows (240 KB).",
    action:
      "Remove user-defined fields or related findings from it, then replay. The investigation itself is in Detective.",
    replay: "when-mended",
    replayEffect: "Only after the finding has become smaller.",
  },
  "invalid-update": {
    meaning: "Security Hub refused the update as invalid. That is a fault of Gumshoe, or a new limit of Security Hub.",
    action: "Report it with the message. The investigation itself is in Detective.",
    replay: "when-mended",
    replayEffect: "Only after an update of Gumshoe, or of the finding.",
  },
  exhausted: {
    meaning:
      "It was replayed more often than the setting `maxAttempts` allows (5 unless set): something is wrong that replays do not mend.",
    action:
      "Find the cause: `gumshoe executions list --finding ID` shows the earlier attempts. When it is mended, `gumshoe dlq replay --finding ID --reset-attempts` counts from one again.",
    replay: "when-mended",
    replayEffect: "Not as it is: it comes back at once. With `--reset-attempts`, once the cause is mended.",
  },
  "workflow-failed": {
    meaning: "An execution ended before its findings were done: data limit, time-out, abort, or its input is gone.",
    action:
      "Open the execution, then replay. `gumshoe executions redrive` goes on where it stopped instead, within 14 days.",
    replay: "yes",
    replayEffect: "Yes. What the execution did get done is not done again.",
  },
  undeliverable: {
    meaning:
      "EventBridge could not put the event into the intake queue: it has no permission, the queue is gone, or 24 hours of retries were in vain.",
    action:
      "The message gives EventBridge's error code. Mend the queue or its policy (`npm run deploy` restores both), then replay.",
    replay: "when-mended",
    replayEffect: "Yes: the event is sent to the intake queue directly.",
  },
  "received-too-often": {
    meaning:
      "The intake queue gave the message up after 20 receives: `ingest` could not come to an end with it for hours.",
    action: "Look at the errors of the function `ingest`, and at the alarms. Replay when batches succeed again.",
    replay: "when-mended",
    replayEffect: "Yes, once `ingest` works.",
  },
};
