import type { Operation } from "../../service.ts";
import { Input } from "../request/input.ts";
import { uuidOf } from "../sqs/uuid.ts";
import { invalidParameter, notFound } from "./errors.ts";
import { type Secret, type Secrets, type SecretVersion, versionOf } from "./secrets.ts";

const valueMembers = ["SecretString", "SecretBinary", "ClientRequestToken"];
const secretBytesMax = 65_536;

/** CreateSecret, DescribeSecret, GetSecretValue, PutSecretValue. @see docs.aws.amazon.com/secretsmanager/latest/apireference/ */
export function secretOperations(secrets: Secrets): Readonly<Record<string, Operation>> {
  return {
    CreateSecret: (given, call) => {
      const members = ["Name", "Description", "KmsKeyId", "Tags", ...valueMembers];
      const input = onlyMembers(new Input(given, invalidParameter), members);
      const name = input.text("Name", { min: 1, max: 512, pattern: /^[\w/+=.@-]+$/ });
      const [description, kmsKeyId] = [
        input.optionalText("Description", { max: 2048 }),
        input.optionalText("KmsKeyId"),
      ];
      const value = valueIn(input);
      const secret = secrets.create({ name, description, kmsKeyId }, call);
      const version = value && secrets.put(secret, { ...value, id: tokenIn(input, secret) }, ["AWSCURRENT"]);
      return { ARN: secret.arn, Name: name, ...(version && { VersionId: version.id }) };
    },
    DescribeSecret: (given, call) => described(secrets.of(new Input(given, invalidParameter), call)),
    GetSecretValue: (given, call) => {
      const input = onlyMembers(new Input(given, invalidParameter), ["SecretId", "VersionId", "VersionStage"]);
      const secret = secrets.of(input, call);
      if (secret.versions.size === 0) throw notFound("the specified secret value for staging label: AWSCURRENT");
      return answerOf(secret, versionOf(secret, input));
    },
    PutSecretValue: (given, call) => {
      const input = onlyMembers(new Input(given, invalidParameter), ["SecretId", "VersionStages", ...valueMembers]);
      const secret = secrets.of(input, call);
      const value = valueIn(input);
      if (!value) throw invalidParameter("You must provide either SecretString or SecretBinary.");
      const stages = input.optionalTexts("VersionStages", { min: 1, max: 20 }) ?? ["AWSCURRENT"];
      const version = secrets.put(secret, { ...value, id: tokenIn(input, secret) }, stages);
      return { ...named(secret), VersionId: version.id, VersionStages: [...version.stages] };
    },
  };
}

function onlyMembers(input: Input, members: readonly string[]): Input {
  const other = input.names().find((name) => !members.includes(name));
  if (other === undefined) return input;
  throw invalidParameter(`${other} is not supported by the local AWS`);
}

function valueIn(input: Input): Pick<SecretVersion, "text" | "bytes"> | undefined {
  const [text, binary] = [input.optionalText("SecretString"), input.raw("SecretBinary")];
  if (text !== undefined && binary !== undefined)
    throw invalidParameter("You can't specify both a binary secret value and a string secret value.");
  if (text === undefined && binary === undefined) return undefined;
  // On the wire bytes are base64 text.
  const bytes = typeof binary === "string" ? Buffer.from(binary, "base64") : binary;
  if (bytes !== undefined && !(bytes instanceof Uint8Array)) throw invalidParameter("SecretBinary holds no bytes");
  const size = bytes?.byteLength ?? Buffer.byteLength(text ?? "");
  if (size < 1 || size > secretBytesMax) throw invalidParameter(`A secret value has 1 to ${secretBytesMax} bytes.`);
  return bytes === undefined ? { text: text ?? "" } : { bytes: WireBytes.from(bytes) };
}

/** Bytes that JSON carries as base64 text, as AWS's JSON protocols do. */
class WireBytes extends Uint8Array {
  toJSON(): string {
    return Buffer.from(this).toString("base64");
  }
}

/** The id of the new version: the request's own, else one that follows from how many there are. */
function tokenIn(input: Input, { arn, versions }: Secret): string {
  return input.optionalText("ClientRequestToken", { min: 32, max: 64 }) ?? uuidOf(arn, String(versions.size));
}

const named = ({ arn, name }: Secret) => ({ ARN: arn, Name: name });

const answerOf = (secret: Secret, { id, text, bytes, stages, createdAtMs }: SecretVersion) => ({
  ...named(secret),
  VersionId: id,
  ...(text !== undefined && { SecretString: text }),
  ...(bytes !== undefined && { SecretBinary: bytes }),
  VersionStages: [...stages],
  CreatedDate: new Date(createdAtMs),
});

function described(secret: Secret) {
  const { description, kmsKeyId, createdAtMs, changedAtMs, versions } = secret;
  const stages = [...versions.values()].filter((version) => version.stages.size > 0);
  return {
    ...named(secret),
    ...(description !== undefined && { Description: description }),
    ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    CreatedDate: new Date(createdAtMs),
    LastChangedDate: new Date(changedAtMs),
    VersionIdsToStages: Object.fromEntries(stages.map((version) => [version.id, [...version.stages]])),
  };
}
