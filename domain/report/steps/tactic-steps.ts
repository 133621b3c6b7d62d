import { aws, jmesLiteral, option } from "../cli-line.ts";
import { callsFitting } from "./grounds.ts";
import type { Step, Subject } from "./step.ts";
import { callsTo, changesBy } from "./trail.ts";

/** Steps that answer one kind of tactic each, the gravest first. */
export const tacticSteps: readonly Step[] = [
  answering("See what was started or deleted", ["Impact", "Execution"], {
    text: ({ type }) => `See which instances were started, and what the ${type} deleted`,
    cli: (subject) => [
      instancesSince(subject),
      ...changesBy(
        "DeleteBucket",
        "DeleteDBInstance",
        "DeleteSnapshot",
        "ScheduleKeyDeletion",
        "TerminateInstances",
      )(subject),
    ],
  }),
  answering("See what left the account", ["Exfiltration", "Collection"], {
    text: ({ type }) => `See which snapshots, images and buckets the ${type} opened to others`,
    cli: changesBy("ModifySnapshotAttribute", "ModifyImageAttribute", "ModifyDBSnapshotAttribute", "PutBucketPolicy"),
  }),
  answering("Check that logging is on", ["Defense Evasion", "Stealth", "Defense Impairment"], {
    text: ({ type }) => `Check that CloudTrail and GuardDuty are on, and whether the ${type} turned them off`,
    cli: (subject) => [
      aws(subject.region, "cloudtrail describe-trails"),
      aws(subject.region, "guardduty list-detectors"),
      ...changesBy(
        "StopLogging",
        "DeleteTrail",
        "UpdateTrail",
        "PutEventSelectors",
        "UpdateDetector",
        "DeleteDetector",
      )(subject),
    ],
  }),
  answering("Rotate the secrets it read", ["Credential Access"], {
    text: ({ type }) => `Rotate the secrets and parameters that the ${type} read`,
    cli: (subject) => [
      ...callsTo("secretsmanager.amazonaws.com", "GetSecretValue", "BatchGetSecretValue")(subject),
      ...callsTo("ssm.amazonaws.com", "GetParameter", "GetParameters", "GetParametersByPath")(subject),
    ],
  }),
  answering("Follow it to other roles", ["Lateral Movement"], {
    text: ({ type }) => `Follow the ${type} to the roles it assumed and the instances it entered`,
    cli: (subject) => [
      ...callsTo("sts.amazonaws.com", "AssumeRole")(subject),
      ...changesBy("SendSSHPublicKey", "StartSession", "SendCommand")(subject),
    ],
  }),
];

function answering(name: string, tactics: readonly string[], { text, cli }: Pick<Step, "text" | "cli">): Step {
  const listed = tactics.join(", ").replace(/, ([^,]*)$/, " or $1");
  return { name, when: `${listed} was tried`, why: (grounds) => callsFitting(grounds, tactics, "tried"), text, cli };
}

function instancesSince({ region, since }: Subject): string {
  const query = `Reservations[].Instances[?LaunchTime>=${jmesLiteral(since)}][].[LaunchTime,InstanceId,InstanceType]`;
  return aws(region, "ec2 describe-instances", option("query", query), "--output table");
}
