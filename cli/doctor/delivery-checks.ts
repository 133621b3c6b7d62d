import { ruleMaySend } from "#domain/queue-access.ts";
import type { EventRule, QueueState } from "#domain/set-up.ts";
import type { Check, Place, Trouble } from "./check.ts";
import { fine, only, seen, troublesIn } from "./sight.ts";
import { functionsOf, queueNameOf, resourcesOf, stackOf } from "./stack-parts.ts";

type RuleProblem = "missing" | "disabled" | "aimless";

/** The rules that carry events, each with somewhere to deliver to. */
export const eventRules: Check<RuleProblem> = {
  name: "event rules",
  needs: ["stack"],
  async run(place) {
    const { failure } = troublesIn(place);
    const ids = resourcesOf(await stackOf(place), "AWS::Events::Rule").map(({ physicalId }) => physicalId);
    const rules = await Promise.all(ids.map((id) => place.setUp.eventRule(id)));
    const troubles = ids.flatMap((id, at): readonly Trouble<RuleProblem>[] => {
      const rule = rules[at];
      const name = id.split("|").at(-1) ?? id;
      if (!rule) return [failure("missing", `the rule ${name} is gone`, name)];
      if (!rule.isEnabled) return [failure("disabled", `${name} is disabled`, name)];
      return rule.targets.length > 0 ? [] : [failure("aimless", `${name} has no target`, name)];
    });
    return seen(`${ids.length} enabled, each with its target`, troubles);
  },
  fix: {
    missing: { means: "Its events reach nobody and are lost", command: (shell) => shell.deploy("revert") },
    disabled: {
      means: "Its events reach nobody and are lost while it is disabled",
      command: (shell, { subject }) => shell.aws(`events enable-rule --name ${subject}`),
    },
    aimless: { means: "Its events match and go nowhere", command: (shell) => shell.deploy("revert") },
  },
};

type QueueProblem = "missing" | "closed" | "sealed";
const awsManagedKey = "alias/aws/sqs";

/** Both queues: there, and open to EventBridge, by their policy and by their key. */
export const queues: Check<QueueProblem> = {
  name: "queues",
  needs: ["stack"],
  async run(place) {
    const { failure } = troublesIn(place);
    const { outputs } = await stackOf(place);
    const rules = await rulesOf(place);
    const urls = [outputs["IntakeQueueUrl"] ?? "", outputs["DeadLetterQueueUrl"] ?? ""];
    const troubles = await Promise.all(
      urls.map(async (url): Promise<readonly Trouble<QueueProblem>[]> => {
        const queue = await place.setUp.queue(url);
        const name = queueNameOf(url);
        if (!queue) return [failure("missing", `the queue ${name} is gone`, name)];
        if (queue.kmsKey?.endsWith(awsManagedKey))
          return [failure("sealed", `${name} is encrypted with the AWS-managed key ${awsManagedKey}`, url)];
        const shutOut = rules.filter((rule) => sendsTo(rule, queue) && !ruleMaySend(queue.policy, queue.arn, rule.arn));
        const names = shutOut.map((rule) => rule.name).join(", ");
        return shutOut.length === 0 ? [] : [failure("closed", `the policy of ${name} shuts out ${names}`, url)];
      }),
    );
    return seen("encrypted, and open to the rules that send there", troubles.flat());
  },
  fix: {
    missing: { means: "Events are lost, or parked findings are", command: (shell) => shell.deploy("revert") },
    closed: {
      means: "EventBridge may not send there: events are retried for a day and then lost",
      command: (shell) => shell.deploy("revert"),
    },
    sealed: {
      means: "EventBridge cannot use that key: every event is lost without a word",
      command: (shell, { subject }) =>
        shell.aws(
          `sqs set-queue-attributes --queue-url ${subject} --attributes '{"KmsMasterKeyId":"","SqsManagedSseEnabled":"true"}'`,
        ),
    },
  },
};

async function rulesOf(place: Place): Promise<readonly EventRule[]> {
  const ids = resourcesOf(await stackOf(place), "AWS::Events::Rule").map(({ physicalId }) => physicalId);
  const rules = await Promise.all(ids.map((id) => place.setUp.eventRule(id)));
  return rules.filter((rule) => rule !== undefined);
}

function sendsTo({ targets }: EventRule, { arn }: QueueState): boolean {
  return targets.some((target) => target.arn === arn || target.deadLetterArn === arn);
}

/** What carries messages from the intake queue to `ingest`. */
export const eventSource: Check<"missing" | "off"> = {
  name: "event source",
  needs: ["stack"],
  async run(place) {
    const { failure } = troublesIn(place);
    const found = await stackOf(place);
    const [mapping] = resourcesOf(found, "AWS::Lambda::EventSourceMapping");
    const source = mapping && (await place.setUp.eventSource(mapping.physicalId));
    if (!mapping || !source)
      return only(failure("missing", "nothing carries messages from the intake queue to ingest"));
    const isOn = source.state === "Enabled" || source.state === "Enabling" || source.state === "Updating";
    if (isOn)
      return fine(`${queueNameOf(found.outputs["IntakeQueueUrl"] ?? "")} feeds ${functionsOf(found).get("ingest")}`);
    return only(failure("off", `the event source mapping is ${source.state}`, mapping.physicalId));
  },
  fix: {
    missing: {
      means: "Findings pile up in the intake queue for 4 days, then they are lost",
      command: (shell) => shell.deploy("revert"),
    },
    off: {
      means: "Findings pile up in the intake queue for 4 days, then they are lost",
      command: (shell, { subject }) => shell.aws(`lambda update-event-source-mapping --uuid ${subject} --enabled`),
    },
  },
};
