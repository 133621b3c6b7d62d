import { allows, type ServiceCall } from "./policy.ts";
import { listIn, type Resource, resourcesIn, type TemplateJson } from "./resource.ts";

/** An AWS service that writes to something encrypted. */
interface Writer {
  /** `rule RoutesImported` */
  readonly name: string;
  readonly service: string;
  /** Of its call to KMS, and to the queue. */
  readonly context: ServiceCall["context"];
}

interface Write {
  readonly writer: Writer;
  /** What it writes to. */
  readonly to: Resource;
  readonly key: unknown;
  readonly actions: readonly string[];
}

const sending = ["kms:Decrypt", "kms:GenerateDataKey"];
const logging = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey"];
const account = "${AWS::AccountId}";

/**
 * What an AWS service writes, and AWS would lose without a word: EventBridge to a queue or a dead-letter queue, CloudWatch to a
 * topic, whose key does not let it (aws/aws-cdk#30549, #33169); and a bus or a log group that its key keeps from being created.
 */
export function keyTroubles(template: TemplateJson): readonly string[] {
  const keys = new Map(
    resourcesIn(template, "AWS::KMS::Key").map(({ id, properties }) => [`\${${id}.Arn}`, properties]),
  );
  const writes = [...deliveries(template), ...buses(template), ...alarms(template), ...logs(template)];
  return writes.flatMap(({ writer, to, key, actions }) => {
    const policy = keys.get(String(key))?.["KeyPolicy"];
    if (policy === undefined)
      return [`${writer.name} cannot write to ${to.id}: its key is ${key}, one of this stack is wanted`];
    const { service, context } = writer;
    const denied = actions.filter((action) => !allows(policy, { service, action, context }));
    return denied.map((action) => `${writer.name} cannot write to ${to.id}: the key denies ${action} to ${service}`);
  });
}

function deliveries(template: TemplateJson): readonly Write[] {
  const queues = encrypted(template, "AWS::SQS::Queue");
  return resourcesIn(template, "AWS::Events::Rule").flatMap(({ id, properties }) => {
    const name = `\${AWS::StackName}-${id}-1A2B3C4D5E6F`;
    const writer = writerOf(`rule ${id}`, "events", [`\${${id}.Arn}`, arnOf("events", `rule/${name}`)]);
    const arns = listIn(properties, "Targets").flatMap((target) => {
      const { Arn, DeadLetterConfig } = target as Readonly<Record<string, { readonly Arn?: unknown } | undefined>>;
      return [Arn, DeadLetterConfig?.Arn];
    });
    return arns.flatMap((arn) => writesTo(writer, queues.get(String(arn)), sending));
  });
}

function buses(template: TemplateJson): readonly Write[] {
  const found = resourcesIn(template, "AWS::Events::EventBus").filter(
    ({ properties }) => properties["KmsKeyIdentifier"],
  );
  return found.map((to) => {
    const arn = arnOf("events", `event-bus/${to.properties["Name"]}`);
    const { context, ...writer } = writerOf(`bus ${to.id}`, "events", [arn]);
    const encrypting = { ...context, "kms:encryptioncontext:aws:events:event-bus:arn": [arn] };
    return { writer: { ...writer, context: encrypting }, to, key: to.properties["KmsKeyIdentifier"], actions: sending };
  });
}

function alarms(template: TemplateJson): readonly Write[] {
  const topics = encrypted(template, "AWS::SNS::Topic");
  return resourcesIn(template, "AWS::CloudWatch::Alarm").flatMap(({ id, properties }) => {
    const writer = writerOf(`alarm ${id}`, "cloudwatch", [`\${${id}.Arn}`, arnOf("cloudwatch", `alarm:${id}`)]);
    const actions = ["AlarmActions", "OKActions", "InsufficientDataActions"].flatMap((list) =>
      listIn(properties, list),
    );
    return actions.flatMap((arn) => writesTo(writer, topics.get(String(arn)), sending));
  });
}

function logs(template: TemplateJson): readonly Write[] {
  const groups = resourcesIn(template, "AWS::Logs::LogGroup").filter(({ properties }) => properties["KmsKeyId"]);
  return groups.map((to) => {
    const name = String(to.properties["LogGroupName"] ?? `\${AWS::StackName}-${to.id}-1A2B3C4D5E6F`);
    const context = { "kms:encryptioncontext:aws:logs:arn": [arnOf("logs", `log-group:${name}`)] };
    const writer = { name: "CloudWatch Logs", service: "logs.${AWS::Region}.${AWS::URLSuffix}", context };
    return { writer, to, key: to.properties["KmsKeyId"], actions: logging };
  });
}

/** Queues or topics that have a key, by what an ARN refers to them with. */
function encrypted(template: TemplateJson, type: string): ReadonlyMap<string, Resource> {
  const found = resourcesIn(template, type).filter(({ properties }) => properties["KmsMasterKeyId"] !== undefined);
  const reference = type === "AWS::SNS::Topic" ? "" : ".Arn";
  return new Map(found.map((resource) => [`\${${resource.id}${reference}}`, resource]));
}

function writerOf(name: string, service: string, arns: readonly string[]): Writer {
  const context = { "aws:sourcearn": arns, "aws:sourceaccount": [account] };
  return { name, service: `${service}.amazonaws.com`, context };
}

function writesTo(writer: Writer, to: Resource | undefined, actions: readonly string[]): readonly Write[] {
  return to ? [{ writer, to, key: to.properties["KmsMasterKeyId"], actions }] : [];
}

function arnOf(service: string, resource: string): string {
  return `arn:\${AWS::Partition}:${service}:\${AWS::Region}:${account}:${resource}`;
}
