import { createHash } from "node:crypto";
import { Input } from "../request/input.ts";
import { isRecord } from "../request/record.ts";
import { invalidParameter } from "./errors.ts";

/** One message attribute, as the SDK gives and takes it. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

/** Bytes that JSON carries as base64 text, as AWS's JSON protocols do. */
class WireBytes extends Uint8Array {
  toJSON(): string {
    return Buffer.from(this).toString("base64");
  }
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

// @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
const attributesMax = 10;

/** Reads and checks `MessageAttributes`. @throws {ServiceError} InvalidParameterValue */
export function readMessageAttributes(given: unknown): MessageAttributes {
  if (given === undefined || given === null) return {};
  if (!isRecord(given)) throw invalidParameter("MessageAttributes must be a map of names to attributes.");
  const entries = Object.entries(given);
  if (entries.length > attributesMax) {
    throw invalidParameter(`Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`);
  }
  return Object.fromEntries(entries.map(([name, value]) => [checkedName(name), readAttribute(name, value)]));
}

function checkedName(name: string): string {
  const reserved = /^(aws|amazon)\./i.test(name);
  const wellFormed = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(name) && name.length <= 256;
  if (reserved || !wellFormed) throw invalidParameter(`Message (user) attribute name "${name}" is invalid.`);
  return name;
}

function readAttribute(name: string, value: unknown): MessageAttribute {
  const input = new Input(value, invalidParameter, `MessageAttributes.${name}`);
  const dataType = input.text("DataType", { min: 1, max: 256, pattern: /^(String|Number|Binary)(\.|$)/ });
  if (dataType.startsWith("Binary")) return { DataType: dataType, BinaryValue: binaryValue(name, input) };
  const text = input.text("StringValue");
  if (text === "") throw invalidParameter(`Message (user) attribute "${name}" must contain a non-empty value.`);
  if (dataType.startsWith("Number") && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw invalidParameter(`Can't cast the value of message (user) attribute "${name}" to a number.`);
  }
  return { DataType: dataType, StringValue: text };
}

/** In memory a binary value is bytes, from the wire it is base64 text. */
function binaryValue(name: string, input: Input): Uint8Array {
  const value = input.raw("BinaryValue");
  const bytes = typeof value === "string" ? Buffer.from(value, "base64") : value;
  if (bytes instanceof Uint8Array && bytes.length > 0) return WireBytes.from(bytes);
  throw invalidParameter(`Message (user) attribute "${name}" must contain a non-empty value.`);
}

/** Bytes that attributes count towards the size of their message: names, types and values. */
export function attributesBytes(attributes: MessageAttributes): number {
  const bytes = Object.entries(attributes).map(
    ([name, attribute]) =>
      Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueBytes(attribute).byteLength,
  );
  return bytes.reduce((sum, each) => sum + each, 0);
}

/**
 * The digest SDKs check; `undefined` when there are no attributes.
 * @see docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function attributesMd5(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const digest = createHash("md5");
  const add = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.byteLength);
    digest.update(length).update(bytes);
  };
  for (const name of names) {
    const attribute = attributes[name] as MessageAttribute;
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    digest.update(Uint8Array.of(attribute.DataType.startsWith("Binary") ? 2 : 1));
    add(valueBytes(attribute));
  }
  return digest.digest("hex");
}

function valueBytes({ StringValue, BinaryValue }: MessageAttribute): Uint8Array {
  return BinaryValue ?? Buffer.from(StringValue ?? "");
}
