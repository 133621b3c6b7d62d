import type { ReasonGuide } from "./dead-letter-reason.ts";

const again = "Yes, once the cause is gone. The event keeps its id: a receiver that has had it knows it.";
const test = "`gumshoe webhook test` tells what the receiver answers.";

function whenMended(meaning: string, action: string): ReasonGuide {
  return { meaning, action, replay: "when-mended", replayEffect: again };
}

function never(meaning: string): ReasonGuide {
  const action = "Archive and remove it with `gumshoe dlq discard`, and report it: no event should be like that.";
  return { meaning, action, replay: "no", replayEffect: "No, it is the same and comes back." };
}

const guides: Readonly<Record<string, ReasonGuide>> = {
  "http-401": whenMended(
    "The receiver does not know the keys that the event was signed with.",
    `Give it the current key: \`gumshoe webhook show\` names the secret. ${test}`,
  ),
  "http-410": whenMended(
    "The receiver says that nobody listens there any more.",
    "Set `webhookUrl` to where it is now, or take it out of the settings; deploy.",
  ),
  "private-address": whenMended(
    "The name of the receiver leads to an address that is not of the public internet: Gumshoe does not go there.",
    "Find out who changed the name. A receiver in a private network needs a public name in front of it.",
  ),
  "too-large": never("The event is larger than any that Gumshoe makes."),
  UnreadableEvent: never("The queue held something that is no event of Gumshoe: somebody sent it there."),
  InvalidSettings: whenMended(
    "The secret does not hold keys as version 1 writes them: it was changed by hand.",
    "`gumshoe webhook rotate` makes a new key; give it to the receiver.",
  ),
  SetupFault: whenMended(
    "A permission is missing, or the secret, the topic or the key is gone.",
    "The message names the call and its answer. `npm run deploy` restores what the stack has.",
  ),
  ServiceUnavailable: whenMended(
    "AWS itself did not answer for hours.",
    "The message names the call. Look at the AWS Health Dashboard; replay when it is over.",
  ),
  Throttled: whenMended(
    "AWS asked to slow down, for hours.",
    "The message names the call. Look what else in the account calls it so often, or ask for a higher quota.",
  ),
  undeliverable: whenMended(
    "EventBridge could not put the event into the outlet's queue for 24 hours.",
    "The message gives EventBridge's error code. `npm run deploy` restores the queue and its policy.",
  ),
  "received-too-often": whenMended(
    "The outlet's queue has handed the event out as often as it may; the function did not come to an end with it.",
    "Look at the errors of the outlet's function.",
  ),
};

const byStatus: readonly (readonly [RegExp, ReasonGuide])[] = [
  [
    /^http-3/,
    whenMended("The receiver has moved. Redirects are never followed.", "Set `webhookUrl` to where it is now; deploy."),
  ],
  [/^http-4/, whenMended("The receiver refuses the event.", `Look at its log for the time of the last try. ${test}`)],
  [/^http-5/, whenMended("The receiver failed for hours.", `Mend it. ${test}`)],
];

/** What a reason of an outlet's dead letter means: an answer, a code of the network, the name of an error. */
export function outletGuide(code: string): ReasonGuide {
  const known = Object.hasOwn(guides, code) ? guides[code] : undefined;
  const status = byStatus.find(([pattern]) => pattern.test(code))?.[1];
  return known ?? status ?? whenMended("Whoever is told could not be reached for hours.", `Mend that. ${test}`);
}
