import { aws, jmesLiteral, option } from "../cli-line.ts";
import type { Step, Subject } from "./step.ts";

/**
 * Calls of IAM and of the global endpoint of STS are in the event history of one Region of the partition only.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html (global service events, read 2026-12-01)
 */
const globalRegions: Readonly<Record<string, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
};

/** What CloudTrail is asked for, one attribute a call, and which of those events are shown. */
interface Search {
  readonly attribute: "ReadOnly" | "EventSource";
  readonly value: string;
  readonly which: readonly string[];
}

/** The principal's Region, and the one where its calls of IAM are told. */
export function trailRegions({ region, partition }: Subject): readonly string[] {
  return [...new Set([region, globalRegions[partition] ?? region])];
}

/** Every change it made. */
export function changesMade(subject: Subject, region: string): string {
  return lookup(subject, region, { attribute: "ReadOnly", value: "false", which: [madeBy(subject)] });
}

/** Who assumed the role: by its name alone, for an ARN that a finding gives may lack the path. */
export function assumptionsOf(subject: Subject, region: string): string {
  const ofRole = `contains(CloudTrailEvent, ${jmesLiteral(`/${subject.name}"`)})`;
  const which = [`starts_with(EventName, ${jmesLiteral("AssumeRole")})`, ofRole];
  return lookup(subject, region, { attribute: "EventSource", value: "sts.amazonaws.com", which });
}

/** The changes among these that it made: `StopLogging`, `DeleteTrail`. */
export function changesBy(...apis: readonly string[]): Step["cli"] {
  return (subject) => {
    const which = [madeBy(subject), oneOf(apis)];
    return [lookup(subject, subject.region, { attribute: "ReadOnly", value: "false", which })];
  };
}

/** Its calls of one service: `secretsmanager.amazonaws.com`. */
export function callsTo(service: string, ...apis: readonly string[]): Step["cli"] {
  return (subject) => {
    const which = [madeBy(subject), oneOf(apis)];
    return [lookup(subject, subject.region, { attribute: "EventSource", value: service, which })];
  };
}

/**
 * The event history knows a user by its name. What it calls the Username of a role is the name of the session, so a role is looked
 * for inside the event.
 */
function madeBy({ type, name }: Subject): string {
  return type === "user"
    ? `Username==${jmesLiteral(name)}`
    : `contains(CloudTrailEvent, ${jmesLiteral(`assumed-role/${name}/`)})`;
}

function oneOf(apis: readonly string[]): string {
  return `contains(${jmesLiteral(apis)}, EventName)`;
}

function lookup({ since }: Subject, region: string, { attribute, value, which }: Search): string {
  return aws(
    region,
    "cloudtrail lookup-events",
    `--start-time ${since}`,
    `--lookup-attributes AttributeKey=${attribute},AttributeValue=${value}`,
    option("query", `Events[?${which.join(" && ")}].[EventTime,EventSource,EventName,Username]`),
    "--output table",
  );
}
