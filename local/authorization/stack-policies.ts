import { isRecord } from "../services/request/record.ts";
import type { DeployedStack, StackPart } from "../template/deploy.ts";
import type { Properties } from "../template/resource-type.ts";

/** A policy of a stack, as the template says it: plain data. */
export interface AttachedPolicy {
  /** The resource of the template that it stands in, and the how manieth there. */
  readonly id: string;
  /** What its role may do, who may use the resource that has it, or who may take on the role that has it. */
  readonly kind: "identity" | "resource" | "trust";
  /** ARN of the role or of the resource. */
  readonly of: string;
  readonly document: unknown;
}

type Reader = (part: StackPart, stack: Parts) => readonly Omit<AttachedPolicy, "id">[];
type Parts = readonly StackPart[];

const readers: Readonly<Record<string, Reader>> = {
  "AWS::IAM::Policy": ofRoles,
  "AWS::IAM::ManagedPolicy": ofRoles,
  "AWS::IAM::Role": ofRole,
  "AWS::KMS::Key": ({ arn = "", properties }) => [resourcePolicy(arn, properties["KeyPolicy"])],
  "AWS::Lambda::Permission": permission,
  "AWS::S3::BucketPolicy": ({ properties }, parts) => [
    resourcePolicy(arnOf(parts, String(properties["Bucket"])), properties["PolicyDocument"]),
  ],
  "AWS::SNS::TopicPolicy": ({ properties }) =>
    [properties["Topics"]].flat().map((arn) => resourcePolicy(String(arn), properties["PolicyDocument"])),
  "AWS::SQS::QueuePolicy": ({ properties }, parts) =>
    [properties["Queues"]].flat().map((url) => resourcePolicy(arnOf(parts, String(url)), properties["PolicyDocument"])),
};

/**
 * Every policy of a stack.
 * @throws {TypeError} naming a resource whose policy cannot be read
 */
export function policiesOf({ parts }: Pick<DeployedStack, "parts">): readonly AttachedPolicy[] {
  const all = Object.values(parts);
  return Object.entries(parts).flatMap(([logicalId, part]) => {
    const read = Object.hasOwn(readers, part.type) ? readers[part.type] : undefined;
    if (read) return read(part, all).map((policy, index) => ({ id: `${logicalId}/${index}`, ...policy }));
    if (hasPolicy(part.properties))
      throw new TypeError(
        `Cannot read the policies of the stack: ${logicalId} (${part.type}) has one that is not known`,
      );
    return [];
  });
}

function ofRoles({ properties }: StackPart, parts: Parts): ReturnType<Reader> {
  const names = [properties["Roles"] ?? []].flat().map(String);
  return names.map((name) => ({ kind: "identity", of: arnOf(parts, name), document: properties["PolicyDocument"] }));
}

function ofRole({ arn = "", properties }: StackPart): ReturnType<Reader> {
  const managed = [properties["ManagedPolicyArns"] ?? []].flat();
  if (managed.length > 0) throw new TypeError(`Cannot read the policies of the stack: managed policy ${managed[0]}`);
  const inline = [properties["Policies"] ?? []].flat() as Properties[];
  return [
    { kind: "trust", of: arn, document: properties["AssumeRolePolicyDocument"] },
    ...inline.map((policy) => ({ kind: "identity", of: arn, document: policy["PolicyDocument"] }) as const),
  ];
}

/** A permission is a statement of the function's policy. */
function permission({ properties }: StackPart, parts: Parts): ReturnType<Reader> {
  const { Action, Principal, SourceArn, SourceAccount } = properties as Record<string, unknown>;
  const given = String(properties["FunctionName"]);
  // A function by its name; one by its ARN, and a version, as it is.
  const Resource = parts.find(({ type, ref }) => type === "AWS::Lambda::Function" && ref === given)?.arn ?? given;
  const Condition = {
    ...(SourceArn !== undefined && { ArnLike: { "AWS:SourceArn": SourceArn } }),
    ...(SourceAccount !== undefined && { StringEquals: { "AWS:SourceAccount": SourceAccount } }),
  };
  const statement = { Effect: "Allow", Principal: { Service: Principal }, Action, Resource, Condition };
  return [resourcePolicy(Resource, { Statement: [statement] })];
}

const resourcePolicy = (of: string, document: unknown) => ({ kind: "resource", of, document }) as const;

function arnOf(parts: Parts, ref: string): string {
  const arn = parts.find((part) => part.ref === ref)?.arn;
  if (arn === undefined) throw new TypeError(`Cannot read the policies of the stack: nothing is named "${ref}"`);
  return arn;
}

/** Whether there is a statement of a policy anywhere in a value. */
function hasPolicy(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasPolicy);
  if (!isRecord(value)) return false;
  const { Effect: effect, Action: action } = value as Record<string, unknown>;
  return (effect !== undefined && action !== undefined) || Object.values(value).some(hasPolicy);
}
